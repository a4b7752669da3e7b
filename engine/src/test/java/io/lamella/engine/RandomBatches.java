package io.lamella.engine;

import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random writes about few customers, so that they meet: values set, replaced and taken away, sets
/// that grow and shrink, events in any order, some of them twice, customers erased and made anew.
final class RandomBatches {
  static final List<String> COUNTRIES = List.of("DE", "FR", "GB");
  static final List<String> COLOURS = List.of("red", "green");
  static final List<String> BEHAVIOURS = List.of("bought", "seen");

  private static final int DAYS = 4;
  private static final long DAYS_APART = 20;

  private final RandomGenerator random;
  private final int customers;
  private int eventIds;
  private boolean begun;

  /// @param customers among how many the writes are spread
  RandomBatches(RandomGenerator random, int customers) {
    this.random = random;
    this.customers = customers;
  }

  /// The next batch; the first one names everything.
  List<Write> next(int most) {
    List<Write> batch = new ArrayList<>();
    if (!begun) {
      begun = true;
      batch.add(Write.Upsert.of("first", Map.of("country", text("DE"), "age", number(50))));
      batch.add(
          new Write.Upsert(
              "first", Map.of(), List.of(), Map.of("colours", List.of("red")), Map.of()));
      BEHAVIOURS.forEach(behaviour -> batch.add(event("first", behaviour, "")));
    }
    for (int left = random.nextInt(1, most + 1); left > 0; left--) {
      batch.add(write());
    }
    return batch;
  }

  /// The first batch came to nothing: the next one names everything again.
  void begin() {
    begun = false;
  }

  private Write write() {
    String id = "customer-" + random.nextInt(customers);
    return switch (random.nextInt(16)) {
      case 0 -> new Write.Erase(id);
      case 1, 2, 3 -> Write.Upsert.of(id, Map.of("country", text(pick(COUNTRIES))));
      case 4 -> Write.Upsert.of(id, Map.of("age", number(random.nextInt(100))));
      case 5 -> new Write.Upsert(id, Map.of(), List.of("country", "age"), Map.of(), Map.of());
      case 6 ->
          new Write.Upsert(
              id, Map.of(), List.of(), Map.of("colours", List.of(pick(COLOURS))), Map.of());
      case 7 ->
          new Write.Upsert(
              id, Map.of(), List.of(), Map.of(), Map.of("colours", List.of(pick(COLOURS))));
      case 8 -> Write.Upsert.of(id, Map.of("colours", new WriteValue.OfSet(COLOURS)));
      default -> event(id, pick(BEHAVIOURS), eventId());
    };
  }

  private String eventId() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "event-" + random.nextInt(eventIds + 1);
      default -> "event-" + eventIds++;
    };
  }

  private Write.Event event(String id, String behaviour, String eventId) {
    return new Write.Event(
        id,
        behaviour,
        PlainWorkspace.JANUARY
            .plus(Duration.ofDays(DAYS_APART * random.nextInt(DAYS)))
            .plus(Duration.ofMinutes(random.nextInt(24 * 60))),
        eventId,
        behaviour.equals("bought") ? Map.of("amount", number(random.nextInt(100))) : Map.of());
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static WriteValue text(String text) {
    return new WriteValue.OfText(text);
  }

  private static WriteValue number(long number) {
    return new WriteValue.OfNumber(BigDecimal.valueOf(number));
  }
}
