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
import io.lamella.engine.api.History;
import io.lamella.engine.api.HistorySeries;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: each point of a history has the members that a count as of its instant has. Method: seeded
/// random populations, segments and series, days and arbitrary instants, with windows that slide
/// among them; the oracle lists the members at every instant. Then again after some customers were
/// changed and erased. Over more than one chunk every point is compared with a count of its own,
/// which other tests hold against the oracle.
class HistoryTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;

  /// Windows that slide: overlapping and apart, open at one end, nested, with conditions, summed
  /// up, several of the same events, and beside what never changes.
  private static final List<String> SLIDING =
      List.of(
          "did('purchase').within(last('30d')).count() >= 2 && !did('viewed').within(last('3d'))",
          "did('purchase') && !did('purchase').within(last('7d'))",
          "did('viewed').within(last('60d')).count() >= 3 || did('viewed').within(last('6h'))",
          "sample(0, 50, 's') && did('clicked').within(last('10d')).count() == 1",
          "did('opened').where(instant > timestamp('2018-01-01T00:00:00Z')).within(last('20d'))"
              + ".count() <= 1",
          "did('clicked', 'viewed').within(ago('20d', '10d')).count() >= 2",
          "did('viewed').within(last('300d')).count() >= 4",
          "did('purchase').first() in last('14d')",
          "did('purchase').within(calendar('month')).count() >= 2",
          "did('Added to cart').count() >= 3 && did('purchase').within(since(date('2018-06-01')))",
          "did('purchase').within(last('30d')).sum(amount) > 10",
          "!(did('viewed').sum(quantity) <= 3) && did('viewed').within(last('45d')).sum(quantity) > 1",
          "did('opened').within(last('15d')).days() >= 2");

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {90_000, 91_000})
  void everyPointIsACountAsOfItsInstant(long seed) {
    for (int i = 0; i < 3; i++) {
      compare(RandomPopulation.small(seed + i));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {47})
  void chunksAddUp(long seed) {
    var population = RandomPopulation.large(seed);
    try (Engine engine = open(population)) {
      for (String text : SLIDING) {
        Optional<History> history = ask(engine, population, Expression.of(text), 25);
        if (history.isPresent()) {
          for (History.Point point : history.get().points()) {
            assertThat(point.count())
                .as(text + " as of " + point.asOf())
                .isEqualTo(engine.count(Question.of(text).asOf(point.asOf())));
          }
        }
      }
    }
  }

  private static Engine open(RandomPopulation population) {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT));
    engine.putWorkspace(WORKSPACE, population.settings());
    for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
      Loading.load(engine, WORKSPACE, tables);
    }
    return engine;
  }

  /// Empty if the population does not know what is asked.
  private static Optional<History> ask(
      Engine engine, RandomPopulation population, Expression expression, int days) {
    var question = new Question(WORKSPACE, List.of(expression), Optional.of(population.now()));
    try (PreparedQuestion prepared = engine.prepare(question)) {
      return Optional.of(prepared.history(new HistorySeries.PastDays(days), Deadline.none()));
    } catch (EngineException e) {
      assertThat(e.code()).isEqualTo(EngineException.Code.INVALID_EXPRESSION);
      return Optional.empty();
    }
  }

  private static void compare(RandomPopulation population) {
    try (Engine engine = open(population)) {
      compare(engine, population, population.customers(), 5);
      List<Customer> left = SomeChanges.write(engine, WORKSPACE, population);
      compare(engine, population, left, 2);
    }
  }

  private static void compare(
      Engine engine, RandomPopulation population, List<Customer> customers, int count) {
    var expressions = new RandomExpressions(population.seed(), population);
    var dice = new Dice(population.seed());
    List<Predicate> predicates = new ArrayList<>();
    for (String text : dice.shuffled(SLIDING).subList(0, count)) {
      predicates.add(Expressions.parse(text, Limits.DEFAULT).predicate());
      predicates.add(expressions.next());
    }
    for (Predicate predicate : predicates) {
      compare(engine, population, customers, predicate, series(dice, population));
    }
  }

  private static HistorySeries series(Dice dice, RandomPopulation population) {
    if (dice.chance(0.4)) {
      return new HistorySeries.PastDays(dice.between(1, 50));
    }
    if (dice.chance(0.3)) {
      return new HistorySeries.DaysToCome(dice.between(1, 40));
    }
    SortedSet<Instant> instants = new TreeSet<>();
    int count = dice.between(1, 25);
    for (int i = 0; i < count; i++) {
      instants.add(population.moments().any(dice));
    }
    return new HistorySeries.OfInstants(List.copyOf(instants));
  }

  private static void compare(
      Engine engine,
      RandomPopulation population,
      List<Customer> customers,
      Predicate predicate,
      HistorySeries series) {
    String what = Expressions.print(predicate) + ", " + series + " of " + population;
    var question =
        new Question(
            WORKSPACE,
            List.of(new Expression.OfPredicate(new Located(predicate, part -> ""))),
            Optional.of(population.now()));
    History history;
    try (PreparedQuestion prepared = engine.prepare(question)) {
      history = prepared.history(series, Deadline.none());
    } catch (EngineException e) {
      assertThat(e.code()).as(what).isEqualTo(EngineException.Code.INVALID_EXPRESSION);
      return;
    }
    assertThat(history.population()).as(what).isEqualTo(customers.size());
    Set<String> before = Set.of();
    for (int i = 0; i < history.points().size(); i++) {
      History.Point point = history.points().get(i);
      var oracle = new BruteForce(population.settings(), point.asOf()).over(customers);
      Set<String> now = oracle.members(predicate, customers);
      Set<String> stayed = new HashSet<>(now);
      stayed.retainAll(before);
      int came = i == 0 ? 0 : now.size() - stayed.size();
      assertThat(point)
          .as(what)
          .isEqualTo(
              new History.Point(point.asOf(), now.size(), came, before.size() - stayed.size()));
      before = now;
    }
  }

  @Test
  void daysHaveTheSameTimeOfDayWhateverTheClocksDo() {
    assertThat(days("Europe/London", "2026-03-30T01:30:00Z", new HistorySeries.PastDays(4)))
        .containsExactly(
            // Half past two; on Sunday the clocks went from one to two.
            "2026-03-27T02:30:00Z",
            "2026-03-28T02:30:00Z",
            "2026-03-29T01:30:00Z",
            "2026-03-30T01:30:00Z");
    assertThat(days("Europe/London", "2026-03-28T01:30:00Z", new HistorySeries.DaysToCome(2)))
        // On Sunday there is no half past one.
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    assertThat(days("Pacific/Apia", "2011-12-31T00:00:00Z", new HistorySeries.PastDays(3)))
        // There was no 30 December.
        .containsExactly("2011-12-30T00:00:00Z", "2011-12-31T00:00:00Z");
  }

  private static List<String> days(String zone, String asOf, HistorySeries series) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      engine.putWorkspace(
          WORKSPACE, new WorkspaceSettings(ZoneId.of(zone), DayOfWeek.MONDAY, Optional.empty()));
      return ask(engine, "everyone()", asOf, series).points().stream()
          .map(point -> point.asOf().toString())
          .toList();
    }
  }

  private static History ask(Engine engine, String text, String asOf, HistorySeries series) {
    try (PreparedQuestion prepared = engine.prepare(Question.of(text).asOf(Instant.parse(asOf)))) {
      return prepared.history(series, Deadline.none());
    }
  }

  @Test
  void whatIsAsNowIsNamed() {
    var population = RandomPopulation.small(90_001);
    try (Engine engine = open(population)) {
      engine
          .library(WORKSPACE)
          .putSegment(Draft.of("inner"), Expression.of("age > 3 && did('viewed')"));
      String text = "segment('inner') || 'vip' in tags || age < 2 || top(5, balance)";
      assertThat(ask(engine, text, "2026-01-01T00:00:00Z", new HistorySeries.PastDays(2)).asNow())
          .containsExactly("age", "balance", "tags");
      assertThat(
              ask(
                      engine,
                      "did('viewed').where(amount > 1)",
                      "2026-01-01T00:00:00Z",
                      new HistorySeries.PastDays(2))
                  .asNow())
          .isEmpty();
    }
  }

  @Test
  void seriesThatAreNoneAreRefused() {
    Instant instant = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(refused("2026-01-01T00:00:00Z", new HistorySeries.PastDays(0)))
        .isEqualTo("days.count: a history has 1 to 1000 instants: count=0");
    assertThat(refused("2026-01-01T00:00:00Z", new HistorySeries.PastDays(1_001))).isNotEmpty();
    assertThat(refused("2026-01-01T00:00:00Z", new HistorySeries.DaysToCome(367)))
        .isEqualTo("days: a forecast looks 1 to 366 days ahead: count=367");
    assertThat(refused("0001-01-02T00:00:00Z", new HistorySeries.PastDays(9)))
        .startsWith("days.as_of: all instants lie in the years 1 to 9999");
    assertThat(refused("2026-01-01T00:00:00Z", new HistorySeries.OfInstants(List.of())))
        .startsWith("instants.instants: ");
    assertThat(
            refused(
                "2026-01-01T00:00:00Z",
                new HistorySeries.OfInstants(List.of(instant, instant.plusNanos(5)))))
        .isEqualTo(
            "instants.instants[1]: each instant is a millisecond or more later than the one before:"
                + " 2026-01-01T00:00:00Z, 2026-01-01T00:00:00.000000005Z");
    assertThat(
            refused(
                "2026-01-01T00:00:00Z",
                new HistorySeries.OfInstants(Collections.nCopies(1_001, instant))))
        .startsWith("instants.instants: ");
  }

  private static String refused(String asOf, HistorySeries series) {
    List<String> faults = new ArrayList<>();
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      assertThatThrownBy(() -> ask(engine, "everyone()", asOf, series))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> e.faults().stream().map(Fault::toString).forEach(faults::add));
    }
    return faults.getFirst();
  }

  @Test
  void aLongSeriesEndsInTime() {
    var population = RandomPopulation.small(90_002);
    try (Engine engine = open(population);
        PreparedQuestion prepared = engine.prepare(Question.of("everyone()"))) {
      assertThatThrownBy(() ->
              prepared.history(new HistorySeries.PastDays(1_000), Deadline.after(-1, () -> false)))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.code()).isEqualTo(EngineException.Code.DEADLINE_PASSED));
    }
  }
}
