package io.lamella.server.web;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;

/// What one HTTP request is answered. Immutable.
///
/// @param headers beside those that every reply has
record Reply(int status, Map<String, String> headers, ByteString body) {

  private static final String TEXT = "text/plain; charset=utf-8";

  Reply {
    headers = Map.copyOf(headers);
  }

  /// A line for people.
  static Reply text(int status, String line) {
    return of(status, TEXT, line + "\n");
  }

  /// A text of some type, which nobody keeps.
  static Reply of(int status, String contentType, String text) {
    return new Reply(
        status,
        Map.of("Content-Type", contentType, "Cache-Control", "no-store"),
        ByteString.copyFromUtf8(text));
  }

  /// The same with one more header.
  Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
