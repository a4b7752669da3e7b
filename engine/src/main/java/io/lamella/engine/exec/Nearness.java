package io.lamella.engine.exec;

import io.lamella.engine.plan.EventGap;
import io.lamella.engine.query.Span;

/// On which side of an event another one must be, and how far at most. Immutable.
final class Nearness {
  private static final long DAY_MILLIS = 86_400_000;

  /// What clock changes and moves of a zone's date can add to a month, or take from it.
  private static final long SLACK_DAYS = 2;

  private final boolean ahead;
  private final EventGap gap;

  /// Whatever is no further than this is near.
  private final long surely;

  /// Whatever is further than this is not.
  private final long most;

  Nearness(boolean ahead, EventGap gap) {
    this.ahead = ahead;
    this.gap = gap;
    switch (gap) {
      case EventGap.Any() -> {
        surely = Long.MAX_VALUE;
        most = Long.MAX_VALUE;
      }
      case EventGap.Fixed(long millis) -> {
        surely = millis;
        most = millis;
      }
      case EventGap.ByCalendar(Span span, var _) -> {
        boolean months = span.unit() == Span.Unit.MONTH;
        surely = (span.amount() * (months ? 28 : 365) - SLACK_DAYS) * DAY_MILLIS;
        most = (span.amount() * (months ? 31 : 366) + SLACK_DAYS) * DAY_MILLIS;
      }
    }
  }

  /// Whether the other event is looked for at the same instant or later.
  boolean isAhead() {
    return ahead;
  }

  /// How far whatever is no further is near.
  long surely() {
    return surely;
  }

  /// How far whatever is further is not near.
  long most() {
    return most;
  }

  /// Whether an event on the right side of another is near it.
  boolean holds(long millis, long otherMillis) {
    long distance = ahead ? otherMillis - millis : millis - otherMillis;
    if (distance <= surely) {
      return true;
    }
    return distance <= most && holdsByCalendar(millis, otherMillis);
  }

  private boolean holdsByCalendar(long millis, long otherMillis) {
    var calendar = (EventGap.ByCalendar) gap;
    return ahead ? otherMillis <= calendar.after(millis) : otherMillis >= calendar.before(millis);
  }
}
