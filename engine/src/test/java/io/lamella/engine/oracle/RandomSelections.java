package io.lamella.engine.oracle;

import io.lamella.engine.catalog.ValueType;
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

  /// A condition on events; the population must have some.
  Predicate next() {
    List<String> behaviours = behaviours();
    boolean ahead = dice.chance(0.12);
    Selection selection = selection(behaviours, ahead, SEQUENCES_DEEP);
    return dice.chance(0.25)
        ? new Predicate.Did(selection)
        : measured(selection, population.properties(behaviours), ahead);
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

  private Predicate measured(Selection selection, List<Named> properties, boolean ahead) {
    List<Named> numbers = properties.stream().filter(it -> it.type() == ValueType.NUMBER).toList();
    List<Named> countable = properties.stream().filter(it -> it.type() != ValueType.SET).toList();
    return switch (dice.between(0, 5)) {
      case 0 -> counts(selection, new Measure.Count());
      case 1 ->
          counts(selection, new Measure.CalendarUnits(dice.pick(Measure.CalendarUnit.values())));
      case 2 ->
          countable.isEmpty()
              ? counts(selection, new Measure.Count())
              : counts(
                  selection,
                  new Measure.OfProperty(
                      Measure.Function.DISTINCT, Field.named(dice.pick(countable).name())));
      case 3 -> instant(selection, ahead);
      default ->
          numbers.isEmpty() ? instant(selection, ahead) : number(selection, dice.pick(numbers));
    };
  }

  private Predicate counts(Selection selection, Measure measure) {
    return conditions.compares(
        new Operand.MeasureOf(selection, measure),
        () -> RandomConditions.decimal(new BigDecimal(count())));
  }

  private String count() {
    return dice.chance(0.8)
        ? Integer.toString(dice.between(0, 6))
        : dice.pick("-1", "1.5", "255", "256", "300", "0.5", "1000000000000");
  }

  private Predicate number(Selection selection, Named property) {
    Measure.Function function =
        dice.pick(
            Measure.Function.SUM, Measure.Function.AVG, Measure.Function.MIN, Measure.Function.MAX);
    return conditions.compares(
        new Operand.MeasureOf(
            selection, new Measure.OfProperty(function, Field.named(property.name()))),
        () -> RandomConditions.decimal(near(property)));
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

  private Predicate instant(Selection selection, boolean ahead) {
    Operand operand =
        new Operand.MeasureOf(
            selection,
            switch (dice.between(0, 2)) {
              case 0 -> new Measure.First();
              case 1 -> new Measure.Last();
              default -> new Measure.Nth(dice.pick(1, 2, 3, 7, 300));
            });
    Window window = ahead ? windows.ahead() : windows.any();
    return dice.chance(0.4)
        ? new Predicate.InWindow(operand, window)
        : conditions.compares(operand, windows::time);
  }
}
