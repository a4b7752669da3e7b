package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Summary;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a summary tells what a loop over customers tells: how many have a number, sum, average,
/// ends and quantiles. Method: seeded random populations, segments and numbers, measures and ratios
/// among them; the oracle lists the numbers of its members and sorts them. Then again after some
/// customers were changed and erased.
class SummaryTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;
  private static final List<BigDecimal> PERCENTS =
      List.of("0.001", "1", "25", "50", "66.6667", "99", "100").stream()
          .map(BigDecimal::new)
          .toList();

  /// Sums of fractions are told to so many decimals, and a little is lost in between.
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-20");

  private static final MathContext PRECISE = new MathContext(80);

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {70_000, 80_000})
  void everyNumberIsSummedUpAsCounted(long seed) {
    for (int i = 0; i < 3; i++) {
      compare(RandomPopulation.small(seed + i), 8);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {37})
  void chunksAddUp(long seed) {
    compare(RandomPopulation.large(seed), 2);
  }

  private static void compare(RandomPopulation population, int segments) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      compare(engine, population, population.customers(), segments);
      List<Customer> left = SomeChanges.write(engine, WORKSPACE, population);
      compare(engine, population, left, segments / 2);
    }
  }

  private static void compare(
      Engine engine, RandomPopulation population, List<Customer> customers, int segments) {
    var random = new RandomExpressions(population.seed(), population);
    for (int i = 0; i < segments; i++) {
      Predicate predicate = i == 0 ? new Predicate.Everyone() : random.next();
      List<Operand> operands = operands(engine, random, customers.size() > 10_000 ? 2 : 5);
      if (operands.isEmpty()) {
        return;
      }
      try (PreparedQuestion prepared = engine.prepare(question(predicate, population))) {
        Summary summary = prepared.summary(texts(operands), PERCENTS, Deadline.none());
        var oracle = new BruteForce(population.settings(), population.now()).over(customers);
        List<Customer> inside =
            customers.stream().filter(customer -> oracle.holds(predicate, customer)).toList();
        String what = Expressions.print(predicate) + " of " + population;
        assertThat(summary.count()).as(what).isEqualTo(inside.size());
        assertThat(summary.population()).as(what).isEqualTo(customers.size());
        for (int n = 0; n < operands.size(); n++) {
          compare(oracle, inside, operands.get(n), summary.numbers().get(n), what);
        }
      }
    }
  }

  private static Question question(Predicate predicate, RandomPopulation population) {
    return new Question(
        WORKSPACE,
        List.of(new Expression.OfPredicate(new Located(predicate, part -> ""))),
        Optional.of(population.now()));
  }

  private static List<String> texts(List<Operand> operands) {
    return operands.stream().map(Expressions::print).toList();
  }

  /// Random numbers; what is an instant is drawn again.
  private static List<Operand> operands(Engine engine, RandomExpressions random, int wanted) {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < 4 * wanted && operands.size() < wanted; i++) {
      Optional<Operand> operand = random.nextNumber();
      if (operand.isPresent() && isNumber(engine, operand.get())) {
        operands.add(operand.get());
      }
    }
    return operands;
  }

  private static boolean isNumber(Engine engine, Operand operand) {
    try (PreparedQuestion prepared = engine.prepare(Question.of("nobody()"))) {
      return prepared.summary(texts(List.of(operand)), List.of(), Deadline.none()).count() == 0;
    } catch (EngineException e) {
      assertThat(e.faults()).extracting(Fault::message).allMatch(it -> it.contains("not a number"));
      return false;
    }
  }

  private static void compare(
      BruteForce oracle,
      List<Customer> inside,
      Operand operand,
      Summary.OfNumber found,
      String segment) {
    String what = found.expression() + " of " + segment;
    List<Fraction> numbers = new ArrayList<>();
    for (Customer customer : inside) {
      oracle.values(operand, customer).forEach(value -> numbers.add(fraction(value)));
    }
    Collections.sort(numbers);
    assertThat(found.customers()).as(what).isEqualTo(numbers.size());
    assertThat(found.figures().isPresent()).as(what).isEqualTo(!numbers.isEmpty());
    if (numbers.isEmpty()) {
      return;
    }
    Summary.Figures figures = found.figures().orElseThrow();
    BigDecimal sum = BigDecimal.ZERO;
    for (Fraction number : numbers) {
      sum = sum.add(number.dividend().divide(number.divisor(), PRECISE));
    }
    assertAmount(figures.sum(), Fraction.of(sum), what);
    assertAmount(figures.average(), new Fraction(sum, BigDecimal.valueOf(numbers.size())), what);
    assertAmount(figures.min(), numbers.getFirst(), what);
    assertAmount(figures.max(), numbers.getLast(), what);
    for (int i = 0; i < PERCENTS.size(); i++) {
      Summary.Quantile quantile = figures.quantiles().get(i);
      assertThat(quantile.percent()).isEqualTo(PERCENTS.get(i));
      int rank =
          PERCENTS
              .get(i)
              .multiply(BigDecimal.valueOf(numbers.size()))
              .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
              .intValueExact();
      assertAmount(quantile.value(), numbers.get(rank - 1), what + " at " + quantile.percent());
    }
  }

  private static Fraction fraction(Object value) {
    return value instanceof BigDecimal number
        ? Fraction.of(number)
        : (Fraction) Objects.requireNonNull(value);
  }

  private static void assertAmount(Summary.Amount amount, Fraction expected, String what) {
    BigDecimal precise = expected.dividend().divide(expected.divisor(), PRECISE);
    if (amount.rounded()) {
      assertThat(amount.decimal().scale()).as(what).isEqualTo(Summary.ROUNDED_DECIMALS);
      assertThat(amount.decimal()).as(what).isCloseTo(precise, within(TOLERANCE));
    } else {
      assertThat(amount.decimal()).as(what).isEqualByComparingTo(precise);
    }
  }

  @ParameterizedTest(name = "number '{0}'")
  @ValueSource(strings = {"", "size(tags)", "count(", "age > 3", "unknown", "did('purchase')"})
  void whatIsNoNumberIsRefusedByItsPlace(String text) {
    var population = RandomPopulation.small(70_003);
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      try (PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
        assertThatThrownBy(() ->
                prepared.summary(
                    List.of(text), List.of(BigDecimal.ZERO, BigDecimal.ONE), Deadline.none()))
            .isInstanceOfSatisfying(
                EngineException.class,
                e ->
                    assertThat(e.faults())
                        .as(e.faults().toString())
                        .extracting(Fault::place)
                        .contains("numbers[0]", "percents[0]")
                        .doesNotContain("percents[1]"));
      }
    }
  }
}
