package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Breakdown.Slice;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a breakdown counts what a loop over customers counts, for attributes of every type, and a
/// sample shows members as they are. Method: seeded random populations and segments; for each
/// attribute the values of the oracle's members are counted in a map.
class BreakdownTest {

  private static final String WORKSPACE = "default";

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {40_000, 50_000})
  void everyAttributeIsSpreadAsCounted(long seed) {
    for (int i = 0; i < 6; i++) {
      compare(RandomPopulation.small(seed + i), 15);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31})
  void chunksAddUpWhicheverWayTheyAreCounted(long seed) {
    compare(RandomPopulation.large(seed), 4);
  }

  private static void compare(RandomPopulation population, int segments) {
    try (Engine engine = Loading.engine(WORKSPACE, population, 1)) {
      var random = new RandomExpressions(population.seed(), population);
      var dice = new Dice(population.seed());
      List<Predicate> predicates = new ArrayList<>();
      predicates.add(new Predicate.Everyone());
      predicates.add(new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(97), "most"));
      predicates.add(new Predicate.Sample(BigDecimal.ZERO, BigDecimal.valueOf(40), "some"));
      while (predicates.size() < segments) {
        predicates.add(random.next());
      }
      Map<String, Map<Object, Long>> populations = new HashMap<>();
      for (Predicate predicate : predicates) {
        compare(engine, population, populations, predicate, dice);
      }
    }
  }

  /// @param populations of each attribute the counts of the whole population, once they are known
  private static void compare(
      Engine engine,
      RandomPopulation population,
      Map<String, Map<Object, Long>> populations,
      Predicate predicate,
      Dice dice) {
    var oracle =
        new BruteForce(population.settings(), population.now()).over(population.customers());
    List<Customer> inside =
        population.customers().stream()
            .filter(customer -> oracle.holds(predicate, customer))
            .toList();
    Question question =
        new Question(
            WORKSPACE,
            List.of(new Expression.OfPredicate(new Located(predicate, part -> ""))),
            Optional.of(population.now()));
    try (PreparedQuestion prepared = engine.prepare(question)) {
      population
          .catalog()
          .attributes()
          .forEach((name, type) -> {
            if (type != ValueType.INSTANT && type != ValueType.LOCATION) {
              int limit = dice.pick(1, 2, 5, 1_000);
              new Comparing(population, populations, inside, name, limit)
                  .compare(
                      prepared.breakdown(name, limit, Deadline.none()),
                      Expressions.print(predicate) + " by " + name + " of " + population);
            }
          });
      compareSample(prepared, population, predicate, inside, dice.pick(1, 3, 100));
    }
  }

  private record Comparing(
      RandomPopulation population,
      Map<String, Map<Object, Long>> known,
      List<Customer> inside,
      String attribute,
      int limit) {

    void compare(Breakdown breakdown, String what) {
      Map<Object, Long> counts = counts(inside);
      Map<Object, Long> populations =
          known.computeIfAbsent(attribute, it -> counts(population.customers()));
      List<Object> listed =
          counts.keySet().stream()
              .sorted(
                  Comparator.comparingLong((Object value) -> -count(counts, value))
                      .thenComparing(BreakdownTest::compareValues))
              .limit(limit)
              .toList();

      assertThat(breakdown.slices())
          .as(what)
          .extracting(Slice::value)
          .containsExactlyElementsOf(listed.stream().map(BreakdownTest::text).toList());
      for (int i = 0; i < listed.size(); i++) {
        Slice slice = breakdown.slices().get(i);
        Object value = listed.get(i);
        assertThat(slice.count()).as(what).isEqualTo(count(counts, value));
        assertThat(slice.population()).as(what).isEqualTo(count(populations, value));
        compareNarrowing(slice, what);
      }
      assertThat(breakdown.count()).as(what).isEqualTo(inside.size());
      assertThat(breakdown.otherValues()).as(what).isEqualTo(counts.size() - listed.size());
      assertThat(breakdown.withoutValue())
          .as(what)
          .isEqualTo(inside.stream().filter(it -> values(it).isEmpty()).count());
      Set<Object> names = new HashSet<>(listed);
      assertThat(breakdown.other())
          .as(what)
          .isEqualTo(
              inside.stream()
                  .filter(it -> !values(it).isEmpty())
                  .filter(it -> values(it).stream().noneMatch(names::contains))
                  .count());
    }

    /// The slice's condition, read again from its text, narrows to the slice.
    private void compareNarrowing(Slice slice, String what) {
      if (slice.predicate()
              instanceof Predicate.Compares(var _, var _, Literal.Decimal(BigDecimal number))
          && !Expressions.canWrite(number)) {
        assertThat(number.precision()).as(what).isGreaterThan(15);
        return;
      }
      String text = Expressions.print(slice.predicate());
      Predicate read = Expressions.parse(text, Limits.DEFAULT).predicate();
      assertThat(read).as(what).isEqualTo(slice.predicate());
      if (inside.size() < 1_000) {
        var oracle = new BruteForce(population.settings(), population.now());
        assertThat(inside.stream().filter(it -> oracle.holds(read, it)).count())
            .as("%s: %s", what, text)
            .isEqualTo(slice.count());
      }
    }

    private Map<Object, Long> counts(List<Customer> customers) {
      Map<Object, Long> counts = new HashMap<>();
      customers.forEach(
          customer -> values(customer).forEach(value -> counts.merge(value, 1L, Long::sum)));
      return counts;
    }

    private Collection<Object> values(Customer customer) {
      Object value = customer.attributes().get(attribute);
      if (value instanceof Set<?> set) {
        return Set.copyOf(set);
      }
      if (value instanceof BigDecimal number) {
        return List.of(number.stripTrailingZeros());
      }
      return value == null ? List.of() : List.of(value);
    }

    private static long count(Map<Object, Long> counts, Object value) {
      return counts.getOrDefault(value, 0L);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Values of one attribute have one type.
  private static int compareValues(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static void compareSample(
      PreparedQuestion prepared,
      RandomPopulation population,
      Predicate predicate,
      List<Customer> inside,
      int limit) {
    MemberSample sample = prepared.sample(limit, Deadline.none());
    String what = Expressions.print(predicate) + " of " + population;
    assertThat(sample.count()).as(what).isEqualTo(inside.size());
    assertThat(sample.members()).as(what).hasSize(Math.min(limit, inside.size()));
    assertThat(prepared.sample(limit, Deadline.none())).as(what).isEqualTo(sample);
    Map<String, Customer> byId =
        inside.stream().collect(Collectors.toMap(Customer::id, customer -> customer));
    assertThat(sample.members())
        .as(what)
        .extracting(MemberSample.Member::customerId)
        .doesNotHaveDuplicates()
        .isSubsetOf(byId.keySet());
    for (MemberSample.Member member : sample.members()) {
      Customer customer = Objects.requireNonNull(byId.get(member.customerId()));
      assertThat(named(member.attributes()))
          .as(what)
          .isEqualTo(ShownValues.texts(customer.attributes()));
      compareEvents(population, predicate, List.of(), customer, member, what);
    }
  }

  private static void compareEvents(
      RandomPopulation population,
      Predicate predicate,
      List<Integer> path,
      Customer customer,
      MemberSample.Member member,
      String what) {
    List<MemberSample.Event> events =
        member.events().stream().filter(event -> event.node().equals(path)).toList();
    Optional<Selection> selection = selection(predicate);
    if (selection.isEmpty()) {
      assertThat(events).as(what).isEmpty();
    } else {
      long found = events.isEmpty() ? 0 : events.getFirst().found();
      var counted = new Operand.MeasureOf(selection.get(), new Measure.Count());
      var exactly =
          new Predicate.Compares(
              counted, Comparison.EQUAL, new Literal.Decimal(BigDecimal.valueOf(found)));
      assertThat(new BruteForce(population.settings(), population.now()).holds(exactly, customer))
          .as("%s finds %s of %s", what, found, customer)
          .isTrue();
      assertThat(events).as(what).hasSize((int) Math.min(found, 3));
      assertThat(events)
          .as(what)
          .isSortedAccordingTo(Comparator.comparing(MemberSample.Event::instant).reversed());
      for (MemberSample.Event event : events) {
        assertThat(customer.events())
            .as(what)
            .anySatisfy(it -> {
              assertThat(it.behaviour()).isEqualTo(event.behaviour());
              assertThat(it.instant().toEpochMilli()).isEqualTo(event.instant().toEpochMilli());
              assertThat(ShownValues.texts(it.properties())).isEqualTo(named(event.properties()));
            });
      }
    }
    List<Predicate> terms = Terms.of(predicate);
    for (int i = 0; i < terms.size(); i++) {
      List<Integer> child = new ArrayList<>(path);
      child.add(i);
      compareEvents(population, terms.get(i), child, customer, member, what);
    }
  }

  private static Optional<Selection> selection(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Did(Selection selection) -> Optional.of(selection);
      case Predicate.Compares(Operand operand, var _, var _) -> selection(operand);
      case Predicate.ComparesMeasures(Operand left, var _, var _) -> selection(left);
      case Predicate.Ranked(var _, var _, Operand by) -> selection(by);
      case Predicate.OneOf(Operand operand, var _) -> selection(operand);
      case Predicate.InWindow(Operand operand, var _) -> selection(operand);
      default -> Optional.empty();
    };
  }

  private static Optional<Selection> selection(Operand operand) {
    return switch (operand) {
      case Operand.MeasureOf measured -> Optional.of(measured.selection());
      case Operand.RatioOf ratio -> Optional.of(ratio.dividend().selection());
      default -> Optional.empty();
    };
  }

  private static Map<String, Set<String>> named(List<MemberSample.NamedValue> values) {
    Map<String, Set<String>> named = new TreeMap<>();
    values.forEach(it -> named.put(it.name(), ShownValues.parts(it.value())));
    return named;
  }
}
