package io.lamella.engine.plan;

import io.lamella.engine.api.Notice;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.plan.Plan.Weight;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Plans what needs the value itself of a measure, customer by customer: measures per value,
/// ratios, comparisons of two measures.
record QuantityPlanner(
    Statistics statistics, Clock clock, NoticeList notices, EventPlanner events, Plans plans) {

  /// Whether an operand's value has to be worked out; other measures are planned as counts.
  static boolean isNeededFor(Operand operand) {
    return switch (operand) {
      case Operand.RatioOf _ -> true;
      case Operand.MeasureOf(var _, Measure measure) -> measure instanceof Measure.Per;
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ -> false;
    };
  }

  Plan compares(Operand operand, Comparison comparison, Literal literal) {
    return in(quantity(operand), DecimalRange.of(comparison, number(literal)));
  }

  Plan oneOf(Operand operand, List<Literal> literals) {
    Quantity quantity = quantity(operand);
    List<DecimalRange> ranges =
        literals.stream()
            .map(this::number)
            .map(BigDecimal::stripTrailingZeros)
            .distinct()
            .sorted()
            .flatMap(number -> DecimalRange.of(Comparison.EQUAL, number).stream())
            .toList();
    return ranges.isEmpty() ? new Plan.Nobody() : in(quantity, ranges);
  }

  Plan inWindow(Operand operand, Window window) {
    Quantity quantity = quantity(operand);
    Clock.Range range = clock.range(window);
    if (range.isEmpty()) {
      notices.add(Notice.Kind.EMPTY_WINDOW, window, "the window is empty at this instant");
      return new Plan.Nobody();
    }
    return in(quantity, List.of(DecimalRange.ofLongs(range.fromMillis(), range.toMillis())));
  }

  Plan compares(Predicate.ComparesMeasures compares) {
    Quantity left = quantity(compares.left());
    Quantity right = quantity(compares.right());
    Weight ofLeft = weight(left);
    Weight ofRight = weight(right);
    long estimate = Math.min(most(left, ofLeft), most(right, ofRight));
    if (estimate == 0) {
      return new Plan.Nobody();
    }
    var weight = new Weight(estimate, ofLeft.costNanos() + ofRight.costNanos());
    // Only the left one may have several values.
    return right instanceof Quantity.PerValue
        ? new Plan.QuantitiesCompare(right, compares.comparison().flipped(), left, weight)
        : new Plan.QuantitiesCompare(left, compares.comparison(), right, weight);
  }

  /// Who has both values of a comparison; empty if everybody has.
  Optional<Plan> known(Predicate.ComparesMeasures compares) {
    Optional<Plan> left = known(compares.left());
    Optional<Plan> right = known(compares.right());
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return Optional.of(plans.intersect(List.of(left.get(), right.get())));
  }

  /// Who has a value of a measure or ratio; empty for one that everybody has.
  Optional<Plan> known(Operand operand) {
    return operand instanceof Operand.MeasureOf measured && !isNeededFor(operand)
        ? events.known(measured)
        : Optional.of(in(quantity(operand), List.of(DecimalRange.ALL)));
  }

  /// The customers in a ranking's end, by a measure or ratio.
  Plan ranked(Predicate.Ranked ranked) {
    Quantity quantity = quantity(ranked.by());
    Weight weight = weight(quantity);
    return weight.estimate() == 0
        ? new Plan.Nobody()
        : new Plan.Ranked(
            ranked.end(),
            ranked.percent().stripTrailingZeros(),
            new Plan.RankedBy.OfQuantity(quantity),
            Expressions.print(ranked),
            0,
            // Values are looked at three times: to find about where the last one lies, exactly, and
            // who is beyond.
            new Weight(weight.estimate(), 3 * weight.costNanos()));
  }

  /// Who is in the ranking: has a value, and an event.
  Plan knownOf(Predicate.Ranked ranked) {
    Optional<Plan> known = known(ranked.by());
    return switch (ranked.by()) {
      case Operand.MeasureOf(var selection, var _) ->
          plans.intersect(List.of(events.did(selection), known.orElseGet(plans::everyone)));
      default -> known.orElseGet(plans::everyone);
    };
  }

  private Plan in(Quantity quantity, List<DecimalRange> ranges) {
    Weight weight = weight(quantity);
    return weight.estimate() == 0
        ? new Plan.Nobody()
        : new Plan.QuantityIn(quantity, ranges, weight);
  }

  private long most(Quantity quantity, Weight weight) {
    return quantity.isZeroWithoutEvents() ? plans.population() : weight.estimate();
  }

  /// What working it out takes, and how many have events for it at most.
  private Weight weight(Quantity quantity) {
    return switch (quantity) {
      case Quantity.OfEvents(var selected, var _, var _) -> events.costs().weight(selected);
      case Quantity.PerValue(var _, var taken) -> {
        Weight weight = weight(taken);
        yield new Weight(weight.estimate(), 10 * weight.costNanos());
      }
      case Quantity.Ratio(var dividend, var divisor) -> {
        Weight below = weight(divisor);
        yield new Weight(
            below.estimate(),
            below.estimate() == 0 ? 0 : weight(dividend).costNanos() + below.costNanos());
      }
    };
  }

  /// What has to be worked out for a measure or a ratio.
  Quantity quantity(Operand operand) {
    return switch (operand) {
      case Operand.MeasureOf(var selection, Measure.Per(Field property, Measure inner)) -> {
        events.selections().warnIfNobodyHas(selection, property);
        yield new Quantity.PerValue(
            property.name(), taken(new Operand.MeasureOf(selection, inner)));
      }
      case Operand.MeasureOf measured -> taken(measured);
      case Operand.RatioOf(var dividend, var divisor) ->
          new Quantity.Ratio(taken(dividend), taken(divisor));
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ ->
          throw new IllegalArgumentException("not a measure: " + operand);
    };
  }

  /// What a measure gives that is not taken per value.
  Quantity.OfEvents taken(Operand.MeasureOf measured) {
    Optional<ZoneId> dates = Optional.empty();
    if (measured.measure() instanceof Measure.OfProperty(var _, Field property)) {
      events.selections().warnIfNobodyHas(measured.selection(), property);
      if (statistics.catalog().propertyType(property.name()) == ValueType.DATE) {
        dates = Optional.of(clock.settings().zone());
      }
    }
    return new Quantity.OfEvents(
        events.selections().events(measured.selection()), measured.measure(), dates);
  }

  private BigDecimal number(Literal literal) {
    return literal instanceof Literal.Time time
        ? BigDecimal.valueOf(clock.millis(time))
        : ValueTests.number(literal);
  }
}
