package io.lamella.engine.plan;

import io.lamella.engine.api.Notice;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.plan.Plan.Counted;
import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.plan.Plan.Weight;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Plans what is asked of a customer's events. Most measures need no accumulator of their own,
/// since they say how many events there are in some narrower selection: `first() < x` is *at least
/// one event before x*, `nth(3) >= x` is *at least three, and fewer than three before x*, `min(p) <
/// x` is *at least one event with p < x*. What remains: occurrences, sums, averages, distinct
/// values.
final class EventPlanner {
  private final Statistics statistics;
  private final Clock clock;
  private final NoticeList notices;
  private final ConditionPlanner conditions;
  private final SelectionPlanner selections;
  private final EventCosts costs;
  private final Plans plans;

  EventPlanner(
      Statistics statistics, Clock clock, NoticeList notices, ValueTests tests, Plans plans) {
    this.statistics = statistics;
    this.clock = clock;
    this.notices = notices;
    this.conditions = new ConditionPlanner(statistics, clock, notices, tests);
    this.selections = new SelectionPlanner(statistics, clock, notices, conditions);
    this.costs = new EventCosts(statistics, plans);
    this.plans = plans;
  }

  /// Which events selections take.
  SelectionPlanner selections() {
    return selections;
  }

  /// What finding events takes.
  EventCosts costs() {
    return costs;
  }

  Plan did(Selection selection) {
    return exists(selections.events(selection));
  }

  Plan compares(Operand.MeasureOf measured, Comparison comparison, Literal literal) {
    Events events = selections.events(measured.selection());
    return switch (measured.measure()) {
      case Measure.Count _ ->
          whole(comparison, number(literal), n -> occurrences(events, Counted.EVENTS, n));
      case Measure.CalendarUnits(Measure.CalendarUnit unit) ->
          whole(comparison, number(literal), n -> occurrences(events, counted(unit), n));
      case Measure.First _ -> nthCompares(events, 1, comparison, millis(literal));
      case Measure.Nth(int n) -> nthCompares(events, n, comparison, millis(literal));
      case Measure.Last _ -> lastCompares(events, comparison, millis(literal));
      case Measure.OfProperty(Measure.Function function, Field property) -> {
        selections.warnIfNobodyHas(measured.selection(), property);
        yield propertyCompares(events, function, property, comparison, literal);
      }
      case Measure.Per _ -> throw new IllegalArgumentException("a measure per value");
    };
  }

  /// Who has a value of the measure; empty for one that everybody has.
  Optional<Plan> known(Operand.MeasureOf measured) {
    Events events = selections.events(measured.selection());
    return switch (measured.measure()) {
      case Measure.Count _, Measure.CalendarUnits _ -> Optional.empty();
      case Measure.First _, Measure.Last _ -> Optional.of(exists(events));
      case Measure.Nth(int n) -> Optional.of(nth(events, n));
      case Measure.OfProperty(Measure.Function function, Field property) ->
          switch (function) {
            case SUM, DISTINCT -> Optional.empty();
            case AVG, MIN, MAX ->
                Optional.of(exists(events.where(ConditionPlanner.present(property))));
          };
      case Measure.Per _ -> throw new IllegalArgumentException("a measure per value");
    };
  }

  Plan oneOf(Operand.MeasureOf measured, List<Literal> literals) {
    return plans.union(
        literals.stream().map(literal -> compares(measured, Comparison.EQUAL, literal)).toList());
  }

  Plan inWindow(Operand.MeasureOf measured, Window window) {
    Clock.Range range = clock.range(window);
    if (range.isEmpty()) {
      notices.add(Notice.Kind.EMPTY_WINDOW, window, "the window is empty at this instant");
      return new Plan.Nobody();
    }
    Events events = selections.events(measured.selection());
    long from = range.fromMillis();
    long to = range.toMillis();
    return switch (measured.measure()) {
      case Measure.First _ -> nthWithin(events, 1, from, to);
      case Measure.Nth(int n) -> nthWithin(events, n, from, to);
      case Measure.Last _ ->
          plans.intersect(
              List.of(
                  exists(events.within(from, to)),
                  plans.complement(exists(events.within(to, Long.MAX_VALUE)))));
      case Measure.OfProperty(Measure.Function function, Field property) -> {
        boolean days = statistics.catalog().propertyType(property.name()) == ValueType.DATE;
        DecimalRange inside =
            DecimalRange.ofLongs(days ? clock.dayFrom(from) : from, days ? clock.dayFrom(to) : to);
        DecimalRange beyond =
            function == Measure.Function.MIN
                ? DecimalRange.ofLongs(Long.MIN_VALUE, days ? clock.dayFrom(from) : from)
                : DecimalRange.ofLongs(days ? clock.dayFrom(to) : to, Long.MAX_VALUE);
        yield plans.intersect(
            List.of(
                exists(with(events, property, inside)),
                plans.complement(
                    isOpenAt(beyond)
                        ? new Plan.Nobody()
                        : exists(with(events, property, beyond)))));
      }
      case Measure.Count _, Measure.CalendarUnits _, Measure.Per _ ->
          throw new IllegalArgumentException("not an instant: " + measured.measure());
    };
  }

