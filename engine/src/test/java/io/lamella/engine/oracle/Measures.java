package io.lamella.engine.oracle;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a measure of some events is: a [Fraction], an [Instant], or no value.
final class Measures {

  private final Windows windows;

  Measures(Windows windows) {
    this.windows = windows;
  }

  /// The values of a measure: several if it is taken per value of a property, else one or none.
  List<Object> values(Measure measure, List<Event> events) {
    if (!(measure instanceof Measure.Per(Field property, Measure inner))) {
      return value(measure, events).stream().toList();
    }
    Map<Object, List<Event>> groups = new HashMap<>();
    for (Event event : events) {
      event
          .value(property)
          .ifPresent(
              value -> groups.computeIfAbsent(same(value), it -> new ArrayList<>()).add(event));
    }
    List<Object> values = new ArrayList<>();
    for (List<Event> group : groups.values()) {
      value(inner, group).ifPresent(values::add);
    }
    return values;
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
      case Measure.Per _ -> throw new IllegalArgumentException("several values");
    };
  }

  private static List<Object> values(Field property, List<Event> events) {
    List<Object> values = new ArrayList<>();
    for (Event event : events) {
      event.value(property).ifPresent(values::add);
    }
    return values;
  }

  private Optional<Object> ofProperty(Measure.Function function, List<Object> values) {
    return switch (function) {
      case DISTINCT -> Optional.of(Fraction.of(distinct(values)));
      case SUM -> Optional.of(Fraction.of(sum(values)));
      case AVG ->
          values.isEmpty()
              ? Optional.empty()
              : Optional.of(new Fraction(sum(values), BigDecimal.valueOf(values.size())));
      case MIN -> values.stream().map(this::comparable).min(Measures::compare);
      case MAX -> values.stream().map(this::comparable).max(Measures::compare);
    };
  }

  private static BigDecimal sum(List<Object> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object value : values) {
      sum = sum.add((BigDecimal) value);
    }
    return sum;
  }

  /// A date is its midnight.
  private Object comparable(Object value) {
    return switch (value) {
      case BigDecimal number -> Fraction.of(number);
      case LocalDate date -> windows.midnight(date);
      default -> value;
    };
  }

  /// The sign of one value less another of its kind.
  static int compare(Object a, Object b) {
    return a instanceof Fraction fraction
        ? fraction.compareTo((Fraction) b)
        : ((Instant) a).compareTo((Instant) b);
  }

  /// Numbers are the same value however many zeros they end with.
  private static int distinct(List<Object> values) {
    Set<Object> distinct = new HashSet<>();
    for (Object value : values) {
      distinct.add(same(value));
    }
    return distinct.size();
  }

  private static Object same(Object value) {
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
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
