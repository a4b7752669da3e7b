package io.lamella.engine.oracle;

import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Writes a population as batches of live writes: values that are replaced, taken away and given
/// again, sets that grow and shrink, customers who are erased with all they had, some of whom come
/// back, events in any order. After the first batch every name is known, after the last one the
/// workspace holds the population.
public final class LiveWrites {
  private final RandomPopulation population;
  private final Dice dice;
  private final List<Write> writes = new ArrayList<>();
  private final int naming;
  private int eventIds;

  private LiveWrites(RandomPopulation population, long seed) {
    this.population = population;
    this.dice = new Dice(seed);
    List<List<Write>> byCustomer = new ArrayList<>();
    for (Customer customer : population.customers()) {
      byCustomer.add(new ArrayList<>(of(customer)));
    }
    for (int i = 0; i < 5; i++) {
      byCustomer.add(decoy("decoy-" + i));
    }
    writes.addAll(naming());
    naming = writes.size();
    // Of one customer in order, of all in any.
    while (!byCustomer.isEmpty()) {
      int place = dice.between(0, byCustomer.size() - 1);
      List<Write> next = byCustomer.get(place);
      if (next.isEmpty()) {
        byCustomer.set(place, byCustomer.getLast());
        byCustomer.removeLast();
      } else {
        int some = dice.between(1, 6);
        for (int i = 0; i < some && !next.isEmpty(); i++) {
          writes.add(next.removeFirst());
        }
      }
    }
  }

  /// Batches of writes.
  public static List<List<Write>> of(RandomPopulation population, long seed) {
    var made = new LiveWrites(population, seed);
    List<List<Write>> batches = new ArrayList<>();
    for (int from = 0; from < made.writes.size(); ) {
      int least = from == 0 ? made.naming : 1;
      int to = Math.min(made.writes.size(), from + made.dice.between(least, 200));
      batches.add(List.copyOf(made.writes.subList(from, to)));
      from = to;
    }
    return batches;
  }

  private List<Write> of(Customer customer) {
    List<Write> list = new ArrayList<>();
    if (dice.chance(0.1)) {
      list.addAll(decoy(customer.id()));
    }
    list.add(Write.Upsert.of(customer.id(), Map.of()));
    Map<String, Named> pools = new HashMap<>();
    population.attributes().forEach(named -> pools.put(named.name(), named));
    pools.forEach((name, named) -> {
      Object value = customer.attributes().get(name);
      if (dice.chance(0.3)) {
        list.add(set(customer.id(), name, dice.pick(named.pool())));
        if (value == null || dice.chance(0.3)) {
          list.add(new Write.Upsert(customer.id(), Map.of(), List.of(name), Map.of(), Map.of()));
        }
      }
      if (value instanceof Set<?> members && dice.chance(0.5)) {
        list.addAll(grown(customer.id(), name, members));
      } else if (value != null) {
        list.add(set(customer.id(), name, value));
      }
    });
    customer.events().forEach(event -> list.addAll(event(customer.id(), event)));
    return list;
  }

  /// A set that is set to half of its members and two more, gets the rest and loses those two.
  private List<Write> grown(String id, String name, Set<?> members) {
    List<String> all = new ArrayList<>();
    members.forEach(member -> all.add((String) member));
    List<String> first = new ArrayList<>(all.subList(0, all.size() / 2));
    first.addAll(List.of("gone one", "gone two"));
    return List.of(
        Write.Upsert.of(id, Map.of(name, new WriteValue.OfSet(first))),
        new Write.Upsert(
            id,
            Map.of(),
            List.of(),
            Map.of(name, all.subList(all.size() / 2, all.size())),
            Map.of(name, List.of("gone one", "gone two", "never there"))));
  }

  /// A customer with values and events who is erased.
  private List<Write> decoy(String id) {
    List<Write> list = new ArrayList<>();
    for (Named named : population.attributes()) {
      list.add(set(id, named.name(), dice.pick(named.pool())));
    }
    for (Customer customer : population.customers().stream().limit(3).toList()) {
      customer.events().stream().limit(10).forEach(event -> list.addAll(event(id, event)));
    }
    list.add(new Write.Erase(id));
    return list;
  }

  /// Somebody who has everything and is erased, so that from then on whatever will be there can be
  /// asked about.
  private List<Write> naming() {
    String id = "who names everything";
    List<Write> list = new ArrayList<>();
    for (Named named : population.attributes()) {
      list.add(set(id, named.name(), named.pool().getFirst()));
    }
    population
        .catalog()
        .behaviours()
        .keySet()
        .forEach(behaviour -> {
          Map<String, Object> properties = new HashMap<>();
          population
              .properties(List.of(behaviour))
              .forEach(named -> properties.put(named.name(), named.pool().getFirst()));
          list.addAll(event(id, new Event(behaviour, population.now(), properties)));
        });
    list.add(new Write.Erase(id));
    return list;
  }

  /// The event, and with some luck the same once more, which is a duplicate.
  private List<Write> event(String id, Event event) {
    Map<String, WriteValue> properties = new HashMap<>();
    event.properties().forEach((name, value) -> properties.put(name, value(value)));
    boolean named = dice.chance(0.5);
    var write =
        new Write.Event(
            id, event.behaviour(), event.instant(), named ? "event-" + eventIds++ : "", properties);
    return named && dice.chance(0.2) ? List.of(write, write) : List.of(write);
  }

  private static Write set(String id, String name, Object value) {
    return Write.Upsert.of(id, Map.of(name, value(value)));
  }

  private static WriteValue value(Object value) {
    return switch (value) {
      case String text -> new WriteValue.OfText(text);
      case Set<?> set -> {
        Set<String> members = new TreeSet<>();
        set.forEach(member -> members.add((String) member));
        yield new WriteValue.OfSet(List.copyOf(members));
      }
      case Boolean bool -> new WriteValue.OfBoolean(bool);
      case BigDecimal number -> new WriteValue.OfNumber(number);
      case LocalDate date -> new WriteValue.OfDate(date);
      case Instant instant -> new WriteValue.OfInstant(instant);
      case Point point -> new WriteValue.OfLocation(point.latitude(), point.longitude());
      default -> throw new IllegalArgumentException("value=" + value);
    };
  }
}
