package io.lamella.server.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A customer of the shop with everything they did, ascending by time.
///
/// @param attributes as CSV would write them; a name that is not there is no value
public record ShopCustomer(String id, Map<String, String> attributes, List<Event> events) {

  public ShopCustomer {
    attributes = Map.copyOf(attributes);
    events = List.copyOf(events);
  }

  /// Something the customer did.
  public record Event(String behaviour, Instant instant, Map<String, String> properties) {
    public Event {
      properties = Map.copyOf(properties);
    }

    String property(String name) {
      return properties.getOrDefault(name, "");
    }

    boolean has(String name, String value) {
      return property(name).equals(value);
    }
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  boolean has(String name, String value) {
    return attribute(name).filter(value::equals).isPresent();
  }

  /// The events of a behaviour that satisfy a condition.
  Stream<Event> did(String behaviour, Predicate<Event> condition) {
    return events.stream().filter(event -> event.behaviour().equals(behaviour)).filter(condition);
  }
}
