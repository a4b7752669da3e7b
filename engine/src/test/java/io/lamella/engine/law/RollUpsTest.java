package io.lamella.engine.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.query.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: long windows, answered from days that were added up, are exact, whatever their edges, also
/// after events came in for days long past. Method: events of 300 days, several a day for some
/// customers, and a plain count of those in the window.
class RollUpsTest {
  private static final long SEED = 20_261_124;
  private static final int CUSTOMERS = 3_000;
  private static final int DAYS = 300;
  private static final Instant FIRST = Instant.parse("2025-10-30T00:00:00Z");

  private record Event(int customer, Instant instant) {}

  @Test
  void longWindowsAreExact() {
    var random = new SplittableRandom(SEED);
    List<Event> events = new ArrayList<>();
    try (Engine engine = Engine.open(new EngineConfig(1L << 30, 2, Limits.DEFAULT))) {
      load(engine, events, random, 60_000, DAYS);
      ask(engine, events, random);
      // Some days are added to; the rest of the roll-ups is shared with the snapshot before.
      load(engine, events, random, 300, 40);
      ask(engine, events, random);
    }
  }

  /// Loads random events of the first so many days.
  private static void load(
      Engine engine, List<Event> events, SplittableRandom random, int count, int days) {
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      int table =
          session.table(
              new TableSpec(
                  TableSpec.Kind.EVENTS,
                  "visits",
                  Stream.of(TableSpec.CUSTOMER_ID, TableSpec.EVENT, TableSpec.TIMESTAMP)
                      .map(TableSpec.Column::reserved)
                      .toList()));
      for (int i = 0; i < count; i++) {
        // The cube prefers low numbers, so that some customers have many events a day.
        double share = random.nextDouble();
        int customer = (int) (share * share * share * CUSTOMERS);
        Instant instant =
            FIRST
                .plus(Duration.ofDays(random.nextInt(days)))
                .plusSeconds(random.nextInt(24 * 3_600));
        events.add(new Event(customer, instant));
        session.line(table, i, List.of("c" + customer, "visit", instant.toString()));
      }
      session.commit();
    }
  }

  private static void ask(Engine engine, List<Event> events, SplittableRandom random) {
    for (int question = 0; question < 60; question++) {
      Instant now = FIRST.plusSeconds(random.nextLong(Duration.ofDays(DAYS + 5).toSeconds()));
      int window = 1 + random.nextInt(question % 2 == 0 ? 20 : DAYS);
      int n = new int[] {1, 2, 3, 5, 20, 40, 200}[random.nextInt(7)];
      for (String measure : List.of("count", "days")) {
        String expression =
            "did('visit').within(last('" + window + "d'))." + measure + "() >= " + n;
        assertThat(engine.count(Question.of(expression).asOf(now)))
            .as("%s at %s, seed=%d", expression, now, SEED)
            .isEqualTo(expected(events, now, window, n, measure.equals("days")));
      }
    }
  }

  private static long expected(
      List<Event> events, Instant now, int window, int n, boolean daysOnly) {
    Instant from = now.minus(Duration.ofDays(window));
    int[] counts = new int[CUSTOMERS];
    Stream<Event> inWindow =
        events.stream()
            .filter(event -> !event.instant.isBefore(from) && event.instant.isBefore(now));
    (daysOnly
            ? inWindow.map(event -> new Event(event.customer, day(event.instant))).distinct()
            : inWindow)
        .forEach(event -> counts[event.customer]++);
    return Arrays.stream(counts).filter(count -> count >= n).count();
  }

  private static Instant day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }
}
