package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SegmentMemberships;
import io.lamella.engine.api.SegmentMemberships.OfCustomer;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a customer is told to be in the saved segments whose predicates it satisfies, one by one
/// and in batches. Method: seeded random populations of whom some were changed and erased, with
/// random segments that name one another; every segment is asked of the oracle.
class SegmentMembershipsTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;
  private static final String NOBODY = "nobody has this id";

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {50_500, 51_500})
  void customersAreInTheSegmentsThatTheySatisfy(long seed) {
    for (int i = 0; i < 3; i++) {
      compare(RandomPopulation.small(seed + i), 4);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51})
  void customersOfSeveralChunksAreAskedTogether(long seed) {
    compare(RandomPopulation.large(seed), 1);
  }

  @Test
  void wrongBatchesAreRefused() {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      assertThat(refused(engine, List.of("a", "", "b", "")))
          .containsExactly("customer_ids[1]", "customer_ids[3]");
      assertThat(refused(engine, List.of())).containsExactly("customer_ids");
      assertThat(refused(engine, Collections.nCopies(1_001, "a"))).containsExactly("customer_ids");
      SegmentMemberships none = ask(engine, List.of("a"), Optional.empty());
      assertThat(none.segments()).isZero();
      assertThat(none.customers()).containsExactly(new OfCustomer("a", false, List.of()));
    }
  }

  @Test
  void whatWasWrittenIsSeenByTheNextQuestion() {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      var attributes = Map.<String, WriteValue>of("age", new WriteValue.OfNumber(BigDecimal.TEN));
      engine.write(WORKSPACE, List.of(Write.Upsert.of("a", attributes))).join();
      Instant before = Instant.now().minusSeconds(1);
      engine.write(WORKSPACE, List.of(new Write.Event("a", "buy", before, "", Map.of()))).join();
      engine
          .library(WORKSPACE)
          .putSegment(Draft.of("busy"), Expression.of("did('buy').count() >= 2"));
      SegmentMemberships once = ask(engine, List.of("a", "b"), Optional.empty());
      assertThat(once.customers())
          .containsExactly(
              new OfCustomer("a", true, List.of()), new OfCustomer("b", false, List.of()));
      SegmentMemberships again = ask(engine, List.of("a"), Optional.empty());
      assertThat(again.asOf()).isBetween(once.asOf(), Instant.now());
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusMillis(1);
      engine
          .write(
              WORKSPACE,
              List.of(
                  new Write.Event("a", "buy", now, "", Map.of()),
                  new Write.Event("b", "buy", now, "", Map.of())))
          .join();
      SegmentMemberships then = ask(engine, List.of("a", "b"), Optional.empty());
      assertThat(then.asOf()).isAfterOrEqualTo(now);
      assertThat(then.customers())
          .containsExactly(
              new OfCustomer("a", true, List.of("busy")), new OfCustomer("b", true, List.of()));
      engine.write(WORKSPACE, List.of(new Write.Erase("a"))).join();
      assertThat(ask(engine, List.of("a"), Optional.empty()).customers())
          .containsExactly(new OfCustomer("a", false, List.of()));
    }
  }

  private static List<String> refused(Engine engine, List<String> ids) {
    List<String> places = new ArrayList<>();
    assertThatThrownBy(() -> ask(engine, ids, Optional.empty()))
        .isInstanceOfSatisfying(
            EngineException.class, e -> e.faults().stream().map(Fault::place).forEach(places::add));
    return places;
  }

  private static void compare(RandomPopulation population, int saves) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, OracleTest.LIMITS))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      List<Customer> customers = SomeChanges.write(engine, WORKSPACE, population);
      var library = new RandomLibrary(population.seed(), population);
      for (int i = 0; i < saves; i++) {
        library.save(engine.library(WORKSPACE), customers);
      }
      compare(engine, population, customers, library.kept());
    }
  }

  private static void compare(
      Engine engine, RandomPopulation population, List<Customer> customers, Kept kept) {
    var oracle = new BruteForce(population.settings(), population.now(), kept).over(customers);
    Map<String, Customer> living = new HashMap<>();
    customers.forEach(customer -> living.put(customer.id(), customer));
    var dice = new Dice(population.seed());
    // Those who were erased among them; one twice.
    List<String> ids =
        new ArrayList<>(
            dice.shuffled(population.customers().stream().map(Customer::id).toList()).stream()
                .limit(250)
                .toList());
    ids.add(NOBODY);
    ids.add(ids.getFirst());
    SegmentMemberships answer = ask(engine, ids, Optional.of(population));
    assertThat(answer.population()).isEqualTo(customers.size());
    assertThat(answer.segments()).isEqualTo(kept.segments().size());
    assertThat(answer.unanswered()).isEmpty();
    List<OfCustomer> expected =
        ids.stream()
            .map(id -> expected(oracle, kept, id, Optional.ofNullable(living.get(id))))
            .toList();
    assertThat(answer.customers()).as(population.toString()).isEqualTo(expected);
    for (int i = 0; i < 10; i++) {
      assertThat(ask(engine, List.of(ids.get(i)), Optional.of(population)).customers())
          .as(population.toString())
          .containsExactly(expected.get(i));
    }
  }

  private static OfCustomer expected(
      BruteForce oracle, Kept kept, String id, Optional<Customer> customer) {
    return new OfCustomer(
        id,
        customer.isPresent(),
        kept.segments().entrySet().stream()
            .filter(it -> customer.isPresent() && oracle.holds(it.getValue(), customer.get()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }

  private static SegmentMemberships ask(
      Engine engine, List<String> ids, Optional<RandomPopulation> population) {
    return engine
        .library(WORKSPACE)
        .segmentsOf(ids, population.map(RandomPopulation::now), Deadline.none());
  }
}
