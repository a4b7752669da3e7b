package io.lamella.engine.plan;

import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Literal.Anchor;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;

/// What no window and no time may say: that it can never hold, or lies beyond the calendar.
record WindowRules(FaultList faults) {
  /// No duration is longer.
  private static final long MAX_YEARS = 10_000;

  private static final int MAX_PERIODS = 100_000;

  void check(Window window) {
    switch (window) {
      case Window.Last(Span span) -> check(span, window);
      case Window.Next(Span span) -> check(span, window);
      case Window.Ago(Span from, Span to) -> {
        check(from, window);
        check(to, window);
        if (shortestMillis(to) >= longestMillis(from)) {
          never(window, "ago names the earlier end first: ago('90d', '30d')");
        }
      }
      case Window.Between(Literal.Time from, Literal.Time to) -> {
        check(from);
        check(to);
        if (isReversed(from, to)) {
          never(window, "between names the earlier end first and the end itself is outside");
        }
      }
      case Window.Since(Literal.Time from) -> check(from);
      case Window.Before(Literal.Time to) -> check(to);
      case Window.Calendar(var _, int offset) -> {
        if (Math.abs(offset) > MAX_PERIODS) {
          faults.add(window, "a calendar window is at most " + MAX_PERIODS + " periods away");
        }
      }
    }
  }

  void check(Literal.Time time) {
    time.shifts().forEach(shift -> check(shift.span(), time));
    boolean inCalendar =
        switch (time.anchor()) {
          case Anchor.OnDate(var date) -> date.getYear() >= 0 && date.getYear() <= 9_999;
          case Anchor.At(var instant) ->
              Math.abs(instant.getEpochSecond()) < 400L * 365 * 86_400 * 25;
          case Anchor.Now _ -> true;
        };
    if (!inCalendar) {
      faults.add(time, "years are 0000 to 9999");
    }
  }

  /// Anniversaries are days: no shorter unit means anything in their windows.
  void checkDays(Window window) {
    switch (window) {
      case Window.Last(Span span) -> checkDays(span, window);
      case Window.Next(Span span) -> checkDays(span, window);
      case Window.Ago(Span from, Span to) -> {
        checkDays(from, window);
        checkDays(to, window);
      }
      case Window.Between(Literal.Time from, Literal.Time to) -> {
        checkDays(from);
        checkDays(to);
      }
      case Window.Since(Literal.Time from) -> checkDays(from);
      case Window.Before(Literal.Time to) -> checkDays(to);
      case Window.Calendar _ -> {}
    }
  }

  private void checkDays(Literal.Time time) {
    time.shifts().forEach(shift -> checkDays(shift.span(), time));
  }

  private void checkDays(Span span, Object at) {
    boolean whole =
        switch (span.unit()) {
          case DAY, WEEK, MONTH, YEAR -> true;
          case MILLISECOND, SECOND, MINUTE, HOUR -> false;
        };
    if (!whole) {
      faults.add(at, "anniversaries go by days: units are d, w, mo and y, not '" + span + "'");
    }
  }

  /// @param at the part whose place a fault tells
  void check(Span span, Object at) {
    if (longestMillis(span) > MAX_YEARS * 366 * 86_400_000L) {
      faults.add(at, "a duration is at most " + MAX_YEARS + " years: '" + span + "'");
    }
  }

  private void never(Window window, String right) {
    faults.add(window, "the window can never hold; " + right);
  }

  /// Whether two times that depend on neither now nor a time zone stand in the wrong order.
  private static boolean isReversed(Literal.Time from, Literal.Time to) {
    if (from.equals(to)) {
      return true;
    }
    if (!from.shifts().isEmpty() || !to.shifts().isEmpty()) {
      return false;
    }
    if (from.anchor() instanceof Anchor.OnDate(var first)
        && to.anchor() instanceof Anchor.OnDate(var last)) {
      return !first.isBefore(last);
    }
    return from.anchor() instanceof Anchor.At(var first)
        && to.anchor() instanceof Anchor.At(var last)
        && !first.isBefore(last);
  }

  /// Months and years differ in length: the most and the least they can be.
  private static long longestMillis(Span span) {
    return millis(span, 31, 366);
  }

  private static long shortestMillis(Span span) {
    return millis(span, 28, 365);
  }

  private static long millis(Span span, int daysOfMonth, int daysOfYear) {
    long unit =
        switch (span.unit()) {
          case MONTH -> daysOfMonth * 86_400_000L;
          case YEAR -> daysOfYear * 86_400_000L;
          default -> span.unit().millis();
        };
    return span.amount() > Long.MAX_VALUE / unit ? Long.MAX_VALUE : span.amount() * unit;
  }
}
