package io.lamella.engine.oracle;

import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.query.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The customers of one workspace after some live writes, as plain objects: what the engine has to
/// hold. Confined to one thread.
///
/// @param people everybody by id
/// @param eventIds what makes an event with one of these a duplicate
public record PlainCustomers(Map<String, Person> people, Set<String> eventIds) {

  /// What a customer has.
  public record Person(Map<String, Object> values, List<Event> events) {}

  /// Nobody.
  public PlainCustomers() {
    this(new TreeMap<>(), new HashSet<>());
  }

  /// The same, to be changed apart.
  public PlainCustomers copy() {
    var copy = new PlainCustomers(new TreeMap<>(), new HashSet<>(eventIds));
    people.forEach((id, person) ->
        copy.people.put(
            id, new Person(new HashMap<>(person.values), new ArrayList<>(person.events))));
    return copy;
  }

  /// Applies a batch; what becomes of each write.
  public List<WriteResult.Outcome> apply(List<Write> batch) {
    return batch.stream().map(this::apply).toList();
  }

  private WriteResult.Outcome apply(Write write) {
    switch (write) {
      case Write.Upsert upsert -> {
        Map<String, Object> values = person(upsert.customerId()).values;
        upsert.set().forEach((name, value) -> put(values, name, plain(value)));
        upsert.unset().forEach(values::remove);
        upsert
            .add()
            .forEach((name, members) -> {
              Set<Object> set = members(values, name);
              set.addAll(members);
              put(values, name, set);
            });
        upsert
            .remove()
            .forEach((name, members) -> {
              Set<Object> set = members(values, name);
              members.forEach(set::remove);
              put(values, name, set);
            });
      }
      case Write.Event event -> {
        if (!event.eventId().isEmpty() && !eventIds.add(event.eventId())) {
          return WriteResult.DUPLICATE;
        }
        Map<String, Object> properties = new HashMap<>();
        event.properties().forEach((name, value) -> put(properties, name, plain(value)));
        person(event.customerId())
            .events
            .add(new Event(event.behaviour(), event.instant(), properties));
      }
      case Write.Erase(var id) -> people.remove(id);
    }
    return WriteResult.STORED;
  }

  private Person person(String id) {
    return people.computeIfAbsent(id, _ -> new Person(new HashMap<>(), new ArrayList<>()));
  }

  private static Set<Object> members(Map<String, Object> values, String name) {
    return values.get(name) instanceof Set<?> set ? new HashSet<>(set) : new HashSet<>();
  }

  /// An empty set is no value.
  private static void put(Map<String, Object> values, String name, Object value) {
    if (value instanceof Set<?> set && set.isEmpty()) {
      values.remove(name);
    } else {
      values.put(name, value);
    }
  }

  private static Object plain(WriteValue value) {
    return switch (value) {
      case WriteValue.OfText(var text) -> text;
      case WriteValue.OfBoolean(var bool) -> bool;
      case WriteValue.OfNumber(var number) -> number;
      case WriteValue.OfDate(var date) -> date;
      case WriteValue.OfInstant(var instant) -> instant;
      case WriteValue.OfLocation(var latitude, var longitude) -> new Point(latitude, longitude);
      case WriteValue.OfSet(var members) -> Set.copyOf(members);
    };
  }

  /// Whether somebody has this id.
  public boolean isKnown(String id) {
    return people.containsKey(id);
  }

  /// Everybody, by id.
  public List<Customer> customers() {
    List<Customer> list = new ArrayList<>();
    people.forEach((id, person) -> list.add(new Customer(id, person.values, person.events)));
    return list;
  }
}
