package io.lamella.engine.catalog;

import java.util.Locale;
import java.util.Optional;

/// The type of an attribute or property. A name has one type in a workspace, attributes and
/// properties apart.
public enum ValueType {
  /// A short string that is offered as a list of values.
  KEYWORD,
  /// A string with the same operators, not offered as a list.
  TEXT,
  /// A set of strings.
  SET,
  BOOLEAN,
  /// An exact decimal of at most 18 digits, 9 of them after the point.
  NUMBER,
  /// A calendar date; compares as the midnight that begins it in the workspace's zone.
  DATE,
  /// An instant, to the millisecond.
  INSTANT,
  /// A place on Earth; see [Location].
  LOCATION;

  /// As a CSV header or a message writes it: `keyword`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type with this label, in lower case.
  public static Optional<ValueType> ofLabel(String label) {
    for (ValueType type : values()) {
      if (type.label().equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// Whether values are strings with codes from a dictionary, one per customer or event.
  public boolean isString() {
    return this == KEYWORD || this == TEXT;
  }

  /// Whether values have codes: strings, members of sets, true and false.
  public boolean hasCodes() {
    return isString() || this == SET || this == BOOLEAN;
  }

  /// Whether values are points in time.
  public boolean isTime() {
    return this == DATE || this == INSTANT;
  }
}