  /// A window that is open at one end leaves nothing beyond it.
  private static boolean isOpenAt(DecimalRange beyond) {
    return beyond.low().isEmpty() && beyond.high().isEmpty();
  }

  private static Events with(Events events, Field property, DecimalRange range) {
    return events.where(ConditionPlanner.property(property, List.of(range)));
  }

  // ---- whole numbers: counts, days, distinct values

  /// What a measure that is a whole number of 0 or more must be, in terms of *at least n*.
  private Plan whole(Comparison comparison, BigDecimal number, IntFunction<Plan> atLeast) {
    DecimalRange range = DecimalRange.of(comparison, number).getFirst();
    return switch (comparison) {
      case NOT_EQUAL -> plans.complement(whole(Comparison.EQUAL, number, atLeast));
      case EQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> {
        long low = range.lowAtScale(0);
        long high = range.highAtScale(0);
        if (low > high) {
          yield new Plan.Nobody();
        }
        yield plans.intersect(
            List.of(
                from(low, atLeast),
                high == Long.MAX_VALUE
                    ? plans.everyone()
                    : plans.complement(from(high + 1, atLeast))));
      }
    };
  }

  private Plan from(long n, IntFunction<Plan> atLeast) {
    if (n <= 0) {
      return plans.everyone();
    }
    return n > Integer.MAX_VALUE ? new Plan.Nobody() : atLeast.apply((int) n);
  }

  private Plan exists(Events events) {
    return occurrences(events, Counted.EVENTS, 1);
  }

  private Plan occurrences(Events events, Counted counted, int atLeast) {
    boolean countsEvents = counted == Counted.EVENTS;
    Weight weight = costs.weight(events, countsEvents, atLeast);
    if (weight.estimate() == 0) {
      return new Plan.Nobody();
    }
    boolean byBitmaps = events.isPlain();
    var found =
        new Plan.Occurrences(
            events,
            atLeast == 1 ? Counted.EVENTS : counted,
            atLeast,
            byBitmaps
                ? new Weight(
                    weight.estimate(), costs.bitmapNanos(events, countsEvents && atLeast > 1))
                : weight);
    // Who has not enough events at all has not enough of these.
    return byBitmaps || atLeast == 1
        ? found
        : plans.intersect(List.of(occurrences(events.plain(), counted, atLeast), found));
  }

  private static Counted counted(Measure.CalendarUnit unit) {
    return switch (unit) {
      case DAYS -> Counted.DAYS;
      case WEEKS -> Counted.WEEKS;
      case MONTHS -> Counted.MONTHS;
    };
  }

  // ---- instants

  private Plan nth(Events events, int n) {
    return occurrences(events, Counted.EVENTS, n);
  }

  private Plan nthWithin(Events events, int n, long from, long to) {
    return plans.intersect(
        List.of(
            nth(events.within(Long.MIN_VALUE, to), n),
            plans.complement(nth(events.within(Long.MIN_VALUE, from), n))));
  }

  private Plan nthCompares(Events events, int n, Comparison comparison, long millis) {
    Plan any = nth(events, n);
    Plan before = nth(events.within(Long.MIN_VALUE, millis), n);
    Plan upTo = nth(events.within(Long.MIN_VALUE, millis + 1), n);
    return switch (comparison) {
      case LESS -> before;
      case AT_MOST -> upTo;
      case GREATER -> plans.intersect(List.of(any, plans.complement(upTo)));
      case AT_LEAST -> plans.intersect(List.of(any, plans.complement(before)));
      case EQUAL -> plans.intersect(List.of(upTo, plans.complement(before)));
      case NOT_EQUAL ->
          plans.intersect(
              List.of(
                  any, plans.complement(plans.intersect(List.of(upTo, plans.complement(before))))));
    };
  }

