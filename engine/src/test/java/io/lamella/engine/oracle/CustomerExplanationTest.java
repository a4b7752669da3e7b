package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamella.engine.Engine;
import io.lamella.engine.api.CustomerExplanation;
import io.lamella.engine.api.CustomerExplanation.Node;
import io.lamella.engine.api.CustomerExplanation.Verdict;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.text.Expressions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: every node is told as a loop over conditions decides it, and turns at the instant that is
/// told and at none before. Method: seeded random populations and expressions; the oracle is asked
/// at the turn, a millisecond before it, and at random instants up to it and up to the horizon.
class CustomerExplanationTest {

  private static final String WORKSPACE = "default";
  private static final int SAMPLED = 30;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {81_000, 82_000})
  void everyNodeTurnsWhenItIsTold(long seed) {
    for (int i = 0; i < 3; i++) {
      RandomPopulation population = RandomPopulation.small(seed + i);
      try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
        var random = new RandomExpressions(population.seed(), population);
        var dice = new Dice(population.seed());
        for (int question = 0; question < 8; question++) {
          new Comparing(engine, population, new SplittableRandom(seed + question))
              .compare(random.next(), dice.pick(population.customers().toArray(Customer[]::new)));
        }
      }
    }
  }

  @Test
  void whoIsNotThereIsRefusedWithoutBeingNamed() {
    RandomPopulation population = RandomPopulation.small(84);
    var question =
        new Question(
            WORKSPACE,
            List.of(Opinions.tree(new Predicate.Everyone())),
            Optional.of(population.now()));
    try (Engine engine = Loading.engine(WORKSPACE, population, 1);
        PreparedQuestion prepared = engine.prepare(question)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> prepared.explainCustomer("nobody-has-this", Deadline.none()))
          .withMessage("there is no customer with this id: snapshot=2")
          .matches(e -> e.code() == EngineException.Code.UNKNOWN_CUSTOMER);
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> prepared.explainCustomer("", Deadline.none()))
          .matches(e -> e.code() == EngineException.Code.INVALID_ARGUMENT);
    }
  }

  private record Comparing(Engine engine, RandomPopulation population, SplittableRandom random) {

    void compare(Predicate predicate, Customer customer) {
      var question =
          new Question(WORKSPACE, List.of(Opinions.tree(predicate)), Optional.of(population.now()));
      try (PreparedQuestion prepared = engine.prepare(question)) {
        CustomerExplanation told = prepared.explainCustomer(customer.id(), Deadline.none());
        compare(told.root(), customer);
      }
    }

    private void compare(Node node, Customer customer) {
      String what = Expressions.print(node.predicate()) + " of " + customer + " in " + population;
      boolean holds = node.verdict() == Verdict.HOLDS;
      assertThat(holds).as(what).isEqualTo(holds(node.predicate(), customer, population.now()));
      List<Predicate> terms = Terms.of(node.predicate());
      assertThat(node.children()).as(what).hasSameSizeAs(terms);
      for (int i = 0; i < terms.size(); i++) {
        assertThat(node.children().get(i).predicate()).isEqualTo(terms.get(i));
        compare(node.children().get(i), customer);
      }
      if (!hasRanking(node.predicate())) {
        compareTurn(node, holds, customer, what);
      }
    }

    private void compareTurn(Node node, boolean holds, Customer customer, String what) {
      Instant end = population.now().plus(CustomerExplanation.HORIZON);
      Instant turn = node.turns().orElse(end.plusMillis(1));
      if (node.turns().isPresent()) {
        assertThat(holds(node.predicate(), customer, turn))
            .as("at %s: %s", turn, what)
            .isEqualTo(!holds);
      }
      long length = Duration.between(population.now(), turn).toMillis();
      var before = new TreeSet<Long>(List.of(length - 1));
      for (int i = 0; i < SAMPLED && length > 1; i++) {
        // As many soon as late: half of the spans are short.
        before.add(random.nextLong(1, 1 + random.nextLong(1, length)));
      }
      for (long millis : before) {
        Instant instant = population.now().plusMillis(millis);
        assertThat(holds(node.predicate(), customer, instant))
            .as("at %s, before %s: %s", instant, turn, what)
            .isEqualTo(holds);
      }
    }

    private boolean holds(Predicate predicate, Customer customer, Instant now) {
      return new BruteForce(population.settings(), now)
          .over(population.customers())
          .holds(predicate, customer);
    }

    private static boolean hasRanking(Predicate predicate) {
      return predicate instanceof Predicate.Ranked
          || Terms.of(predicate).stream().anyMatch(Comparing::hasRanking);
    }
  }
}
