package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Breakdown.Slice;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a breakdown by a property of events counts what a loop over customers counts by each
/// value's own condition, leaves no value out, and tells who has none of those listed. Method:
/// seeded random populations, segments and windows, again after some customers were changed or
/// erased.
class PropertyBreakdownTest {

  private static final String WORKSPACE = "default";
  private static final Set<ValueType> TYPES =
      EnumSet.of(ValueType.KEYWORD, ValueType.TEXT, ValueType.BOOLEAN);

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {96_000})
  void everyValueIsCountedAsItsCondition(long seed) {
    int compared = 0;
    for (int i = 0; i < 3; i++) {
      RandomPopulation population = RandomPopulation.small(seed + i);
      try (Engine engine = Loading.engine(WORKSPACE, population, 2)) {
        compared += compare(engine, population, population.customers());
        compared += compare(engine, population, SomeChanges.write(engine, WORKSPACE, population));
      }
    }
    assertThat(compared).isPositive();
  }

  private static int compare(Engine engine, RandomPopulation population, List<Customer> customers) {
    var dice = new Dice(population.seed());
    var random = new RandomExpressions(population.seed(), population);
    Predicate segment =
        dice.chance(0.5)
            ? new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(60), "most")
            : random.next();
    var oracle = new BruteForce(population.settings(), population.now()).over(customers);
    List<BreakdownBy.EventProperty> ways = new ArrayList<>();
    population
        .catalog()
        .behaviours()
        .forEach((behaviour, properties) -> {
          for (String property : properties) {
            if (TYPES.contains(population.catalog().propertyType(property))) {
              ways.add(
                  new BreakdownBy.EventProperty(
                      behaviour,
                      property,
                      dice.chance(0.3)
                          ? Optional.empty()
                          : Optional.of(
                              new Span(dice.between(1, 40), dice.pick(Span.Unit.values())))));
            }
          }
        });
    var question =
        new Question(
            WORKSPACE,
            List.of(new Expression.OfPredicate(new Located(segment, part -> ""))),
            Optional.of(population.now()));
    try (PreparedQuestion prepared = engine.prepare(question)) {
      for (BreakdownBy.EventProperty by : ways) {
        int limit = dice.pick(1, 2, Breakdown.MAX_LIMIT);
        new Comparing(oracle, customers, segment, by)
            .compare(
                prepared.breakdown(by, limit, Deadline.none()),
                limit,
                by + ", " + limit + " of " + segment + " in " + population);
      }
    }
    return ways.size();
  }

  private record Comparing(
      BruteForce oracle,
      List<Customer> customers,
      Predicate segment,
      BreakdownBy.EventProperty by) {

    void compare(Breakdown breakdown, int limit, String what) {
      List<Customer> inside =
          customers.stream().filter(customer -> oracle.holds(segment, customer)).toList();
      var values = new TreeMap<String, Predicate>();
      for (Customer customer : inside) {
        for (Event event : customer.events()) {
          Object value = event.properties().get(by.property());
          if (event.behaviour().equals(by.behaviour()) && value != null) {
            values.put(value.toString(), did(equal(value)));
          }
        }
      }
      values.values().removeIf(condition -> count(inside, condition) == 0);
      assertThat(breakdown.count()).as(what).isEqualTo(inside.size());
      assertThat(breakdown.population()).as(what).isEqualTo(customers.size());
      assertThat(breakdown.overlapping()).as(what).isTrue();
      assertThat(breakdown.slices())
          .as(what)
          .extracting(Slice::value, Slice::count, Slice::population)
          .containsExactlyElementsOf(
              values.entrySet().stream()
                  .map(it ->
                      new Expected(
                          it.getKey(),
                          count(inside, it.getValue()),
                          count(customers, it.getValue())))
                  .sorted(
                      Comparator.comparingLong((Expected it) -> -it.count)
                          .thenComparing(Expected::value))
                  .limit(limit)
                  .map(it -> tuple(it.value, it.count, it.population))
                  .toList());
      assertThat(breakdown.otherValues())
          .as(what)
          .isEqualTo(values.size() - breakdown.slices().size());
      for (Slice slice : breakdown.slices()) {
        assertThat(slice.predicate())
            .as(what)
            .isEqualTo(Objects.requireNonNull(values.get(slice.value())))
            .isEqualTo(
                Expressions.parse(Expressions.print(slice.predicate()), Limits.DEFAULT)
                    .predicate());
      }
      Predicate any = did(new Predicate.Has(Field.named(by.property())));
      assertThat(breakdown.withoutValue()).as(what).isEqualTo(inside.size() - count(inside, any));
      assertThat(breakdown.other())
          .as(what)
          .isEqualTo(
              inside.stream()
                  .filter(it -> oracle.holds(any, it))
                  .filter(it ->
                      breakdown.slices().stream()
                          .noneMatch(slice -> oracle.holds(slice.predicate(), it)))
                  .count());
    }

    private record Expected(String value, long count, long population) {}

    private Predicate equal(Object value) {
      return new Predicate.Compares(
          new Operand.OfField(Field.named(by.property())),
          Comparison.EQUAL,
          value instanceof Boolean bool
              ? new Literal.Bool(bool)
              : new Literal.Text(value.toString()));
    }

    private Predicate did(Predicate condition) {
      List<Step> steps = new ArrayList<>();
      steps.add(new Step.Where(condition));
      by.within().ifPresent(span -> steps.add(new Step.Within(new Window.Last(span))));
      return new Predicate.Did(
          new Selection(List.of(new Selection.BehaviourName(by.behaviour())), steps));
    }

    private long count(List<Customer> of, Predicate predicate) {
      return of.stream().filter(customer -> oracle.holds(predicate, customer)).count();
    }
  }
}
