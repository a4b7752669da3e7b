package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Difference;
import io.lamella.engine.api.Difference.Line;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.effect.Contrast;
import io.lamella.engine.effect.Share;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a difference has a line for everything that somebody has, each counted as a loop over
/// customers counts the customers of its condition, and ranked. Method: seeded random populations,
/// loaded and then changed, or written live, so that most values are changes; random pairs of
/// groups; each line's condition is asked of every customer by the oracle.
class DifferenceTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {90_000})
  void everyLineIsCountedAsItsCondition(long seed) {
    for (int i = 0; i < 3; i++) {
      RandomPopulation population = RandomPopulation.small(seed + i);
      try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
        compare(engine, population, population.customers(), List.of(), 4);
        List<Customer> left = SomeChanges.write(engine, WORKSPACE, population);
        compare(engine, population, left, List.of(), 3);
      }
    }
  }

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {92_000})
  void whatWasWrittenLiveIsCountedAlike(long seed) {
    for (int i = 0; i < 2; i++) {
      RandomPopulation population = RandomPopulation.small(seed + i);
      try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT))) {
        engine.putWorkspace(WORKSPACE, population.settings());
        var plain = new PlainCustomers();
        for (List<Write> batch : LiveWrites.of(population, seed + i)) {
          engine.write(WORKSPACE, batch).join();
          plain.apply(batch);
        }
        compare(engine, population, plain.customers(), List.of(), 3);
      }
    }
  }

  @Test
  void chunksAddUp() {
    RandomPopulation population = RandomPopulation.large(93);
    try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
      List<String> names =
          population.catalog().attributes().entrySet().stream()
              .filter(it -> it.getValue() != ValueType.TEXT)
              .map(Map.Entry::getKey)
              .limit(3)
              .toList();
      compare(engine, population, population.customers(), names, 2);
    }
  }

  private static void compare(
      Engine engine,
      RandomPopulation population,
      List<Customer> customers,
      List<String> names,
      int questions) {
    var random = new RandomExpressions(population.seed(), population);
    var oracle = new BruteForce(population.settings(), population.now()).over(customers);
    for (int i = 0; i < questions; i++) {
      Predicate segment =
          i == 0
              ? new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(60), "most")
              : random.next();
      Optional<Predicate> against =
          i % 2 == 0 ? Optional.empty() : Optional.of(new Predicate.Not(random.next()));
      List<Customer> inside = new ArrayList<>();
      List<Customer> outside = new ArrayList<>();
      for (Customer customer : customers) {
        if (oracle.holds(segment, customer)) {
          inside.add(customer);
        } else if (against.isEmpty() || oracle.holds(against.get(), customer)) {
          outside.add(customer);
        }
      }
      try (PreparedQuestion prepared = engine.prepare(question(segment, against, population))) {
        Difference difference = prepared.difference(names, Difference.MAX_LIMIT, Deadline.none());
        new Comparing(population, oracle, inside, outside)
            .compare(difference, segment + " against " + against + " of " + population);
      }
    }
  }

  private static Question question(
      Predicate segment, Optional<Predicate> against, RandomPopulation population) {
    List<Expression> expressions = new ArrayList<>();
    expressions.add(new Expression.OfPredicate(new Located(segment, part -> "")));
    against.ifPresent(
        it -> expressions.add(new Expression.OfPredicate(new Located(it, part -> ""))));
    return new Question(WORKSPACE, expressions, Optional.of(population.now()));
  }

  private record Comparing(
      RandomPopulation population,
      BruteForce oracle,
      List<Customer> inside,
      List<Customer> outside) {

    void compare(Difference difference, String what) {
      assertThat(difference.count()).as(what).isEqualTo(inside.size());
      assertThat(difference.against()).as(what).isEqualTo(outside.size());
      if (inside.isEmpty() || outside.isEmpty()) {
        assertThat(difference.lines()).as(what).isEmpty();
        return;
      }
      List<Line> lines = difference.lines();
      assertThat(lines).as(what).isSortedAccordingTo(Line.MOST_TELLING_FIRST);
      Set<String> seen = new HashSet<>();
      for (Line line : lines) {
        String of = line.name() + " " + line.value() + " in " + what;
        assertThat(seen.add(line.name() + "\n" + line.value())).as(of).isTrue();
        Predicate predicate = read(line.predicate(), of);
        assertThat(line.segment()).as(of).isEqualTo(share(inside, predicate));
        assertThat(line.comparison()).as(of).isEqualTo(share(outside, predicate));
        assertThat(line.contrast())
            .as(of)
            .isEqualTo(Contrast.of(line.segment(), line.comparison()));
      }
      if (difference.compared() <= Difference.MAX_LIMIT) {
        assertThat(lines).as(what).hasSize((int) difference.compared());
        assertThat(lines.stream().filter(Line::significant).count())
            .as(what)
            .isEqualTo(difference.significant());
        lines.stream().map(Line::name).distinct().forEach(name -> compareAll(name, lines, what));
      }
    }

    /// Every value that somebody has is on a line.
    private void compareAll(String name, List<Line> lines, String what) {
      ValueType type = population.catalog().attributes().get(name);
      if (type == null || type == ValueType.LOCATION) {
        return;
      }
      long values =
          lines.stream()
              .filter(line -> line.name().equals(name))
              .filter(line -> !(line.predicate() instanceof Predicate.Has))
              .filter(line -> !(line.predicate() instanceof Predicate.Did))
              .mapToLong(line -> line.segment().part() + line.comparison().part())
              .sum();
      if (values > 0) {
        assertThat(values)
            .as("%s in %s", name, what)
            .isEqualTo(values(inside, name) + values(outside, name));
      }
    }

    private static long values(List<Customer> customers, String name) {
      return customers.stream()
          .map(customer -> customer.attributes().get(name))
          .mapToLong(value -> value == null ? 0 : value instanceof Set<?> set ? set.size() : 1)
          .sum();
    }

    /// The condition, read again from its text.
    private static Predicate read(Predicate predicate, String what) {
      if (predicate instanceof Predicate.Compares(var _, var _, Literal.Decimal(var number))
          && !Expressions.canWrite(number)) {
        return predicate;
      }
      if (predicate instanceof Predicate.And) {
        return predicate;
      }
      Predicate read = Expressions.parse(Expressions.print(predicate), Limits.DEFAULT).predicate();
      assertThat(read).as(what).isEqualTo(predicate);
      return read;
    }

    private Share share(List<Customer> customers, Predicate predicate) {
      long part = customers.stream().filter(it -> oracle.holds(predicate, it)).count();
      return new Share(part, customers.size());
    }
  }

  @Test
  void whatCannotBeAskedIsRefusedByItsPlace() {
    var population = RandomPopulation.small(90_001);
    try (Engine engine = Loading.engine(WORKSPACE, population, 1);
        PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
      assertThatThrownBy(() -> prepared.difference(List.of("nix"), 1_001, Deadline.none()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e ->
                  assertThat(e.faults())
                      .extracting(Fault::place)
                      .isEqualTo(Arrays.asList("limit", "names[0]")));
    }
  }
}
