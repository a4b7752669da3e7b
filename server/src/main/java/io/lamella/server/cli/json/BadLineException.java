package io.lamella.server.cli.json;

/// A line, or a part of one, that cannot be read as a write. The message says what would be right,
/// and holds nothing of a customer.
final class BadLineException extends RuntimeException {
  private final String field;

  /// @param field the path of what is at fault; empty for the whole
  BadLineException(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }

  /// What is wrong.
  String told() {
    return String.valueOf(getMessage());
  }
}
