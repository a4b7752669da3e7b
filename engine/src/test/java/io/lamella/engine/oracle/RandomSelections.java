package io.lamella.engine.oracle;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Draws conditions on a customer's events: selections with steps, measures, comparisons.
final class RandomSelections {

  private static final int SEQUENCES_DEEP = 2;

  private final RandomPopulation population;
  private final Dice dice;
  private final RandomWindows windows;
  private final RandomConditions conditions;

  RandomSelections(
      RandomPopulation population, Dice dice, RandomWindows windows, RandomConditions conditions) {
    this.population = population;
    this.dice = dice;
    this.windows = windows;
    this.conditions = conditions;
  }

  /// Some events, and what they can be asked.
  ///
  /// @param ahead whether events after now are in sight
  private record Drawn(Selection selection, List<Named> properties, boolean ahead) {
    List<Named> of(ValueType... types) {
      return properties.stream().filter(it -> List.of(types).contains(it.type())).toList();
    }

    List<Named> countable() {
      return properties.stream().filter(it -> it.type() != ValueType.SET).toList();
    }
  }

  /// A condition on events; the population must have some.
  Predicate next() {
    Drawn drawn = draw();
    return switch (dice.between(0, 9)) {
      case 0, 1 -> new Predicate.Did(drawn.selection);
      case 2, 3 -> ratio(drawn);
      case 4, 5 -> measures(drawn);
      default -> measured(drawn);
    };
  }

  /// A measure with one value, or a ratio; the population must have events.
  Operand singleMeasure() {
    Drawn drawn = draw();
    if (dice.chance(0.2)) {
      return ratioOperand(drawn);
    }
    return new Operand.MeasureOf(
        drawn.selection, dice.chance(0.3) ? instantMeasure(drawn) : numberMeasure(drawn));
  }

  private List<String> behaviours() {
    List<String> names = List.copyOf(population.catalog().behaviours().keySet());
    return dice.some(dice.chance(0.7) ? 1 : dice.between(2, 3), names);
  }

  /// @param deep how deep selections may stand in each other
  private Selection selection(List<String> behaviours, boolean ahead, int deep) {
    List<Step> steps = steps(population.properties(behaviours), ahead);
    while (deep > 0 && dice.chance(0.25)) {
      steps.add(sequence(behaviours, deep - 1));
    }
    return new Selection(
        behaviours.stream().map(Selection.BehaviourName::new).toList(), dice.shuffled(steps));
  }

  /// Often of the same behaviours, so that an event meets itself.
  private Step sequence(List<String> judged, int deep) {
    List<String> others = dice.chance(0.3) ? judged : behaviours();
    List<Named> known =
        population.properties(Stream.concat(judged.stream(), others.stream()).toList());
    int equal = known.isEmpty() || dice.chance(0.5) ? 0 : dice.chance(0.8) ? 1 : 2;
    return new Step.Sequence(
        dice.pick(Step.Order.values()),
        selection(others, dice.chance(0.12), deep),
        dice.chance(0.2) ? new Step.Gap.All() : new Step.Gap.AtMost(dice.pick(Moments.SPANS)),
        equal == 0
            ? List.of()
            : dice.some(Math.min(equal, known.size()), known).stream()
                .map(property -> Field.named(property.name()))
                .toList());
  }

  private Drawn draw() {
    List<String> behaviours = behaviours();
    List<Named> properties = population.properties(behaviours);
    boolean ahead = dice.chance(0.12);
    Selection selection = selection(behaviours, ahead, SEQUENCES_DEEP);
    return new Drawn(selection, properties, ahead);
  }

  private List<Step> steps(List<Named> properties, boolean ahead) {
    List<Step> steps = new ArrayList<>();
    if (ahead) {
      steps.add(new Step.Within(windows.ahead()));
    }
    while (dice.chance(0.4)) {
      steps.add(new Step.Within(windows.past()));
    }
    while (dice.chance(0.4)) {
      steps.add(new Step.Where(condition(properties, ahead, 2)));
    }
    return steps;
  }

  private Predicate condition(List<Named> properties, boolean ahead, int depth) {
    if (depth == 0 || dice.chance(0.5)) {
      return properties.isEmpty() || dice.chance(0.15)
          ? conditions.onOwnInstant(ahead)
          : conditions.on(dice.pick(properties));
    }
    return Combinations.combine(dice, () -> condition(properties, ahead, depth - 1));
  }

  private Predicate measured(Drawn drawn) {
    return switch (dice.between(0, 3)) {
      case 0 -> counts(drawn, count(drawn));
      case 1 -> instant(drawn);
      default -> number(drawn);
    };
  }

  /// The same measure, now and then taken per value of a property.
  private Operand.MeasureOf operand(Drawn drawn, Measure measure) {
    List<Named> countable = drawn.countable();
    return countable.isEmpty() || dice.chance(0.6)
        ? new Operand.MeasureOf(drawn.selection, measure)
        : new Operand.MeasureOf(
            drawn.selection, new Measure.Per(Field.named(dice.pick(countable).name()), measure));
  }

