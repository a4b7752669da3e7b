package io.lamella.engine.oracle;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a measure of some events is: a [Fraction], an [Instant], or no value.
final class Measures {

  private final Windows windows;

  Measures(Windows windows) {
    this.windows = windows;
  }

  Optional<Object> value(Measure measure, List<Event> events) {
    return switch (measure) {
      case Measure.Count() -> Optional.of(Fraction.of(events.size()));
      case Measure.OfProperty(Measure.Function function, Field property) ->
          ofProperty(function, values(property, events));
      case Measure.CalendarUnits(Measure.CalendarUnit unit) ->
          Optional.of(Fraction.of(calendarUnits(unit, events)));
      case Measure.Nth(int n) -> nth(n, events);
      case Measure.First() -> nth(1, events);
      case Measure.Last() -> nth(events.size(), events);
    };
  }

  private static List<Object> values(Field property, List<Event> events) {
    List<Object> values = new ArrayList<>();
    for (Event event : events) {
      event.value(property).ifPresent(values::add);
    }
    return values;
  }

  private static Optional<Object> ofProperty(Measure.Function function, List<Object> values) {
    if (function == Measure.Function.DISTINCT) {
      return Optional.of(Fraction.of(distinct(values)));
    }
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal min = null;
    BigDecimal max = null;
    for (Object value : values) {
      BigDecimal number = (BigDecimal) value;
      sum = sum.add(number);
      min = min == null || number.compareTo(min) < 0 ? number : min;
      max = max == null || number.compareTo(max) > 0 ? number : max;
    }
    if (function == Measure.Function.SUM) {
      return Optional.of(Fraction.of(sum));
    }
    if (min == null || max == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (function) {
          case AVG -> new Fraction(sum, values.size());
          case MIN -> Fraction.of(min);
          case MAX, SUM, DISTINCT -> Fraction.of(max);
        });
  }

  /// Numbers are the same value however many zeros they end with.
  private static int distinct(List<Object> values) {
    Set<Object> distinct = new HashSet<>();
    for (Object value : values) {
      distinct.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
    }
    return distinct.size();
  }

  private int calendarUnits(Measure.CalendarUnit unit, List<Event> events) {
    Set<LocalDate> units = new HashSet<>();
    for (Event event : events) {
      LocalDate day = windows.local(event.instant()).toLocalDate();
      units.add(
          switch (unit) {
            case DAYS -> day;
            case WEEKS -> windows.weekOf(day);
            case MONTHS -> day.withDayOfMonth(1);
          });
    }
    return units.size();
  }

  private static Optional<Object> nth(int n, List<Event> events) {
    if (n < 1 || n > events.size()) {
      return Optional.empty();
    }
    List<Instant> instants = new ArrayList<>();
    for (Event event : events) {
      instants.add(event.instant());
    }
    Collections.sort(instants);
    return Optional.of(instants.get(n - 1));
  }
}
