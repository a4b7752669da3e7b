package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: sequences are exact where so many customers have events of both sides that a chunk is
/// judged in one pass. Method: a dense population, half of it imported and half written live, so
/// that days have tails; and a loop over all pairs of a customer's events.
class SequencesTest {
  private static final long SEED = 20_261_127;
  private static final int CUSTOMERS = 3_000;
  private static final int EVENTS = 40_000;
  private static final int HOURS = 24 * 45;
  private static final Instant FIRST = Instant.parse("2026-01-20T00:00:00Z");
  private static final Instant NOW = FIRST.plus(Duration.ofHours(HOURS));
  private static final List<String> BEHAVIOURS = List.of("cart", "checkout", "visit");
  private static final List<String> GAPS = List.of("90d", "1h", "5h", "2d", "7d", "1mo");

  private record Event(int customer, String behaviour, Instant instant, int number) {
    boolean isIn(int days) {
      return days == 0 || !instant.isBefore(NOW.minus(Duration.ofDays(days)));
    }
  }

  @Test
  void densePopulationsAnswerAsDefined() {
    var random = new SplittableRandom(SEED);
    List<List<Event>> events = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      events.add(new ArrayList<>());
    }
    for (int i = 0; i < EVENTS; i++) {
      int customer = random.nextInt(CUSTOMERS);
      // Whole hours, so that instants meet, but for a few.
      Instant instant = FIRST.plus(Duration.ofHours(random.nextInt(HOURS)));
      instant = random.nextInt(10) == 0 ? instant.plusMillis(random.nextInt(3_600_000)) : instant;
      String behaviour = BEHAVIOURS.get(random.nextInt(3));
      events.get(customer).add(new Event(customer, behaviour, instant, random.nextInt(10)));
    }
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 2, Limits.DEFAULT))) {
      load(engine, events);
      for (int i = 0; i < 150; i++) {
        ask(engine, events, random);
      }
    }
  }

  private static void load(Engine engine, List<List<Event>> events) {
    List<Write> live = new ArrayList<>();
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.EVENTS,
                  "events",
                  Stream.concat(
                          Stream.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP)
                              .map(TableSpec.Column::reserved),
                          Stream.of(TableSpec.Column.declared("n", ValueType.NUMBER)))
                      .toList()));
      long line = 0;
      for (List<Event> ofOne : events) {
        for (Event event : ofOne) {
          String id = "c" + event.customer;
          String number = Integer.toString(event.number);
          if (event.hashCode() % 2 == 0) {
            session.line(
                table, line++, List.of(id, event.behaviour, event.instant.toString(), number));
          } else {
            live.add(
                new Write.Event(
                    id,
                    event.behaviour,
                    event.instant,
                    "",
                    Map.of("n", new WriteValue.OfNumber(BigDecimal.valueOf(event.number)))));
          }
        }
      }
      session.commit();
    }
    for (int from = 0; from < live.size(); from += 5_000) {
      List<Write> batch = live.subList(from, Math.min(live.size(), from + 5_000));
      engine.write(Question.DEFAULT_WORKSPACE, batch).join();
    }
  }

  private static void ask(Engine engine, List<List<Event>> events, SplittableRandom random) {
    String judged = BEHAVIOURS.get(random.nextInt(3));
    List<String> others = BEHAVIOURS.stream().filter(name -> !name.equals(judged)).toList();
    if (random.nextBoolean()) {
      others = List.of(others.get(random.nextInt(2)));
    }
    boolean ahead = random.nextBoolean();
    boolean negated = random.nextInt(4) == 0;
    String gap = GAPS.get(random.nextInt(GAPS.size()));
    int least = random.nextInt(3) == 0 ? 5 : 0;
    int days = random.nextInt(3) == 0 ? 20 : 0;
    int otherDays = random.nextInt(3) == 0 ? 10 : 0;
    int times = 1 + random.nextInt(3);
    String other =
        "did('"
            + String.join("', '", others)
            + "')"
            + (otherDays > 0 ? ".within(last('" + otherDays + "d'))" : "")
            + (least > 0 ? ".where(n >= " + least + ")" : "");
    String step =
        negated ? ahead ? "notFollowedBy" : "notPrecededBy" : ahead ? "followedBy" : "precededBy";
    String expression =
        "did('"
            + judged
            + "')"
            + (days > 0 ? ".within(last('" + days + "d'))" : "")
            + "."
            + step
            + "("
            + other
            + ", '"
            + gap
            + "'"
            + ").count() >= "
            + times;
    List<String> behaviours = others;
    Predicate<Event> isOther =
        event ->
            behaviours.contains(event.behaviour) && event.number >= least && event.isIn(otherDays);
    long expected =
        events.stream()
            .filter(ofOne ->
                ofOne.stream()
                        .filter(event -> event.behaviour.equals(judged) && event.isIn(days))
                        .filter(event ->
                            ofOne.stream()
                                    .filter(isOther)
                                    .anyMatch(it -> isNear(event.instant, it.instant, ahead, gap))
                                != negated)
                        .count()
                    >= times)
            .count();

    assertThat(engine.count(Question.of(expression).asOf(NOW))).as(expression).isEqualTo(expected);
  }

  private static boolean isNear(Instant event, Instant other, boolean ahead, String gap) {
    if (ahead ? other.isBefore(event) : other.isAfter(event)) {
      return false;
    }
    if (gap.equals("1mo")) {
      var date = event.atZone(ZoneOffset.UTC);
      return ahead
          ? !other.isAfter(date.plusMonths(1).toInstant())
          : !other.isBefore(date.minusMonths(1).toInstant());
    }
    long hours = Long.parseLong(gap.substring(0, gap.length() - 1)) * (gap.endsWith("d") ? 24 : 1);
    return Duration.between(event, other).abs().compareTo(Duration.ofHours(hours)) <= 0;
  }
}