  private Measure count(Drawn drawn) {
    List<Named> countable = drawn.countable();
    return switch (dice.between(0, countable.isEmpty() ? 1 : 2)) {
      case 0 -> new Measure.Count();
      case 1 -> new Measure.CalendarUnits(dice.pick(Measure.CalendarUnit.values()));
      default ->
          new Measure.OfProperty(
              Measure.Function.DISTINCT, Field.named(dice.pick(countable).name()));
    };
  }

  private Predicate counts(Drawn drawn, Measure measure) {
    return conditions.compares(
        operand(drawn, measure), () -> RandomConditions.decimal(new BigDecimal(count())));
  }

  private String count() {
    return dice.chance(0.8)
        ? Integer.toString(dice.between(0, 6))
        : dice.pick("-1", "1.5", "255", "256", "300", "0.5", "1000000000000");
  }

  private Predicate number(Drawn drawn) {
    List<Named> numbers = drawn.of(ValueType.NUMBER);
    if (numbers.isEmpty()) {
      return counts(drawn, count(drawn));
    }
    Named property = dice.pick(numbers);
    return conditions.compares(
        operand(drawn, ofNumber(property)), () -> RandomConditions.decimal(near(property)));
  }

  private Measure ofNumber(Named property) {
    return new Measure.OfProperty(
        dice.pick(
            Measure.Function.SUM, Measure.Function.AVG, Measure.Function.MIN, Measure.Function.MAX),
        Field.named(property.name()));
  }

  /// A value of the property, a sum of two, half of it.
  private BigDecimal near(Named property) {
    BigDecimal number = conditions.number(property);
    return switch (dice.between(0, 3)) {
      case 0 -> number.add(conditions.number(property)).min(BigDecimal.valueOf(Long.MAX_VALUE));
      case 1 -> number.multiply(new BigDecimal("0.5"));
      default -> number;
    };
  }

  private Predicate instant(Drawn drawn) {
    Operand operand = operand(drawn, instantMeasure(drawn));
    Window window = drawn.ahead ? windows.ahead() : windows.any();
    return dice.chance(0.4)
        ? new Predicate.InWindow(operand, window)
        : conditions.compares(operand, windows::time);
  }

  private Measure instantMeasure(Drawn drawn) {
    List<Named> times = drawn.of(ValueType.DATE, ValueType.INSTANT);
    return switch (dice.between(0, times.isEmpty() ? 2 : 4)) {
      case 0 -> new Measure.First();
      case 1 -> new Measure.Last();
      case 2 -> new Measure.Nth(dice.pick(1, 2, 3, 7, 300));
      default ->
          new Measure.OfProperty(
              dice.pick(Measure.Function.MIN, Measure.Function.MAX),
              Field.named(dice.pick(times).name()));
    };
  }

  /// One measure that is a number divided by another, mostly of the same events or all of them.
  private Operand.RatioOf ratioOperand(Drawn drawn) {
    Drawn other = dice.chance(0.5) ? drawn : draw();
    return new Operand.RatioOf(
        new Operand.MeasureOf(drawn.selection, numberMeasure(drawn)),
        new Operand.MeasureOf(other.selection, numberMeasure(other)));
  }

  private Measure numberMeasure(Drawn drawn) {
    List<Named> numbers = drawn.of(ValueType.NUMBER);
    return numbers.isEmpty() || dice.chance(0.5) ? count(drawn) : ofNumber(dice.pick(numbers));
  }

  private Predicate ratio(Drawn drawn) {
    return conditions.compares(
        ratioOperand(drawn),
        () ->
            RandomConditions.decimal(
                new BigDecimal(
                    dice.pick(
                        "0",
                        "0.5",
                        "1",
                        "2",
                        "0.25",
                        "1.5",
                        "-1",
                        "3",
                        "0.333333333333333",
                        "0.1",
                        "1000000000"))));
  }

  /// Two measures, numbers or instants both; one of them may be taken per value.
  private Predicate measures(Drawn drawn) {
    Drawn other = dice.chance(0.3) ? drawn : draw();
    boolean instants = dice.chance(0.4);
    Operand left = instants ? operand(drawn, instantMeasure(drawn)) : numberOperand(drawn);
    Measure measure = instants ? instantMeasure(other) : numberMeasure(other);
    Operand right =
        !instants && dice.chance(0.2)
            ? ratioOperand(other)
            : new Operand.MeasureOf(other.selection, measure);
    Comparison comparison = dice.pick(Comparison.values());
    return dice.chance(0.5)
        ? new Predicate.ComparesMeasures(left, comparison, right)
        : new Predicate.ComparesMeasures(right, comparison, left);
  }

  private Operand numberOperand(Drawn drawn) {
    return dice.chance(0.2) ? ratioOperand(drawn) : operand(drawn, numberMeasure(drawn));
  }
}