  private Plan lastCompares(Events events, Comparison comparison, long millis) {
    Plan any = exists(events);
    Plan from = exists(events.within(millis, Long.MAX_VALUE));
    Plan after = exists(events.within(millis + 1, Long.MAX_VALUE));
    return switch (comparison) {
      case AT_LEAST -> from;
      case GREATER -> after;
      case LESS -> plans.intersect(List.of(any, plans.complement(from)));
      case AT_MOST -> plans.intersect(List.of(any, plans.complement(after)));
      case EQUAL -> plans.intersect(List.of(from, plans.complement(after)));
      case NOT_EQUAL ->
          plans.intersect(
              List.of(
                  any, plans.complement(plans.intersect(List.of(from, plans.complement(after))))));
    };
  }

  // ---- properties

  private Plan propertyCompares(
      Events events,
      Measure.Function function,
      Field property,
      Comparison comparison,
      Literal literal) {
    return switch (function) {
      case SUM -> sum(events, property, comparison, number(literal));
      case AVG ->
          quantityIn(events, function, property, DecimalRange.of(comparison, number(literal)));
      case DISTINCT -> whole(comparison, number(literal), n -> distinct(events, property, n));
      case MIN -> extreme(events, property, comparison, literal, true);
      case MAX -> extreme(events, property, comparison, literal, false);
    };
  }

  /// Everybody has a sum, of 0 with no event. Where 0 is asked for, it is found who has another.
  private Plan sum(Events events, Field property, Comparison comparison, BigDecimal number) {
    List<DecimalRange> ranges = DecimalRange.of(comparison, number);
    return ranges.stream().anyMatch(range -> range.contains(BigDecimal.ZERO))
        ? plans.complement(sum(events, property, comparison.negated(), number))
        : quantityIn(events, Measure.Function.SUM, property, ranges);
  }

  private Plan quantityIn(
      Events events, Measure.Function function, Field property, List<DecimalRange> ranges) {
    Weight weight = costs.weight(events);
    return weight.estimate() == 0
        ? new Plan.Nobody()
        : new Plan.QuantityIn(
            new Quantity.OfEvents(
                events, new Measure.OfProperty(function, property), Optional.empty()),
            ranges,
            weight);
  }

  /// Bitmaps tell who has enough events at all; values are compared of these alone.
  private Plan distinct(Events events, Field property, int atLeast) {
    if (atLeast == 1) {
      return exists(events.where(ConditionPlanner.present(property)));
    }
    Weight weight = costs.weight(events, true, atLeast);
    return weight.estimate() == 0
        ? new Plan.Nobody()
        : plans.intersect(
            List.of(
                occurrences(events.plain(), Counted.EVENTS, atLeast),
                new Plan.Distinct(events, property.name(), atLeast, weight)));
  }

  /// `min(p) < x`: some event has p < x. `min(p) >= x`: some event has p, and none has p < x. The
  /// same for `max`, mirrored.
  private Plan extreme(
      Events events, Field property, Comparison comparison, Literal literal, boolean min) {
    Comparison beyond = min ? Comparison.LESS : Comparison.GREATER;
    Comparison beyondOrEqual = min ? Comparison.AT_MOST : Comparison.AT_LEAST;
    Plan any = exists(events.where(ConditionPlanner.present(property)));
    Plan further = existsComparing(events, property, beyond, literal);
    Plan equalOrFurther = existsComparing(events, property, beyondOrEqual, literal);
    Plan equal = plans.intersect(List.of(equalOrFurther, plans.complement(further)));
    Comparison asMin = min ? comparison : comparison.flipped();
    return switch (asMin) {
      case LESS -> further;
      case AT_MOST -> equalOrFurther;
      case GREATER -> plans.intersect(List.of(any, plans.complement(equalOrFurther)));
      case AT_LEAST -> plans.intersect(List.of(any, plans.complement(further)));
      case EQUAL -> equal;
      case NOT_EQUAL -> plans.intersect(List.of(any, plans.complement(equal)));
    };
  }

  private Plan existsComparing(
      Events events, Field property, Comparison comparison, Literal literal) {
    var condition =
        conditions.plan(
            new io.lamella.engine.query.Predicate.Compares(
                new Operand.OfField(property), comparison, literal));
    return exists(events.where(condition));
  }

  private static BigDecimal number(Literal literal) {
    return ValueTests.number(literal);
  }

  private long millis(Literal literal) {
    return clock.millis((Literal.Time) literal);
  }
}
