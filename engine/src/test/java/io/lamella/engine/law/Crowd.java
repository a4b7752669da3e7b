package io.lamella.engine.law;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.oracle.Dice;
import io.lamella.engine.oracle.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A seeded crowd of any size as lines of an import, made customer by customer so that none is
/// kept. Every customer has one line and 0 to 5 events; a few have 300.
final class Crowd {

  /// The *now* of every question.
  static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private static final int DAYS = 60;
  private static final long DAY_MILLIS = 86_400_000;

  private static final TableSpec CUSTOMERS =
      new TableSpec(
          TableSpec.Kind.CUSTOMERS,
          "customers",
          List.of(
              Column.reserved(TableSpec.CUSTOMER_ID),
              Column.declared("country", ValueType.KEYWORD),
              Column.declared("age", ValueType.NUMBER),
              Column.declared("tags", ValueType.SET),
              Column.declared("subscribed", ValueType.BOOLEAN),
              Column.declared("signed_up", ValueType.INSTANT)));

  private static final TableSpec EVENTS =
      new TableSpec(
          TableSpec.Kind.EVENTS,
          "events",
          List.of(
              Column.reserved(TableSpec.CUSTOMER_ID),
              Column.reserved(TableSpec.EVENT),
              Column.reserved(TableSpec.TIMESTAMP),
              Column.reserved(TableSpec.EVENT_ID),
              Column.declared("sku", ValueType.KEYWORD),
              Column.declared("amount", ValueType.NUMBER)));

  private final long seed;

  Crowd(long seed) {
    this.seed = seed;
  }

  /// A customer's line and events.
  record Lines(List<String> customer, List<List<String>> events) {}

  static TableSpec customers() {
    return CUSTOMERS;
  }

  static TableSpec events() {
    return EVENTS;
  }

  /// The customer of this number, the same however often it is asked for.
  Lines lines(int number) {
    Dice dice = new Dice(seed * 1_000_003 + number);
    String id = "c" + number;
    List<String> customer =
        List.of(
            id,
            dice.chance(0.2) ? "" : dice.pick("GB", "DE", "FR", "BR", "IN", "Côte d'Ivoire"),
            dice.chance(0.1) ? "" : Integer.toString(dice.between(16, 90)),
            dice.chance(0.6) ? "" : String.join("|", dice.some(dice.between(1, 3), TAGS)),
            dice.chance(0.5) ? "" : dice.pick("true", "false"),
            instant(dice).toString());
    List<List<String>> events = new ArrayList<>();
    int count = dice.chance(0.000_5) ? 300 : dice.between(0, 5);
    for (int i = 0; i < count; i++) {
      events.add(
          List.of(
              id,
              dice.pick("purchase", "viewed", "opened"),
              instant(dice).toString(),
              dice.chance(0.5) ? "" : "e" + number + "-" + i,
              dice.chance(0.1) ? "" : "sku" + dice.between(0, 400),
              dice.chance(0.1) ? "" : BigDecimal.valueOf(dice.between(-999, 9_999), 2).toString()));
    }
    return new Lines(customer, events);
  }

  private static final List<String> TAGS = List.of("vip", "new", "sale", "lapsed");

  /// Any millisecond of 60 days, or the midnight of one of them.
  private static Instant instant(Dice dice) {
    return dice.chance(0.2)
        ? Instant.parse("2026-03-31T00:00:00Z").minusMillis(dice.between(0, DAYS) * DAY_MILLIS)
        : NOW.plusMillis(dice.between(-DAYS * DAY_MILLIS, DAY_MILLIS));
  }

  /// The customers from `from` to before `to` as two tables.
  List<Table> tables(int from, int to) {
    List<List<String>> customers = new ArrayList<>();
    List<List<String>> events = new ArrayList<>();
    for (int number = from; number < to; number++) {
      Lines lines = lines(number);
      customers.add(lines.customer());
      events.addAll(lines.events());
    }
    return List.of(new Table(CUSTOMERS, customers), new Table(EVENTS, events));
  }
}
