package io.lamella.server.mapping;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.lamella.engine.api.EngineException;
import java.time.Instant;
import java.util.Optional;

/// Instants, both ways.
final class Instants {

  /// What a timestamp must be, for messages.
  static final String EXPECTED = "an instant of the years 1 to 9999, nanos from 0 to 999,999,999";

  private Instants() {}

  static Timestamp message(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /// An instant of a request.
  ///
  /// @param field the path of its field
  /// @throws EngineException `INVALID_ARGUMENT` for a timestamp outside of what protobuf allows
  static Instant read(String field, Timestamp timestamp) {
    return instant(timestamp)
        .orElseThrow(() -> EngineException.invalidArgument(field, field + " is not " + EXPECTED));
  }

  /// Empty for a timestamp outside of what protobuf allows.
  static Optional<Instant> instant(Timestamp timestamp) {
    return Timestamps.isValid(timestamp)
        ? Optional.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()))
        : Optional.empty();
  }
}
