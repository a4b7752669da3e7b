package io.lamella.server.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// The key that calls must show, as `authorization: Bearer KEY`. It never prints itself. Immutable.
public final class AccessKey {

  /// The environment variable that holds it, at the server and at its clients.
  public static final String VARIABLE = "LAMELLA_KEY";

  /// The header that shows it, over gRPC and HTTP.
  public static final String HEADER = "authorization";

  /// What a call without it, or with another, is told: not which.
  public static final String REFUSAL =
      "this server is asked with its key: " + HEADER + ": Bearer KEY";

  private static final int MIN_BYTES = 16;
  private static final String SCHEME = "Bearer ";

  private final String text;

  private AccessKey(String text) {
    this.text = text;
  }

  /// A server's key.
  ///
  /// @throws IllegalArgumentException if it is too short, or cannot stand in a header
  public static AccessKey of(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
      throw new IllegalArgumentException(VARIABLE + " has at least " + MIN_BYTES + " bytes");
    }
    return ofClient(text);
  }

  /// A client's key, whatever its server thinks of it.
  ///
  /// @throws IllegalArgumentException if it cannot stand in a header
  public static AccessKey ofClient(String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          VARIABLE + " is of printable ASCII without spaces, as a header is");
    }
    return new AccessKey(text);
  }

  /// The header's value.
  public String header() {
    return SCHEME + text;
  }

  /// Whether this is the one header of a call that shows the key. Takes the same time whether many
  /// of its characters are right, or few.
  public boolean opens(List<String> headers) {
    return headers.size() == 1 && MessageDigest.isEqual(bytes(header()), bytes(headers.getFirst()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a key";
  }
}
