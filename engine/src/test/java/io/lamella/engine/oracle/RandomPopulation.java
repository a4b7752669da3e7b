package io.lamella.engine.oracle;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Seeded customers of one workspace, drawn so that values collide, values are missing, and events
/// lie on the edges of windows, days and clock changes. The same seed gives the same population.
public final class RandomPopulation {

  private static final List<String> ZONES =
      List.of(
          "Z",
          "Europe/London",
          "America/Sao_Paulo",
          "Asia/Kolkata",
          "America/New_York",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Africa/Casablanca");

  /// Local times: ends of long and short months, a leap day, clock changes, midnight to the
  /// millisecond, before 1970.
  private static final List<String> NOWS =
      List.of(
          "2026-03-31T00:00:00",
          "2026-03-29T01:30:00",
          "2024-02-29T12:00:00",
          "2025-02-28T23:59:59.999",
          "2018-11-04T00:30:00",
          "2011-12-31T10:00:00",
          "2026-05-01T09:17:23.456",
          "2026-01-01T00:00:00.001",
          "2025-10-26T01:30:00",
          "2026-12-28T18:00:00",
          "1970-01-03T05:00:00");

  private static final List<String> BEHAVIOURS =
      List.of("purchase", "viewed", "opened", "Added to cart", "clicked");

  private final long seed;
  private final Dice dice;
  private final WorkspaceSettings settings;
  private final Instant now;
  private final Moments moments;
  private final List<Named> attributes;
  private final List<Named> properties;
  private final Map<String, List<Named>> carried = new HashMap<>();
  private final List<Customer> customers = new ArrayList<>();
  private final Catalog catalog;

  private RandomPopulation(long seed, int size, double activity) {
    this.seed = seed;
    dice = new Dice(seed);
    settings =
        new WorkspaceSettings(
            ZoneId.of(dice.pick(ZONES)), dice.pick(DayOfWeek.values()), Optional.empty());
    now = LocalDateTime.parse(dice.pick(NOWS)).atZone(settings.zone()).toInstant();
    moments = new Moments(settings, now);
    RandomValues values = new RandomValues(dice, moments);
    attributes =
        List.of(
            values.named("country", ValueType.KEYWORD),
            values.named("First Name", ValueType.KEYWORD),
            values.named("note", ValueType.TEXT),
            values.named("tags", ValueType.SET),
            values.named("subscribed", ValueType.BOOLEAN),
            values.named("age", ValueType.NUMBER),
            values.named("balance", ValueType.NUMBER),
            values.named("birthday", ValueType.DATE),
            values.named("signed_up", ValueType.INSTANT),
            values.named("home", ValueType.LOCATION));
    properties =
        List.of(
            values.named("sku", ValueType.KEYWORD),
            values.named("Item Name", ValueType.KEYWORD),
            values.named("comment", ValueType.TEXT),
            values.named("labels", ValueType.SET),
            values.named("gift", ValueType.BOOLEAN),
            values.named("amount", ValueType.NUMBER),
            values.named("quantity", ValueType.NUMBER),
            values.named("due", ValueType.DATE),
            values.named("promised", ValueType.INSTANT),
            values.named("shop", ValueType.LOCATION),
            values.named("country", ValueType.NUMBER));
    for (String behaviour : BEHAVIOURS) {
      carried.put(behaviour, dice.some(dice.between(0, properties.size()), properties));
    }
    addCustomers(size, activity);
    catalog = catalogOfValues();
  }

  /// A few dozen to a few hundred busy customers.
  public static RandomPopulation small(long seed) {
    Dice dice = new Dice(~seed);
    int size = dice.chance(0.1) ? dice.between(0, 3) : dice.between(10, 200);
    return new RandomPopulation(seed, size, dice.pick(0.2, 0.6, 0.95));
  }

  /// Quiet customers in more than one chunk of 65,536.
  public static RandomPopulation large(long seed) {
    Dice dice = new Dice(~seed);
    return new RandomPopulation(
        seed, dice.pick(65_535, 65_536, 65_537, 131_073), dice.pick(0.001, 0.02));
  }

  private void addCustomers(int size, double activity) {
    Map<String, Double> presence = new HashMap<>();
    for (Named attribute : attributes) {
      presence.put(attribute.name(), dice.pick(activity, activity / 10, 0.0, 0.5, 1.0));
    }
    for (int number = 0; number < size; number++) {
      Map<String, Object> values = new HashMap<>();
      for (Named attribute : attributes) {
        if (dice.chance(presence.getOrDefault(attribute.name(), 0.0))) {
          values.put(attribute.name(), dice.pick(attribute.pool()));
        }
      }
      customers.add(new Customer(id(number), values, events(activity)));
    }
  }

  private String id(int number) {
    return switch (number % 7) {
      case 0 -> "customer-" + number;
      case 1 -> "日本-" + number + "-🙂";
      case 2 -> " spaced " + number;
      case 3 -> "0" + number;
      case 4 -> "x".repeat(number % 50) + number;
      case 5 -> number + "@example.com";
      default -> Integer.toString(number);
    };
  }

  private List<Event> events(double activity) {
    List<Event> events = new ArrayList<>();
    if (!dice.chance(activity)) {
      return events;
    }
    int count = dice.chance(0.9) ? dice.between(1, 6) : dice.between(7, 40);
    if (dice.chance(0.01)) {
      count = dice.between(200, 600);
    }
    // Crowded customers do everything in the same few milliseconds.
    Instant crowd = moments.edge(dice);
    boolean crowded = dice.chance(0.2);
    for (int i = 0; i < count; i++) {
      String behaviour = dice.pick(BEHAVIOURS);
      Instant instant = crowded ? crowd.plusMillis(dice.between(-1, 1)) : moments.any(dice);
      Map<String, Object> values = new HashMap<>();
      for (Named property : carried.getOrDefault(behaviour, List.of())) {
        if (dice.chance(0.7)) {
          values.put(property.name(), dice.pick(property.pool()));
        }
      }
      events.add(new Event(behaviour, instant, values));
    }
    return events;
  }

  /// What was given to make it.
  public long seed() {
    return seed;
  }

  public WorkspaceSettings settings() {
    return settings;
  }

  /// The instant its edges are drawn around.
  public Instant now() {
    return now;
  }

  public List<Customer> customers() {
    return List.copyOf(customers);
  }

  Moments moments() {
    return moments;
  }

  /// The attributes that somebody has.
  List<Named> attributes() {
    return attributes.stream().filter(it -> catalog.attributes().containsKey(it.name())).toList();
  }

  /// The properties that some event of any of these behaviours carries.
  List<Named> properties(List<String> behaviours) {
    return properties.stream()
        .filter(it ->
            behaviours.stream()
                .anyMatch(name ->
                    catalog.behaviours().getOrDefault(name, new TreeSet<>()).contains(it.name())))
        .toList();
  }

  /// What a workspace knows once it holds this population: only what has a value somewhere.
  public Catalog catalog() {
    return catalog;
  }

  private Catalog catalogOfValues() {
    SortedMap<String, ValueType> attributeTypes = new TreeMap<>();
    SortedMap<String, ValueType> propertyTypes = new TreeMap<>();
    SortedMap<String, SortedSet<String>> behaviours = new TreeMap<>();
    for (Customer customer : customers) {
      for (Named attribute : attributes) {
        if (customer.attributes().containsKey(attribute.name())) {
          attributeTypes.put(attribute.name(), attribute.type());
        }
      }
      for (Event event : customer.events()) {
        SortedSet<String> names =
            behaviours.computeIfAbsent(event.behaviour(), behaviour -> new TreeSet<>());
        for (Named property : properties) {
          if (event.properties().containsKey(property.name())) {
            propertyTypes.put(property.name(), property.type());
            names.add(property.name());
          }
        }
      }
    }
    return new Catalog(settings, attributeTypes, propertyTypes, behaviours);
  }

  @Override
  public String toString() {
    return "population of seed "
        + seed
        + ": customers="
        + customers.size()
        + ", now="
        + now
        + ", zone="
        + settings.zone()
        + ", firstDayOfWeek="
        + settings.firstDayOfWeek();
  }
}
