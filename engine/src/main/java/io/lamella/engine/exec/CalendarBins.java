package io.lamella.engine.exec;

import io.lamella.engine.catalog.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Cuts dates and instants into calendar periods.
///
/// @param type date or instant
/// @param zone where days begin
public record CalendarBins(ValueType type, ZoneId zone) {
  /// More months than this are cut into years.
  private static final int MAX_MONTHS = 36;

  /// Months, or years where there are many, from the one that a value is in to that of another.
  Binned between(BigDecimal first, BigDecimal last) {
    LocalDate from = date(first).withDayOfMonth(1);
    LocalDate to = date(last);
    return ChronoUnit.MONTHS.between(from, to) < MAX_MONTHS
        ? Binned.empty(Binned.Kind.MONTHS, bins(from, to, ChronoUnit.MONTHS))
        : Binned.empty(Binned.Kind.YEARS, bins(from.withDayOfYear(1), to, ChronoUnit.YEARS));
  }

  private Categories.Bins bins(LocalDate from, LocalDate to, ChronoUnit unit) {
    List<BigDecimal> lows = new ArrayList<>();
    for (LocalDate at = from; !at.isAfter(to); at = from.plus(lows.size(), unit)) {
      lows.add(value(at));
    }
    return new Categories.Bins(lows);
  }

  /// The day that a value is in.
  public LocalDate date(BigDecimal value) {
    return type == ValueType.DATE
        ? LocalDate.ofEpochDay(value.longValueExact())
        : Instant.ofEpochMilli(value.longValueExact()).atZone(zone).toLocalDate();
  }

  /// The least value of a day.
  private BigDecimal value(LocalDate day) {
    return BigDecimal.valueOf(
        type == ValueType.DATE
            ? day.toEpochDay()
            : day.atStartOfDay(zone).toInstant().toEpochMilli());
  }
}
