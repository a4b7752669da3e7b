package io.lamella.server.cli;

import com.google.protobuf.Timestamp;
import io.lamella.engine.catalog.Location;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.server.cli.csv.BadFileException;
import io.lamella.server.cli.csv.Header;
import io.lamella.v1.Point;
import io.lamella.v1.StringList;
import io.lamella.v1.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `name=value` and `name:type=value` on the command line. Without a type a value is a text, which
/// the engine reads in the type that it knows the name with.
final class Assignments {

  private final CommandSpec spec;

  Assignments(CommandSpec spec) {
    this.spec = spec;
  }

  /// Values by name.
  ///
  /// @throws ParameterException if one cannot be read; it has the name, not the value
  Map<String, Value> values(List<String> given) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String each : given) {
      int equals = equals(each, "NAME=VALUE");
      Header.Column column = column(each.substring(0, equals));
      if (values.put(column.name(), value(column, each.substring(equals + 1))) != null) {
        throw refused(column.name() + " is given twice");
      }
    }
    return values;
  }

  /// Members by the name of their set.
  Map<String, StringList> members(List<String> given) {
    Map<String, StringList.Builder> members = new LinkedHashMap<>();
    for (String each : given) {
      int equals = equals(each, "SET=MEMBER");
      members
          .computeIfAbsent(each.substring(0, equals), _ -> StringList.newBuilder())
          .addValues(each.substring(equals + 1));
    }
    Map<String, StringList> built = new LinkedHashMap<>();
    members.forEach((name, list) -> built.put(name, list.build()));
    return built;
  }

  private int equals(String given, String form) {
    int equals = given.indexOf('=');
    if (equals < 1) {
      throw refused(
          equals == 0 || given.isEmpty() ? form + " is needed" : form + " is needed, not one word");
    }
    return equals;
  }

  private Header.Column column(String cell) {
    try {
      return Header.column("the command line", cell);
    } catch (BadFileException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private Value value(Header.Column column, String text) {
    if (text.isEmpty()) {
      throw refused(column.name() + " has no value; --unset " + column.name() + " takes one away");
    }
    ValueType type = column.declared().orElse(ValueType.KEYWORD);
    return typed(type, text)
        .orElseThrow(() -> refused(column.name() + " is not " + ValueFormat.expected(type)));
  }

  private static Optional<Value> typed(ValueType type, String text) {
    Value.Builder value = Value.newBuilder();
    return switch (type) {
      case KEYWORD, TEXT -> Optional.of(value.setText(text).build());
      case SET -> {
        List<String> members =
            Arrays.stream(text.split("\\|")).filter(member -> !member.isEmpty()).toList();
        yield Optional.of(value.setSet(StringList.newBuilder().addAllValues(members)).build());
      }
      case BOOLEAN -> ValueFormat.bool(text).map(bool -> value.setBoolean(bool).build());
      case NUMBER ->
          ValueFormat.number(text).map(number -> value.setDecimal(number.toPlainString()).build());
      case DATE -> ValueFormat.date(text).map(date -> value.setDate(date.toString()).build());
      case LOCATION ->
          Location.read(text)
              .map(location ->
                  value
                      .setLocation(
                          Point.newBuilder()
                              .setLatitude(Location.degrees(location.latitude()))
                              .setLongitude(Location.degrees(location.longitude())))
                      .build());
      case INSTANT ->
          ValueFormat.instant(text, ZoneOffset.UTC)
              .map(instant -> value.setInstant(timestamp(instant)).build());
    };
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
