package io.lamella.server.cli.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Timestamp;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.v1.StringList;
import io.lamella.v1.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Fields of JSON objects as parts of writes.
final class JsonFields {

  /// A number of more digits than this, before or after its point, is none of ours.
  private static final int MAX_SCALE = 40;

  private JsonFields() {}

  /// A string that must be there and not empty.
  static String text(JsonObject object, String name) {
    return optionalText(object, name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new BadLineException(name, "missing"));
  }

  /// A string; empty where there is none, or null.
  static Optional<String> optionalText(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null || element.isJsonNull()) {
      return Optional.empty();
    }
    if (!isString(element)) {
      throw new BadLineException(name, "a string is needed");
    }
    return Optional.of(element.getAsString());
  }

  /// An object; empty where there is none, or null.
  static Optional<JsonObject> optionalObject(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null || element.isJsonNull()) {
      return Optional.empty();
    }
    if (!element.isJsonObject()) {
      throw new BadLineException(name, "an object is needed");
    }
    return Optional.of(element.getAsJsonObject());
  }

  /// An instant in text.
  static Timestamp instant(String field, String text) {
    Instant instant =
        ValueFormat.instant(text, ZoneOffset.UTC)
            .orElseThrow(() ->
                new BadLineException(field, "not " + ValueFormat.expected(ValueType.INSTANT)));
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /// A string, a number, a truth value, or a list of strings, which is a set.
  static Value value(String path, JsonElement element) {
    if (element.isJsonArray()) {
      return Value.newBuilder().setSet(strings(path, element)).build();
    }
    if (!element.isJsonPrimitive()) {
      throw new BadLineException(
          path, "a string, number, true, false or a list of strings is needed");
    }
    if (element.getAsJsonPrimitive().isBoolean()) {
      return Value.newBuilder().setBoolean(element.getAsBoolean()).build();
    }
    return isString(element)
        ? Value.newBuilder().setText(element.getAsString()).build()
        : Value.newBuilder().setDecimal(decimal(path, element)).build();
  }

  /// A list of strings.
  static StringList strings(String path, JsonElement element) {
    if (!element.isJsonArray()) {
      throw new BadLineException(path, "a list of strings is needed");
    }
    StringList.Builder strings = StringList.newBuilder();
    for (JsonElement member : element.getAsJsonArray()) {
      if (!isString(member)) {
        throw new BadLineException(
            path + "[" + strings.getValuesCount() + "]", "a list holds strings, as a set does");
      }
      strings.addValues(member.getAsString());
    }
    return strings.build();
  }

  /// All its digits, without an exponent.
  private static String decimal(String path, JsonElement number) {
    try {
      BigDecimal value = new BigDecimal(number.getAsString());
      if (Math.abs((long) value.scale()) <= MAX_SCALE && value.precision() <= MAX_SCALE) {
        return value.toPlainString();
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Told below.
    }
    throw new BadLineException(path, "not " + ValueFormat.expected(ValueType.NUMBER));
  }

  private static boolean isString(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
  }
}
