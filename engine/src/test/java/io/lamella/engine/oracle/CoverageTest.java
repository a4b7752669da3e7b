package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.Coverage.Day;
import io.lamella.engine.api.Coverage.OfAttribute;
import io.lamella.engine.api.Coverage.OfBehaviour;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a coverage tells what a loop over customers tells. Method: seeded random populations, then
/// the same after some customers were changed and erased.
class CoverageTest {

  private static final String WORKSPACE = "default";
  private static final long MEMORY_BYTES = 1L << 30;
  private static final int DAYS = 40;

  @ParameterizedTest(name = "seeds from {0}")
  @ValueSource(longs = {60_000, 61_000})
  void everythingIsToldAsCounted(long seed) {
    for (int i = 0; i < 5; i++) {
      compare(RandomPopulation.small(seed + i));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41})
  void chunksAddUp(long seed) {
    compare(RandomPopulation.large(seed));
  }

  @Test
  void daysOutOfRangeAreRefused() {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT))) {
      for (int days : new int[] {-1, 91}) {
        assertThatThrownBy(
                () -> engine.coverage(WORKSPACE, Optional.empty(), days, Deadline.none()))
            .isInstanceOf(EngineException.class)
            .hasMessage("a coverage tells of 0 to 90 days: days=" + days);
      }
    }
  }

  private static void compare(RandomPopulation population) {
    try (Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 2, Limits.DEFAULT))) {
      engine.putWorkspace(WORKSPACE, population.settings());
      for (List<Table> tables : PopulationTables.of(population, 1, population.seed())) {
        Loading.load(engine, WORKSPACE, tables);
      }
      compare(engine, population, population.customers());
      compare(engine, population, SomeChanges.write(engine, WORKSPACE, population));
    }
  }

  private static void compare(
      Engine engine, RandomPopulation population, List<Customer> customers) {
    Coverage coverage =
        withoutArrivals(
            engine.coverage(WORKSPACE, Optional.of(population.now()), DAYS, Deadline.none()));
    String what = population.toString();
    assertThat(coverage.population()).as(what).isEqualTo(customers.size());
    assertThat(coverage.attributes())
        .as(what)
        .containsExactlyElementsOf(
            population.catalog().attributes().entrySet().stream()
                .map(it -> {
                  List<Object> values = values(customers, it.getKey());
                  return new OfAttribute(
                      it.getKey(),
                      it.getValue(),
                      values.size(),
                      distinct(values),
                      Optional.empty());
                })
                .toList());
    assertThat(coverage.behaviours())
        .as(what)
        .containsExactlyElementsOf(
            population.catalog().behaviours().keySet().stream()
                .map(name -> behaviour(name, population, customers))
                .toList());
  }

  /// When values and events came is the clock's affair; `ArrivalsTest` looks at it.
  private static Coverage withoutArrivals(Coverage coverage) {
    return new Coverage(
        coverage.snapshot(),
        coverage.asOf(),
        coverage.population(),
        coverage.attributes().stream()
            .map(it ->
                new OfAttribute(
                    it.name(), it.type(), it.customers(), it.distinctValues(), Optional.empty()))
            .toList(),
        coverage.behaviours().stream()
            .map(it ->
                new OfBehaviour(
                    it.name(),
                    it.events(),
                    it.first(),
                    it.last(),
                    Optional.empty(),
                    it.days().stream()
                        .map(day -> new Day(day.date(), day.events(), day.weeksBefore(), 0))
                        .toList()))
            .toList());
  }

  private static List<Object> values(List<Customer> customers, String attribute) {
    return customers.stream()
        .map(customer -> customer.attributes().get(attribute))
        .filter(Objects::nonNull)
        .toList();
  }

  private static long distinct(List<Object> values) {
    Set<Object> different = new HashSet<>();
    for (Object value : values) {
      switch (value) {
        case Set<?> members -> different.addAll(members);
        case BigDecimal number -> different.add(number.stripTrailingZeros());
        case Instant instant -> different.add(instant.truncatedTo(ChronoUnit.MILLIS));
        case Point point ->
            different.add(
                List.of(
                    point.latitude().stripTrailingZeros(), point.longitude().stripTrailingZeros()));
        default -> different.add(value);
      }
    }
    return different.size();
  }

  private static OfBehaviour behaviour(
      String name, RandomPopulation population, List<Customer> customers) {
    List<Instant> instants =
        customers.stream()
            .flatMap(customer -> customer.events().stream())
            .filter(event -> event.behaviour().equals(name))
            .map(event -> event.instant().truncatedTo(ChronoUnit.MILLIS))
            .sorted()
            .toList();
    var zone = population.settings().zone();
    LocalDate today = population.now().atZone(zone).toLocalDate();
    List<Day> days =
        IntStream.rangeClosed(1, DAYS)
            .mapToObj(i -> today.minusDays(DAYS + 1L - i))
            .map(date ->
                new Day(
                    date,
                    on(instants, date, population),
                    IntStream.rangeClosed(1, Coverage.WEEKS)
                        .mapToObj(weeks -> on(instants, date.minusWeeks(weeks), population))
                        .toList(),
                    0))
            .toList();
    return new OfBehaviour(
        name,
        instants.size(),
        instants.stream().findFirst(),
        instants.reversed().stream().findFirst(),
        Optional.empty(),
        days);
  }

  private static long on(List<Instant> instants, LocalDate date, RandomPopulation population) {
    var zone = population.settings().zone();
    return instants.stream().filter(it -> it.atZone(zone).toLocalDate().equals(date)).count();
  }
}
