package io.lamella.engine.oracle;

import io.lamella.engine.query.Field;
import java.util.Optional;

/// What a condition is asked of: a customer with attributes, or one event with properties.
///
/// Values are plain objects: [String] for keyword and text, a [java.util.Set] of strings,
/// [Boolean], [java.math.BigDecimal], [java.time.LocalDate], [java.time.Instant].
public sealed interface Subject permits Customer, Event {

  /// The value of an attribute or property; empty if there is none.
  Optional<Object> value(Field field);
}
