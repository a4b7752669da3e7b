package io.lamella.engine.plan;

import io.lamella.engine.query.Window;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// The calendar's periods, by their first days.
public final class Periods {

  private Periods() {}

  /// The first day of the period that a day is in.
  public static LocalDate start(LocalDate day, Window.Period period, DayOfWeek firstDayOfWeek) {
    return switch (period) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(firstDayOfWeek));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /// So many periods later.
  public static LocalDate plus(LocalDate day, Window.Period period, long count) {
    return switch (period) {
      case DAY -> day.plusDays(count);
      case WEEK -> day.plusWeeks(count);
      case MONTH -> day.plusMonths(count);
      case QUARTER -> day.plusMonths(3 * count);
      case YEAR -> day.plusYears(count);
    };
  }
}
