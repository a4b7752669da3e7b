package io.lamella.engine.oracle;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Seeded random predicates over the whole language, well typed for one population. The same seed
/// and population give the same predicates.
public final class RandomExpressions {

  private static final int DEPTH = 3;

  private final Dice dice;
  private final RandomPopulation population;
  private final RandomConditions conditions;
  private final RandomSelections selections;
  private final List<Named> attributes;
  private final List<Predicate> kept = new ArrayList<>();

  public RandomExpressions(long seed, RandomPopulation population) {
    this(seed, population, Kept.NOTHING);
  }

  /// The same over what is kept under names, too.
  public RandomExpressions(long seed, RandomPopulation population, Kept kept) {
    this.population = population;
    kept.segments().keySet().forEach(name -> this.kept.add(new Predicate.InSegment(name)));
    kept.lists().keySet().forEach(name -> this.kept.add(new Predicate.InList(name)));
    dice = new Dice(seed);
    RandomWindows windows = new RandomWindows(population, dice);
    conditions = new RandomConditions(dice, windows);
    selections = new RandomSelections(population, dice, windows, conditions);
    attributes = population.attributes();
  }

  /// The next predicate: a tree of up to three levels of operators.
  public Predicate next() {
    return next(dice.between(0, DEPTH));
  }

  /// A single condition with no operator around it.
  public Predicate nextLeaf() {
    return next(0);
  }

  private Predicate next(int depth) {
    if (depth == 0) {
      return leaf();
    }
    if (dice.chance(0.15)) {
      List<Predicate> terms = Combinations.terms(dice, () -> next(depth - 1));
      return new Predicate.Quantified(
          dice.pick(Predicate.Quantifier.values()), dice.between(1, terms.size()), terms);
    }
    return Combinations.combine(dice, () -> next(depth - 1));
  }

  private Predicate leaf() {
    if (dice.chance(0.04)) {
      return dice.pick(new Predicate.Everyone(), new Predicate.Nobody());
    }
    if (dice.chance(0.05)) {
      return sample();
    }
    if (!kept.isEmpty() && dice.chance(0.15)) {
      return dice.pick(kept);
    }
    if (dice.chance(0.12)) {
      Optional<Operand> by = nextNumber();
      if (by.isPresent()) {
        return new Predicate.Ranked(
            dice.pick(Predicate.End.values()),
            new BigDecimal(
                dice.pick("5", "50", "100", "0.001", "33.3333", "1", "10", "99.999", "2.5")),
            by.get());
      }
    }
    boolean eventful = !population.catalog().behaviours().keySet().isEmpty();
    if (eventful && (attributes.isEmpty() || dice.chance(0.6))) {
      return selections.next();
    }
    return attributes.isEmpty() ? sample() : conditions.on(dice.pick(attributes));
  }

  /// The next number attribute, measure or ratio, if there is any: something to rank by.
  Optional<Operand> nextNumber() {
    List<Named> numbers = attributes.stream().filter(it -> it.type() == ValueType.NUMBER).toList();
    boolean eventful = !population.catalog().behaviours().keySet().isEmpty();
    if (eventful && (numbers.isEmpty() || dice.chance(0.6))) {
      return Optional.of(selections.singleMeasure());
    }
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(new Operand.OfField(Field.named(dice.pick(numbers).name())));
  }

  private Predicate sample() {
    int from = dice.chance(0.5) ? 0 : dice.between(0, 999_999);
    int to = dice.between(from + 1, 1_000_000);
    return new Predicate.Sample(percent(from), percent(to), RandomValues.anyWord(dice));
  }

  private static BigDecimal percent(int tenThousandths) {
    return BigDecimal.valueOf(tenThousandths, 4).stripTrailingZeros();
  }
}
