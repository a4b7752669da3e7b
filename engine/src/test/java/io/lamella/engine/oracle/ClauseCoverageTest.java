package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ClauseCoverage;
import io.lamella.engine.api.ClauseCoverage.Bounds;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: how much a total may grow or shrink is what trying every answer gives. Method: seeded
/// random trees; for each customer every condition that knows nothing of it is taken to hold and
/// not to hold, in all combinations.
class ClauseCoverageTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  /// Trees with more conditions are not tried.
  private static final int MAX_CONDITIONS = 9;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {90_000, 91_000})
  void boundsAreWhatTryingEveryAnswerGives(long seed) {
    int compared = 0;
    for (int i = 0; i < 4; i++) {
      compared += compare(RandomPopulation.small(seed + i), 25);
    }
    assertThat(compared).isGreaterThan(40);
  }

  private static int compare(RandomPopulation population, int trees) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      List<Customer> customers = SomeChanges.write(engine, WORKSPACE, population);
      var random = new RandomExpressions(population.seed(), population);
      int compared = 0;
      for (int i = 0; i < trees; i++) {
        Predicate tree = random.next();
        List<Predicate> leaves = new ArrayList<>();
        Terms.leaves(tree, (path, leaf) -> leaves.add(leaf));
        if (leaves.size() <= MAX_CONDITIONS) {
          compared++;
          var question =
              new Question(
                  WORKSPACE,
                  List.of(new Expression.OfPredicate(new Located(tree, part -> ""))),
                  Optional.of(population.now()));
          try (PreparedQuestion prepared = engine.prepare(question)) {
            new Trying(population, customers, tree, leaves)
                .compare(prepared.clauseCoverage(Deadline.none()));
          }
        }
      }
      return compared;
    }
  }

  private record Trying(
      RandomPopulation population,
      List<Customer> customers,
      Predicate tree,
      List<Predicate> leaves) {

    void compare(ClauseCoverage coverage) {
      String what = Expressions.print(tree) + " of " + population;
      var oracle = new BruteForce(population.settings(), population.now()).over(customers);
      var unknowns = new Unknowns(oracle);
      long count = customers.stream().filter(it -> oracle.holds(tree, it)).count();
      assertThat(coverage.count()).as(what).isEqualTo(count);
      assertThat(coverage.population()).as(what).isEqualTo(customers.size());
      assertThat(coverage.clauses()).as(what).hasSameSizeAs(leaves);
      for (int i = 0; i < leaves.size(); i++) {
        ClauseCoverage.Clause clause = coverage.clauses().get(i);
        Predicate leaf = leaves.get(i);
        int number = i;
        assertThat(clause.predicate()).as(what).isEqualTo(leaf);
        assertThat(clause.count())
            .as(what)
            .isEqualTo(customers.stream().filter(it -> oracle.holds(leaf, it)).count());
        assertThat(clause.unknown().isPresent()).as(what).isEqualTo(unknowns.of(leaf).isPresent());
        unknowns
            .of(leaf)
            .ifPresent(unknown ->
                assertThat(clause.unknown())
                    .as(what)
                    .hasValue(customers.stream().filter(unknown).count()));
        assertThat(clause.bounds())
            .as("%s in %s", Expressions.print(leaf), what)
            .isEqualTo(bounds(oracle, open -> open == number, count));
      }
      assertThat(coverage.all()).as(what).isEqualTo(bounds(oracle, open -> true, count));
    }

    private Bounds bounds(BruteForce oracle, IntPredicate open, long count) {
      long possible = 0;
      long sure = 0;
      for (Customer customer : customers) {
        BitSet known = new BitSet();
        BitSet free = new BitSet();
        for (int i = 0; i < leaves.size(); i++) {
          known.set(i, oracle.holds(leaves.get(i), customer));
          boolean isUnknown =
              new Unknowns(oracle).of(leaves.get(i)).map(it -> it.test(customer)).orElse(false);
          free.set(i, open.test(i) && isUnknown);
        }
        boolean any = false;
        boolean all = true;
        for (int trial = 0; trial < 1 << free.cardinality(); trial++) {
          BitSet tried = (BitSet) known.clone();
          int bit = 0;
          for (int i = free.nextSetBit(0); i >= 0; i = free.nextSetBit(i + 1)) {
            tried.set(i, (trial >>> bit++ & 1) != 0);
          }
          boolean holds = holds(tree, tried, new int[1]);
          any |= holds;
          all &= holds;
        }
        possible += any ? 1 : 0;
        sure += all ? 1 : 0;
      }
      return new Bounds(possible - count, count - sure);
    }

    /// @param next the number of the next condition
    private static boolean holds(Predicate predicate, BitSet conditions, int[] next) {
      List<Predicate> terms = Terms.of(predicate);
      int holding = 0;
      for (Predicate term : terms) {
        holding += holds(term, conditions, next) ? 1 : 0;
      }
      return switch (predicate) {
        case Predicate.And _ -> holding == terms.size();
        case Predicate.Or _ -> holding > 0;
        case Predicate.Not _ -> holding == 0;
        case Predicate.Quantified(var quantifier, int count, var _) ->
            switch (quantifier) {
              case AT_LEAST -> holding >= count;
              case AT_MOST -> holding <= count;
              case EXACTLY -> holding == count;
            };
        default -> conditions.get(next[0]++);
      };
    }
  }
}
