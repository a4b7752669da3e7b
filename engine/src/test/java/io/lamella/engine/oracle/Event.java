package io.lamella.engine.oracle;

import io.lamella.engine.query.Field;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One dated occurrence of a behaviour. A property without a value is not in the map.
public record Event(String behaviour, Instant instant, Map<String, Object> properties)
    implements Subject {

  public Event {
    properties = Map.copyOf(properties);
  }

  @Override
  public Optional<Object> value(Field field) {
    return switch (field.kind()) {
      case OWN_INSTANT -> Optional.of(instant);
      case NAMED -> Optional.ofNullable(properties.get(field.name()));
    };
  }
}
