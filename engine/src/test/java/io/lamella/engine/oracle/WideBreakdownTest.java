package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Breakdown.Slice;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a breakdown by bins, calendar periods, stages or segments counts what a loop over
/// customers counts by each slice's own condition, and leaves nobody out. Method: seeded random
/// populations and segments, again after some customers were changed; the oracle asks every slice's
/// condition.
class WideBreakdownTest {

  private static final String WORKSPACE = "default";

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {94_000})
  void everySliceIsCountedAsItsCondition(long seed) {
    for (int i = 0; i < 2; i++) {
      RandomPopulation population = RandomPopulation.small(seed + i);
      try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
        compare(engine, population, population.customers());
        compare(engine, population, SomeChanges.write(engine, WORKSPACE, population));
      }
    }
  }

  private static void compare(
      Engine engine, RandomPopulation population, List<Customer> customers) {
    var random = new RandomExpressions(population.seed(), population);
    var dice = new Dice(population.seed());
    for (int i = 0; i < 3; i++) {
      Predicate segment =
          i == 0
              ? new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(60), "most")
              : random.next();
      var oracle = new BruteForce(population.settings(), population.now()).over(customers);
      try (PreparedQuestion prepared = engine.prepare(question(segment, population))) {
        population
            .catalog()
            .attributes()
            .forEach((name, type) -> {
              for (BreakdownBy by : ways(name, type, dice)) {
                Breakdown breakdown;
                try {
                  breakdown = prepared.breakdown(by, Breakdown.MAX_LIMIT, Deadline.none());
                } catch (EngineException e) {
                  assertThat(e).hasMessageContaining("too many bins");
                  continue;
                }
                new Comparing(oracle, customers, segment, name)
                    .compare(breakdown, by, by + " of " + segment + " in " + population);
              }
            });
      }
    }
  }

  private static Question question(Predicate segment, RandomPopulation population) {
    return new Question(
        WORKSPACE,
        List.of(new Expression.OfPredicate(new Located(segment, part -> ""))),
        Optional.of(population.now()));
  }

  private static List<BreakdownBy> ways(String name, ValueType type, Dice dice) {
    return switch (type) {
      case NUMBER ->
          List.of(
              new BreakdownBy.Quantiles(name, dice.pick(1, 2, 4, 100)),
              new BreakdownBy.Edges(
                  name, List.of(new BigDecimal("-2.5"), BigDecimal.ZERO, BigDecimal.TEN)),
              new BreakdownBy.Width(
                  name, dice.pick(new BigDecimal("2.5"), new BigDecimal("1000000"))));
      case DATE, INSTANT ->
          List.of(new BreakdownBy.Periods(name, dice.pick(Window.Period.values())));
      default -> List.of();
    };
  }

  private record Comparing(
      BruteForce oracle, List<Customer> customers, Predicate segment, String attribute) {

    void compare(Breakdown breakdown, BreakdownBy by, String what) {
      List<Customer> inside =
          customers.stream().filter(customer -> oracle.holds(segment, customer)).toList();
      assertThat(breakdown.count()).as(what).isEqualTo(inside.size());
      assertThat(breakdown.slices()).as(what).extracting(Slice::value).doesNotHaveDuplicates();
      for (Slice slice : breakdown.slices()) {
        String of = slice.value() + " of " + what;
        assertThat(slice.count()).as(of).isPositive().isEqualTo(count(inside, slice.predicate()));
        assertThat(slice.population()).as(of).isEqualTo(count(customers, slice.predicate()));
        if (by instanceof BreakdownBy.Periods) {
          assertThat(
                  Expressions.parse(Expressions.print(slice.predicate()), Limits.DEFAULT)
                      .predicate())
              .as(of)
              .isEqualTo(slice.predicate());
        }
      }
      long without = inside.stream().filter(it -> !it.attributes().containsKey(attribute)).count();
      assertThat(breakdown.withoutValue()).as(what).isEqualTo(without);
      long listed = breakdown.slices().stream().mapToLong(Slice::count).sum();
      assertThat(listed + breakdown.other()).as(what).isEqualTo(inside.size() - without);
      if (breakdown.otherValues() == 0) {
        assertThat(breakdown.other()).as(what).isZero();
      }
      if (by instanceof BreakdownBy.Quantiles(var _, int bins) && inside.size() > 0) {
        assertThat(breakdown.slices().size()).as(what).isLessThanOrEqualTo(bins);
      }
    }

    private long count(List<Customer> of, Predicate predicate) {
      return of.stream().filter(customer -> oracle.holds(predicate, customer)).count();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {95_000, 95_001})
  void stagesAndSegmentsAreCountedAsTheirExpressions(long seed) {
    RandomPopulation population = RandomPopulation.small(seed);
    try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
      var random = new RandomExpressions(seed, population);
      Map<String, Predicate> segments = new TreeMap<>();
      List<Draft.StageDraft> stages = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Predicate predicate = random.next();
        segments.put("s" + i, predicate);
        engine.library(WORKSPACE).putSegment(Draft.of("s" + i), Opinions.tree(predicate));
        stages.add(new Draft.StageDraft("stage" + i, Opinions.tree(predicate)));
      }
      engine.library(WORKSPACE).putPartition(Draft.of("life"), stages);
      var oracle =
          new BruteForce(population.settings(), population.now(), new Kept(segments, Map.of()))
              .over(population.customers());
      Predicate most = new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(60), "most");
      List<Customer> inside =
          population.customers().stream().filter(it -> oracle.holds(most, it)).toList();
      var names = List.copyOf(segments.keySet());
      try (PreparedQuestion prepared = engine.prepare(question(most, population))) {
        for (BreakdownBy by :
            List.of(new BreakdownBy.Stages("life"), new BreakdownBy.Segments(names))) {
          Breakdown breakdown = prepared.breakdown(by, 20, Deadline.none());
          String what = by + " in " + population;
          assertThat(breakdown.slices()).as(what).hasSize(4);
          for (Slice slice : breakdown.slices()) {
            Predicate predicate = slice.predicate();
            assertThat(slice.count())
                .as("%s of %s", slice, what)
                .isEqualTo(inside.stream().filter(it -> oracle.holds(predicate, it)).count());
            assertThat(slice.population())
                .as("%s of %s", slice, what)
                .isEqualTo(
                    population.customers().stream()
                        .filter(it -> oracle.holds(predicate, it))
                        .count());
          }
          assertThat(breakdown.overlapping())
              .as(what)
              .isEqualTo(by instanceof BreakdownBy.Segments);
          assertThat(breakdown.withoutValue())
              .as(what)
              .isEqualTo(
                  inside.stream()
                      .filter(it ->
                          segments.values().stream().noneMatch(each -> oracle.holds(each, it)))
                      .count());
          if (by instanceof BreakdownBy.Stages) {
            assertThat(breakdown.slices().stream().mapToLong(Slice::count).sum())
                .as(what)
                .isEqualTo(inside.size() - breakdown.withoutValue());
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "way {0}")
  @ValueSource(ints = {0, 1, 2, 3})
  void whatCannotBeAskedIsRefusedByItsPlace(int way) {
    var population = RandomPopulation.small(94_001);
    try (Engine engine = Loading.engine(WORKSPACE, population, 1);
        PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
      BreakdownBy by =
          List.of(
                  new BreakdownBy.Segments(List.of()),
                  new BreakdownBy.Segments(Collections.nCopies(2, "nix")),
                  new BreakdownBy.Segments(List.of("nix")),
                  new BreakdownBy.Stages("nix"))
              .get(way);
      assertThatThrownBy(() -> prepared.breakdown(by, 20, Deadline.none()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e ->
                  assertThat(e.faults())
                      .extracting(Fault::place)
                      .isEqualTo(
                          List.of(
                                  List.of("segments.names"),
                                  List.of("segments.names[1]"),
                                  List.of("by"),
                                  List.of())
                              .get(way)));
    }
  }
}
