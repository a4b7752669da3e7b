package io.lamella.engine.plan;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/// Resolves times and windows against one *now* in the workspace's zone.
///
/// @param nowMillis the query's instant
record Clock(long nowMillis, WorkspaceSettings settings) {

  /// Beyond every event and attribute: what a window without an end is resolved to.
  private static final long FAR = Long.MAX_VALUE;

  /// A resolved window, `[fromMillis, toMillis)`, with `Long.MIN_VALUE` and `Long.MAX_VALUE` for
  /// open ends.
  record Range(long fromMillis, long toMillis) {
    boolean isEmpty() {
      return fromMillis >= toMillis;
    }
  }

  /// The same at the start of today, which is now for anniversaries.
  Clock atStartOfToday() {
    return new Clock(midnight(zoned(nowMillis).toLocalDate()), settings);
  }

  /// Milliseconds since 1970 of a time.
  long millis(Literal.Time time) {
    long millis =
        switch (time.anchor()) {
          case Literal.Anchor.Now() -> nowMillis;
          case Literal.Anchor.At(Instant instant) -> instant.toEpochMilli();
          case Literal.Anchor.OnDate(LocalDate date) -> midnight(date);
        };
    for (Literal.Shift shift : time.shifts()) {
      millis =
          shift.direction() == Literal.Direction.LATER
              ? shift(millis, shift.span(), 1)
              : shift(millis, shift.span(), -1);
    }
    return millis;
  }

  /// The midnight that begins a date.
  long midnight(LocalDate date) {
    return date.atStartOfDay(settings.zone()).toInstant().toEpochMilli();
  }

  /// A window as written, not cut at now.
  Range range(Window window) {
    return switch (window) {
      case Window.Last(Span span) -> new Range(shift(nowMillis, span, -1), nowMillis);
      case Window.Ago(Span from, Span to) ->
          new Range(shift(nowMillis, from, -1), shift(nowMillis, to, -1));
      case Window.Next(Span span) -> new Range(nowMillis, shift(nowMillis, span, 1));
      case Window.Between(Literal.Time from, Literal.Time to) ->
          new Range(millis(from), millis(to));
      case Window.Since(Literal.Time from) -> new Range(millis(from), nowMillis);
      case Window.Before(Literal.Time to) -> new Range(Long.MIN_VALUE, millis(to));
      case Window.Calendar(Window.Period period, int offset) -> calendar(period, offset);
    };
  }

  /// A window over events: cut at now, unless it says what is to come.
  Range eventRange(Window window) {
    Range range = range(window);
    boolean future =
        window instanceof Window.Next
            || (window instanceof Window.Calendar calendar && calendar.offset() > 0);
    return future ? range : new Range(range.fromMillis, Math.min(range.toMillis, nowMillis));
  }

  /// A gap between two events; it depends on them, not on now.
  EventGap gap(Step.Gap gap) {
    return switch (gap) {
      case Step.Gap.All() -> new EventGap.Any();
      case Step.Gap.AtMost(Span span) ->
          switch (span.unit()) {
            case MONTH, YEAR -> new EventGap.ByCalendar(span, settings.zone());
            default -> new EventGap.Fixed(span.amount() * span.unit().millis());
          };
    };
  }

  /// All time up to now.
  Range upToNow() {
    return new Range(Long.MIN_VALUE, nowMillis);
  }

  /// The first day whose midnight is at or after an instant; far ends stay far.
  long dayFrom(long millis) {
    if (millis == Long.MIN_VALUE || millis == FAR) {
      return millis;
    }
    LocalDate date = Instant.ofEpochMilli(millis).atZone(settings.zone()).toLocalDate();
    LocalDate first = midnight(date) >= millis ? date : date.plusDays(1);
    return first.toEpochDay();
  }

  private Range calendar(Window.Period period, int offset) {
    LocalDate today = Instant.ofEpochMilli(nowMillis).atZone(settings.zone()).toLocalDate();
    LocalDate running = Periods.start(today, period, settings.firstDayOfWeek());
    LocalDate from = Periods.plus(running, period, offset);
    long to = offset == 0 ? nowMillis : midnight(Periods.plus(running, period, offset + 1L));
    return new Range(midnight(from), to);
  }

  /// A time so much later, or earlier if the sign is -1.
  long shift(long millis, Span span, int sign) {
    return switch (span.unit()) {
      case MONTH -> zoned(millis).plusMonths(sign * span.amount()).toInstant().toEpochMilli();
      case YEAR -> zoned(millis).plusYears(sign * span.amount()).toInstant().toEpochMilli();
      default -> millis + sign * span.amount() * span.unit().millis();
    };
  }

  private ZonedDateTime zoned(long millis) {
    return Instant.ofEpochMilli(millis).atZone(settings.zone());
  }
}
