package io.lamella.engine.oracle;

import io.lamella.engine.query.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A customer: attributes by name and events in no particular order. An attribute without a value
/// is not in the map; an empty set is no value.
public record Customer(String id, Map<String, Object> attributes, List<Event> events)
    implements Subject {

  public Customer {
    attributes = Map.copyOf(attributes);
    events = List.copyOf(events);
  }

  @Override
  public Optional<Object> value(Field field) {
    return Optional.ofNullable(attributes.get(field.name()));
  }
}
