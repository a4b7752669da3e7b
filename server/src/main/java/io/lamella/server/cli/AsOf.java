package io.lamella.server.cli;

import com.google.protobuf.Timestamp;
import io.lamella.engine.catalog.ValueFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The instant that windows are resolved against.
final class AsOf {
  @Option(
      names = "--as-of",
      paramLabel = "INSTANT",
      description = "The instant to ask about, like 2026-01-31T09:30:00Z (default: now).",
      converter = InstantConverter.class)
  private @Nullable Instant asOf;

  Optional<Timestamp> timestamp() {
    return Optional.ofNullable(asOf).map(AsOf::timestamp);
  }

  /// An instant for a request.
  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /// Reads instants as the language does.
  static final class InstantConverter implements CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      return ValueFormat.instant(value, ZoneOffset.UTC)
          .or(() ->
              ValueFormat.date(value).map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant()))
          .orElseThrow(() ->
              new CommandLine.TypeConversionException(
                  "'" + value + "' is not an instant like 2026-01-31T09:30:00Z"));
    }
  }
}
