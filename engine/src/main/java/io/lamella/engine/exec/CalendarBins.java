package io.lamella.engine.exec;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.plan.Periods;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Cuts dates and instants into calendar periods.
///
/// @param type date or instant
/// @param settings where days and weeks begin
public record CalendarBins(ValueType type, WorkspaceSettings settings) {
  /// More months than this are cut into years.
  private static final int MAX_MONTHS = 36;

  /// Months, or years where there are many, from the one that a value is in to that of another.
  Binned between(BigDecimal first, BigDecimal last) {
    return count(first, last, Window.Period.MONTH) <= MAX_MONTHS
        ? between(first, last, Window.Period.MONTH)
        : between(first, last, Window.Period.YEAR);
  }

  /// Periods from the one that a value is in to that of another.
  Binned between(BigDecimal first, BigDecimal last, Window.Period period) {
    LocalDate to = date(last);
    List<BigDecimal> lows = new ArrayList<>();
    LocalDate from = start(date(first), period);
    for (LocalDate at = from; !at.isAfter(to); at = Periods.plus(from, period, lows.size())) {
      lows.add(value(at));
    }
    return Binned.empty(Binned.Kind.of(period), new Categories.Bins(lows));
  }

  /// How many periods there are from the one that a value is in to that of another.
  long count(BigDecimal first, BigDecimal last, Window.Period period) {
    LocalDate from = start(date(first), period);
    LocalDate to = date(last);
    return 1
        + switch (period) {
          case DAY -> ChronoUnit.DAYS.between(from, to);
          case WEEK -> ChronoUnit.WEEKS.between(from, to);
          case MONTH -> ChronoUnit.MONTHS.between(from, to);
          case QUARTER -> ChronoUnit.MONTHS.between(from, to) / 3;
          case YEAR -> ChronoUnit.YEARS.between(from, to);
        };
  }

  private LocalDate start(LocalDate date, Window.Period period) {
    return Periods.start(date, period, settings.firstDayOfWeek());
  }

  /// The day that a value is in.
  public LocalDate date(BigDecimal value) {
    return type == ValueType.DATE
        ? LocalDate.ofEpochDay(value.longValueExact())
        : Instant.ofEpochMilli(value.longValueExact()).atZone(settings.zone()).toLocalDate();
  }

  /// The least value of a day.
  private BigDecimal value(LocalDate day) {
    return BigDecimal.valueOf(
        type == ValueType.DATE
            ? day.toEpochDay()
            : day.atStartOfDay(settings.zone()).toInstant().toEpochMilli());
  }
}
