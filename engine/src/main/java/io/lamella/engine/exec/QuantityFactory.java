package io.lamella.engine.exec;

import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan.Counted;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.query.Measure;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes quantities ready to be worked out over one snapshot.
record QuantityFactory(Snapshot snapshot) {

  QuantityRows rows(Quantity quantity) {
    return switch (quantity) {
      case Quantity.OfEvents taken -> measure(taken, Optional.empty());
      case Quantity.PerValue(String property, var taken) -> measure(taken, Optional.of(property));
      case Quantity.Ratio(var dividend, var divisor) ->
          new RatioRows(measure(dividend, Optional.empty()), measure(divisor, Optional.empty()));
    };
  }

  private MeasureRows measure(Quantity.OfEvents taken, Optional<String> per) {
    var rows = new EventRows(snapshot, taken.events());
    return new MeasureRows(rows, amounts(taken.measure(), rows.sources(), taken.dates()), per);
  }

  private Amounts amounts(Measure measure, List<EventRows.Source> sources, Optional<ZoneId> dates) {
    return switch (measure) {
      case Measure.Count _ -> new CountAmounts.OfEvents();
      case Measure.CalendarUnits(var unit) ->
          switch (unit) {
            case DAYS -> units(Counted.DAYS);
            case WEEKS -> units(Counted.WEEKS);
            case MONTHS -> units(Counted.MONTHS);
          };
      case Measure.OfProperty(var function, var property) ->
          ofProperty(function, property.name(), sources, dates);
      case Measure.Nth(int n) -> new NthAmounts(n);
      case Measure.First _ -> new ExtremeAmounts.OfInstants(false);
      case Measure.Last _ -> new ExtremeAmounts.OfInstants(true);
      case Measure.Per _ -> throw new IllegalArgumentException("a measure per value");
    };
  }

  private Amounts units(Counted counted) {
    DayOfWeek firstDayOfWeek = snapshot.catalog().settings().firstDayOfWeek();
    return new CountAmounts.OfUnits(
        bucket -> EventNodes.unit(bucket.day(), counted, firstDayOfWeek));
  }

  private static Amounts ofProperty(
      Measure.Function function,
      String property,
      List<EventRows.Source> sources,
      Optional<ZoneId> dates) {
    return switch (function) {
      case SUM -> sums(property, sources);
      case AVG -> new AverageAmounts(property, sums(property, sources));
      case DISTINCT -> new CountAmounts.OfValues(property);
      case MIN, MAX -> extremes(property, function == Measure.Function.MAX, sources, dates);
    };
  }

  private static Amounts sums(String property, List<EventRows.Source> sources) {
    OptionalInt scale = LongScale.ofSums(sources, property);
    return scale.isPresent()
        ? new SumAmounts(property, scale.getAsInt())
        : new DecimalAmounts(property, BigDecimal::add, DecimalAmounts.WithNone.ZERO);
  }

  private static Amounts extremes(
      String property, boolean largest, List<EventRows.Source> sources, Optional<ZoneId> dates) {
    OptionalInt scale = LongScale.ofValues(sources, property);
    return scale.isPresent()
        ? new ExtremeAmounts.OfProperty(property, largest, scale.getAsInt(), dates)
        : new DecimalAmounts(
            property,
            largest ? BigDecimal::max : BigDecimal::min,
            DecimalAmounts.WithNone.NO_VALUE);
  }
}
