package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.MemberRows.Row;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.NumberedMembers;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/// Goal: members are listed whole, each once, as they are, in an order that stays, wherever a list
/// is broken off and gone on with. Method: seeded random populations and segments, read in pages of
/// random sizes that each begin behind the one before; the oracle's members are put in the order in
/// which everybody was listed at first. Some are then changed and erased, some come, and lists that
/// were begun before are gone on with. Samples are those that are shown with their events, and
/// bitmaps are read by RoaringBitmap.
class MemberRowsTest {
  private static final String WORKSPACE = "default";

  /// Where the second chunk begins; only the large population has one.
  private static final int CHUNK = 1 << 16;

  /// Of many customers one in so many is compared whole.
  private static final int SOME = 17;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {91_000})
  void everyMemberIsListedOnceAsItIs(long seed) {
    for (int i = 0; i < 4; i++) {
      compare(RandomPopulation.small(seed + i), 6);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {45})
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
      before.compare(new Predicate.Everyone(), order, CHUNK);
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
      for (int i = 0; i < rows.size(); i += customers.size() > 1_000 ? SOME : 1) {
        Row row = rows.get(i);
        if (!order.get(row.place()).equals(row.customerId()) || !isAsItIs(row, byId)) {
          throw new AssertionError(what + ": " + row);
        }
      }
      if (from == 0) {
        compareOtherForms(predicate, expected, order.stream().filter(byId::containsKey).toList());
      }
      return rows;
    }

    /// @param living everybody in their order
    private void compareOtherForms(
        Predicate predicate, List<String> expected, List<String> living) {
      try (PreparedQuestion prepared = engine.prepare(question(predicate))) {
        MemberRows all = prepared.memberRows(new MemberRows.Form(0, List.of()), Deadline.none());
        int atOnce = dice.between(1, expected.size() + 1);
        assertThat(taken(all::ids, atOnce).values()).containsExactlyElementsOf(expected);

        int size = dice.pick(1, 7, 100);
        var sample = new MemberRows.Form(0, List.of(), OptionalInt.of(size));
        assertThat(prepared.memberRows(sample, Deadline.none()).next(Integer.MAX_VALUE))
            .extracting(Row::customerId)
            .containsExactlyElementsOf(
                prepared.sample(size, Deadline.none()).members().stream()
                    .map(MemberSample.Member::customerId)
                    .toList());

        NumberedMembers numbered = prepared.numberedMembers(Deadline.none());
        Map<Integer, String> numbers = taken(numbered::ids, atOnce);
        assertThat(numbers.values()).containsExactlyElementsOf(expected);
        numbers.forEach((number, id) -> {
          if (!living.get(number).equals(id)) {
            throw new AssertionError(number + " is not " + id);
          }
        });
        assertThat(new ImmutableRoaringBitmap(numbered.roaring()).toArray())
            .isEqualTo(numbers.keySet().stream().mapToInt(it -> it).toArray());
      }
    }

    /// All that is told, so many at once.
    private static Map<Integer, String> taken(Consumer<MemberRows.IdTaker> source, int atOnce) {
      Map<Integer, String> taken = new LinkedHashMap<>();
      int before = -1;
      while (taken.size() > before) {
        before = taken.size();
        int end = before + atOnce;
        source.accept((place, bytes, length) -> {
          taken.put(place, new String(bytes, 0, length, StandardCharsets.UTF_8));
          return taken.size() < end;
        });
      }
      return taken;
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
        int size = customers.size() > 1_000 ? 60_000 : dice.pick(5, 64, 1_000);
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
      assertThatThrownBy(() ->
              prepared.memberRows(
                  new MemberRows.Form(-1, many, OptionalInt.of(0)), Deadline.none()))
          .isInstanceOfSatisfying(
              EngineException.class,
              e ->
                  assertThat(e.faults())
                      .extracting(Object::toString)
                      .containsExactly(
                          "sample: a sample has 1 member or more: sample=0",
                          "from: a sample is told from its beginning: from=-1",
                          "from: a place is at least 0: from=-1",
                          "attributes: at most 50 attributes are told: attributes=51",
                          "attributes[3]: unknown attribute 'agee'; did you mean 'age'?"));
    }
  }
}
