package io.lamella.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Customers and events by dice, under the names that `docs/klaviyo.md` gives them, as plain
/// objects and as files to import. The same at each run.
final class KlaviyoPeople {
  static final int CUSTOMERS = 400;
  static final Instant NOW = Instant.parse("2026-06-15T14:30:00Z");

  private KlaviyoPeople() {}

  /// An event as it was made.
  record Event(
      String name,
      Instant at,
      Optional<Integer> amount,
      Optional<String> brand,
      Set<String> items) {

    boolean isAfter(Duration ago) {
      return !at.isBefore(NOW.minus(ago));
    }
  }

  /// A customer as it was made; what is not there is not in the map.
  record Person(String id, Map<String, String> values, Set<String> tags, List<Event> events) {

    Optional<String> value(String name) {
      return Optional.ofNullable(values.get(name));
    }

    boolean has(String name, Predicate<String> test) {
      return value(name).filter(test).isPresent();
    }

    List<Event> did(String name) {
      return events.stream().filter(event -> event.name().equals(name)).toList();
    }
  }

  /// Everybody.
  static List<Person> people() {
    Random dice = new Random(20_260_615);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      Map<String, String> values = new TreeMap<>();
      maybe(dice, values, "Tier", "gold", "silver", "bronze");
      maybe(dice, values, "phone_number", "+33123456789", "+447911123456", "+12025550123");
      maybe(dice, values, "country", "France", "Germany", "United Kingdom", "United States");
      maybe(dice, values, "age", "29", "30", "31", "64");
      maybe(dice, values, "email_can_receive_marketing", "true", "true", "false");
      maybe(
          dice,
          values,
          "email_consent",
          "subscribed",
          "subscribed",
          "unsubscribed",
          "never_subscribed");
      maybe(dice, values, "email_method", "form", "form", "api");
      maybe(dice, values, "email_method_detail", "f1", "f2", "f3");
      if (dice.nextInt(5) > 0) {
        values.put("created", NOW.minus(Duration.ofHours(dice.nextInt(500))).toString());
        values.put("born", LocalDate.of(1950, 1, 1).plusDays(dice.nextInt(20_000)).toString());
      }
      people.add(new Person("c" + i, values, some(dice, "vip", "press", "staff"), events(dice)));
    }
    return people;
  }

  private static List<Event> events(Random dice) {
    List<Event> events = new ArrayList<>();
    int count = dice.nextInt(7);
    for (int i = 0; i < count; i++) {
      events.add(
          new Event(
              List.of("purchase", "purchase", "opened_email", "pet").get(dice.nextInt(4)),
              NOW.minus(Duration.ofHours(1 + dice.nextInt(24 * 100))),
              dice.nextInt(4) == 0 ? Optional.empty() : Optional.of(dice.nextInt(80)),
              dice.nextInt(4) == 0
                  ? Optional.empty()
                  : Optional.of(dice.nextBoolean() ? "Acme" : "Other"),
              some(dice, "soap", "oil", "brush")));
    }
    return events;
  }

  private static void maybe(Random dice, Map<String, String> values, String name, String... all) {
    if (dice.nextInt(4) > 0) {
      values.put(name, all[dice.nextInt(all.length)]);
    }
  }

  private static Set<String> some(Random dice, String... all) {
    Set<String> some = new TreeSet<>();
    for (String each : all) {
      if (dice.nextInt(3) == 0) {
        some.add(each);
      }
    }
    return some;
  }

  /// A file of customers in a folder.
  static String customers(Path folder, List<Person> people) throws IOException {
    List<String> names =
        List.of(
            "Tier",
            "phone_number",
            "country",
            "age",
            "email_can_receive_marketing",
            "email_consent",
            "email_method",
            "email_method_detail",
            "created",
            "born");
    return write(
        folder,
        "customers.csv",
        "customer_id,tags:set,"
            + String.join(",", names).replace("phone_number", "phone_number:keyword"),
        people.stream()
            .map(person ->
                person.id()
                    + ","
                    + String.join("|", person.tags())
                    + ","
                    + names.stream()
                        .map(name -> person.value(name).orElse(""))
                        .collect(Collectors.joining(",")))
            .toList());
  }

  /// A file of their events.
  static String events(Path folder, List<Person> people) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Person person : people) {
      for (Event event : person.events()) {
        String items = String.join("|", event.items());
        lines.add(
            String.join(
                ",",
                person.id(),
                event.name(),
                event.at().toString(),
                event.amount().map(String::valueOf).orElse(""),
                event.amount().map(String::valueOf).orElse(""),
                event.brand().orElse(""),
                items,
                items));
      }
    }
    return write(
        folder,
        "events.csv",
        "customer_id,event,timestamp,amount,weight,Brand,items:set,items_text:text",
        lines);
  }

  private static String write(Path folder, String name, String header, List<String> lines)
      throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.addFirst(header);
    return Files.write(folder.resolve(name), all).toString();
  }
}
