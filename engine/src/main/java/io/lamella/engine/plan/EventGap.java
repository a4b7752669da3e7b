package io.lamella.engine.plan;

import io.lamella.engine.query.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// How far from an event another one may be, counted from the first of the two that is judged. Both
/// ends are included.
public sealed interface EventGap {

  /// However far.
  record Any() implements EventGap {}

  /// At most so many milliseconds.
  record Fixed(long millis) implements EventGap {}

  /// At most so many months or years of the calendar in a zone. The end is not as far from each
  /// event, nor does it ascend with them: a month from 31 January 1:00 and from 28 January 23:00
  /// both end on 28 February, at these hours.
  record ByCalendar(Span span, ZoneId zone) implements EventGap {

    /// The instant so far ahead of another.
    public long after(long millis) {
      return at(millis, span.amount());
    }

    /// The instant so far before another.
    public long before(long millis) {
      return at(millis, -span.amount());
    }

    private long at(long millis, long amount) {
      ZonedDateTime from = Instant.ofEpochMilli(millis).atZone(zone);
      ZonedDateTime to =
          span.unit() == Span.Unit.MONTH ? from.plusMonths(amount) : from.plusYears(amount);
      return to.toInstant().toEpochMilli();
    }
  }
}
