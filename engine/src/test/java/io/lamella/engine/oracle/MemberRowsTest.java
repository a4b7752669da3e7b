package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.MemberRows.Row;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: members are listed whole, each once, as they are, in an order that stays, wherever a list
/// is broken off and gone on with. Method: seeded random populations and segments, read in pages of
/// random sizes that each begin behind the one before; the oracle's members are put in the order in
/// which everybody was listed at first. Some are then changed and erased, some come, and lists that
/// were begun before are gone on with.
class MemberRowsTest {
  private static final String WORKSPACE = "default";

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {91_000, 92_000})
  void everyMemberIsListedOnceAsItIs(long seed) {
    for (int i = 0; i < 3; i++) {
      compare(RandomPopulation.small(seed + i), 8);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41})
  void aPageMayBeginInAnyChunk(long seed) {
    compare(RandomPopulation.large(seed), 2);
  }

  private static void compare(RandomPopulation population, int segments) {
    try (Engine engine = Loading.engine(WORKSPACE, population, 2)) {
      var random = new RandomExpressions(population.seed(), population);
      List<Predicate> predicates = new ArrayList<>(List.of(new Predicate.Everyone()));
      while (predicates.size() < segments) {
        predicates.add(random.next());
      }
      var dice = new Dice(population.seed());
      List<String> attributes = dice.shuffled(List.copyOf(names(population)));
      var before = new Lists(engine, population, population.customers(), attributes, dice);
      List<String> order = before.order();
      assertThat(order).hasSize(population.customers().size());
      List<Integer> broken = new ArrayList<>();
      for (Predicate predicate : predicates) {
        List<Row> rows = before.compare(predicate, order, 0);
        broken.add(rows.isEmpty() ? 0 : dice.pick(rows).place() + 1);
      }

      List<Customer> now = new ArrayList<>(SomeChanges.write(engine, WORKSPACE, population));
      now.add(new Customer("late", Map.of(), List.of()));
      engine
          .write(
              WORKSPACE, List.of(new Write.Upsert("late", Map.of(), List.of(), Map.of(), Map.of())))
          .join();
      var after = new Lists(engine, population, now, attributes, dice);
      List<String> later = after.order();
      assertThat(later).endsWith("late");
      assertThat(Set.copyOf(union(order, "late")).containsAll(later)).isTrue();
      for (int i = 0; i < predicates.size(); i++) {
        after.compare(predicates.get(i), union(order, "late"), broken.get(i));
      }
    }
  }

  private static List<String> union(List<String> order, String last) {
    List<String> all = new ArrayList<>(order);
    all.add(last);
    return all;
  }

  private static Set<String> names(RandomPopulation population) {
    return population.catalog().attributes().keySet();
  }

  private record Lists(
      Engine engine,
      RandomPopulation population,
      List<Customer> customers,
      List<String> attributes,
      Dice dice) {

    List<String> order() {
      return read(new Predicate.Everyone(), 0).stream().map(Row::customerId).toList();
    }

    /// @param order of everybody who ever was
    /// @param from where the list is gone on with
    List<Row> compare(Predicate predicate, List<String> order, int from) {
      String what = Expressions.print(predicate) + " from " + from + " of " + population;
      Map<String, Customer> byId = new HashMap<>();
      customers.forEach(customer -> byId.put(customer.id(), customer));
      var oracle = new BruteForce(population.settings(), population.now()).over(customers);
      List<String> expected =
          order.subList(Math.min(from, order.size()), order.size()).stream()
              .filter(byId::containsKey)
              .filter(id -> oracle.holds(predicate, Objects.requireNonNull(byId.get(id))))
              .toList();
      List<Row> rows = read(predicate, from);
      assertThat(rows.stream().map(Row::customerId).toList()).as(what).isEqualTo(expected);
      for (Row row : rows) {
        if (!order.get(row.place()).equals(row.customerId()) || !isAsItIs(row, byId)) {
          throw new AssertionError(what + ": " + row);
        }
      }
      return rows;
    }

    private boolean isAsItIs(Row row, Map<String, Customer> byId) {
      Map<String, Set<String>> told = new TreeMap<>();
      for (int i = 0; i < attributes.size(); i++) {
        String name = attributes.get(i);
        row.values().get(i).ifPresent(value -> told.put(name, ShownValues.parts(value)));
      }
      Customer customer = Objects.requireNonNull(byId.get(row.customerId()));
      return told.equals(ShownValues.texts(customer.attributes()));
    }

    /// In pages, each a question of its own.
    private List<Row> read(Predicate predicate, int from) {
      List<Row> rows = new ArrayList<>();
      int next = from;
      while (true) {
        int size = customers.size() > 1_000 ? 40_000 : dice.pick(1, 3, 64, 1_000);
        try (PreparedQuestion prepared = engine.prepare(question(predicate))) {
          MemberRows list =
              prepared.memberRows(new MemberRows.Form(next, attributes), Deadline.none());
          if (rows.isEmpty()) {
            assertThat(list.count()).isEqualTo(prepared.counts(Deadline.none())[0]);
          }
          List<Row> page = new ArrayList<>(list.next(size / 2));
          page.addAll(list.next(size - size / 2));
          rows.addAll(page);
          if (page.size() < size) {
            return rows;
          }
          next = page.getLast().place() + 1;
        }
      }
    }

    private Question question(Predicate predicate) {
      return new Question(
          WORKSPACE,
          List.of(new Expression.OfPredicate(new Located(predicate, part -> ""))),
          Optional.of(population.now()));
    }
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    try (Engine engine = Loading.engine(WORKSPACE, RandomPopulation.small(91_002), 1);
        PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
      List<String> many = new ArrayList<>(Collections.nCopies(51, "age"));
      many.set(3, "agee");
      assertThatThrownBy(() -> prepared.memberRows(new MemberRows.Form(-1, many), Deadline.none()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e ->
                  assertThat(e.faults())
                      .extracting(Object::toString)
                      .containsExactly(
                          "from: a place is at least 0: from=-1",
                          "attributes: at most 50 attributes are told: attributes=51",
                          "attributes[3]: unknown attribute 'agee'; did you mean 'age'?"));
    }
  }
}
