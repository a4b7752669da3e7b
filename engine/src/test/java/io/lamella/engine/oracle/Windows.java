package io.lamella.engine.oracle;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Literal.Shift;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/// What windows and times mean at one *now*, by the calendar of `java.time`.
final class Windows {

  private final WorkspaceSettings settings;
  private final Instant now;

  Windows(WorkspaceSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /// Instants from `from` on and before `to`.
  record Range(Instant from, Instant to) {
    boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  /// Whether an event that happened then is seen with no window at all: all time up to now.
  boolean isPast(Instant instant) {
    return instant.isBefore(now);
  }

  /// The window as it is for behaviours: cut at now, unless it looks ahead.
  Range ofBehaviour(Window window) {
    Range written = ofAttribute(window);
    return looksAhead(window) || written.to().isBefore(now)
        ? written
        : new Range(written.from(), now);
  }

  /// Whether a window shows events after now.
  static boolean looksAhead(Window window) {
    return window instanceof Window.Next
        || (window instanceof Window.Calendar calendar && calendar.offset() > 0);
  }

  /// The window as it is written, which is how attributes see it.
  Range ofAttribute(Window window) {
    return switch (window) {
      case Window.Last(Span span) -> new Range(earlier(now, span), now);
      case Window.Ago(Span from, Span to) -> new Range(earlier(now, from), earlier(now, to));
      case Window.Next(Span span) -> new Range(now, later(now, span));
      case Window.Between(Literal.Time from, Literal.Time to) ->
          new Range(instant(from), instant(to));
      case Window.Since(Literal.Time from) -> new Range(instant(from), now);
      case Window.Before(Literal.Time to) -> new Range(Instant.MIN, instant(to));
      case Window.Calendar calendar -> period(calendar);
    };
  }

  /// Whether the same day of some later year, in the workspace's zone, lies in a window whose now
  /// is the start of today. 29 February counts as 28 February in common years.
  boolean hasAnniversaryIn(Instant instant, Window window) {
    LocalDate date = local(instant).toLocalDate();
    Windows today = new Windows(settings, midnight(local(now).toLocalDate()));
    Range range = today.ofAttribute(window);
    for (int years = 1; years <= 12_000; years++) {
      int year = date.getYear() + years;
      boolean leapDay = date.getMonthValue() == 2 && date.getDayOfMonth() == 29;
      LocalDate anniversary =
          leapDay && !Year.isLeap(year)
              ? LocalDate.of(year, 2, 28)
              : LocalDate.of(year, date.getMonthValue(), date.getDayOfMonth());
      Instant midnight = midnight(anniversary);
      if (range.contains(midnight)) {
        return true;
      }
      if (!midnight.isBefore(range.to())) {
        return false;
      }
    }
    return false;
  }

  private Range period(Window.Calendar calendar) {
    LocalDate today = LocalDate.ofInstant(now, settings.zone());
    int offset = calendar.offset();
    LocalDate first =
        switch (calendar.period()) {
          case DAY -> today.plusDays(offset);
          case WEEK -> weekOf(today).plusWeeks(offset);
          case MONTH -> today.withDayOfMonth(1).plusMonths(offset);
          case QUARTER ->
              LocalDate.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1, 1)
                  .plusMonths(3L * offset);
          case YEAR -> today.withDayOfYear(1).plusYears(offset);
        };
    LocalDate next =
        switch (calendar.period()) {
          case DAY -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
          case QUARTER -> first.plusMonths(3);
          case YEAR -> first.plusYears(1);
        };
    return new Range(midnight(first), offset == 0 ? now : midnight(next));
  }

  /// The first day of the week that holds a date.
  LocalDate weekOf(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(settings.firstDayOfWeek()));
  }

  /// The midnight that begins a date: its first instant, where a clock change skips midnight.
  Instant midnight(LocalDate date) {
    return date.atStartOfDay(settings.zone()).toInstant();
  }

  /// An instant in the workspace's zone.
  ZonedDateTime local(Instant instant) {
    return instant.atZone(settings.zone());
  }

  /// The instant that a time literal names.
  Instant instant(Literal.Time time) {
    Instant instant =
        switch (time.anchor()) {
          case Literal.Anchor.OnDate(LocalDate date) -> midnight(date);
          case Literal.Anchor.At(Instant at) -> at;
          case Literal.Anchor.Now() -> now;
        };
    for (Shift shift : time.shifts()) {
      instant =
          switch (shift.direction()) {
            case LATER -> later(instant, shift.span());
            case EARLIER -> earlier(instant, shift.span());
          };
    }
    return instant;
  }

  /// A span after an instant.
  Instant later(Instant instant, Span span) {
    return switch (span.unit()) {
      case MONTH -> local(instant).plusMonths(span.amount()).toInstant();
      case YEAR -> local(instant).plusYears(span.amount()).toInstant();
      default -> instant.plusMillis(span.amount() * span.unit().millis());
    };
  }

  /// A span before an instant.
  Instant earlier(Instant instant, Span span) {
    return switch (span.unit()) {
      case MONTH -> local(instant).minusMonths(span.amount()).toInstant();
      case YEAR -> local(instant).minusYears(span.amount()).toInstant();
      default -> instant.minusMillis(span.amount() * span.unit().millis());
    };
  }
}
