package io.lamella.server.mapping;

import java.util.Optional;

/// The path of a field of a message, `expressions[7].predicate.and.terms[1]`. It is written out
/// only when it is asked for, in general never.
record FieldPath(Optional<FieldPath> parent, String step) {

  /// A field of the request itself.
  static FieldPath of(String field) {
    return new FieldPath(Optional.empty(), field);
  }

  /// A field of the message at this path.
  FieldPath field(String name) {
    return new FieldPath(Optional.of(this), "." + name);
  }

  /// An element of the repeated field at this path, from 0.
  FieldPath item(int number) {
    return new FieldPath(Optional.of(this), "[" + number + "]");
  }

  @Override
  public String toString() {
    return parent.map(FieldPath::toString).orElse("") + step;
  }
}
