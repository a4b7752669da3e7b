package io.lamella.server.cli.json;

/// What the fields of a write are called in the line it was read from.
public enum FieldNames {
  /// As in the contract.
  OWN,
  /// As in Segment's calls.
  SEGMENT;

  /// The line's own name for a field's path.
  public String of(String path) {
    if (this == OWN) {
      return path;
    }
    int dot = path.indexOf('.');
    String field = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot);
    return switch (field) {
          case "customer_id" -> "userId";
          case "set", "unset" -> "traits";
          case "behaviour" -> "event";
          case "instant" -> "timestamp";
          case "event_id" -> "messageId";
          default -> field;
        }
        + rest;
  }
}
