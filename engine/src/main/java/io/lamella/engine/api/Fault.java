package io.lamella.engine.api;

/// One thing wrong with what the caller wrote, and what would be right.
///
/// @param place `line:column` in a text, a field path in a message, `file:line` in data; empty for
///   the whole
/// @param message `unknown attribute 'contry'; did you mean 'country'?`
public record Fault(String place, String message) {

  /// `1:23: unknown attribute 'contry'; did you mean 'country'?`
  @Override
  public String toString() {
    return place.isEmpty() ? message : place + ": " + message;
  }
}
