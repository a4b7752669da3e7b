package io.lamella.server.klaviyo.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a text as one JSON value, to the letter of RFC 8259 and within bounds: its length, how
/// deep it is nested, how many values it has. A name given twice is a fault, for which of the two
/// is meant nobody knows.
public final class JsonText {

  /// The most characters of a text.
  public static final int MAX_CHARACTERS = 1 << 20;

  private static final int MAX_LEVELS = 32;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_NUMBER_CHARACTERS = 40;

  private final JsonReader reader;
  private final PathFaults faults;
  private int values;

  private JsonText(String text, PathFaults faults) {
    this.reader = new JsonReader(new StringReader(text));
    this.reader.setStrictness(Strictness.STRICT);
    this.faults = faults;
  }

  /// The value; empty if it cannot be read to its end, which is then a fault. Other faults, names
  /// given twice for one, leave something to read on with.
  public static Optional<Json> read(String text, PathFaults faults) {
    if (text.length() > MAX_CHARACTERS) {
      faults.add(
          Paths.ROOT, "longer than " + MAX_CHARACTERS + " characters: characters=" + text.length());
      return Optional.empty();
    }
    if (text.isBlank()) {
      faults.add(Paths.ROOT, "nothing here; a JSON object is needed");
      return Optional.empty();
    }
    var json = new JsonText(text, faults);
    try {
      Json value = json.value(Paths.ROOT, 1);
      if (json.reader.peek() != JsonToken.END_DOCUMENT) {
        faults.add(Paths.ROOT, "not JSON: something follows the end of the value");
      }
      return Optional.of(value);
    } catch (BoundPassed e) {
      // Told where it was passed.
      return Optional.empty();
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      faults.add(json.reader.getPath(), "not JSON: " + firstLine(e));
      return Optional.empty();
    }
  }

  private Json value(String path, int level) throws IOException {
    if (level > MAX_LEVELS) {
      throw passed(path, "nested too deeply; the limit is " + MAX_LEVELS + " levels");
    }
    if (++values > MAX_VALUES) {
      throw passed(path, "too many values; the limit is " + MAX_VALUES);
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(path, level);
      case BEGIN_ARRAY -> list(path, level);
      case STRING -> new Json.Str(string(path));
      case NUMBER -> number(path);
      case BOOLEAN -> new Json.Bool(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield new Json.Null();
      }
      case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT ->
          throw new IllegalStateException("a value is expected");
    };
  }

  private Json object(String path, int level) throws IOException {
    Map<String, Json> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      String place = Paths.field(path, name);
      if (fields.containsKey(name)) {
        faults.add(place, "given twice in one object");
      }
      fields.put(name, value(place, level + 1));
    }
    reader.endObject();
    return new Json.Obj(fields);
  }

  private Json list(String path, int level) throws IOException {
    List<Json> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(value(Paths.item(path, items.size()), level + 1));
    }
    reader.endArray();
    return new Json.Arr(items);
  }

  private String string(String path) throws IOException {
    String text = reader.nextString();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (Character.getType(text.codePointAt(at)) == Character.SURROGATE) {
        faults.add(path, "half a surrogate pair, which is no character");
        return "";
      }
    }
    return text;
  }

  private Json number(String path) throws IOException {
    String written = reader.nextString();
    if (written.length() <= MAX_NUMBER_CHARACTERS) {
      BigDecimal number = new BigDecimal(written);
      if (Math.abs((long) number.scale()) <= MAX_NUMBER_CHARACTERS) {
        return new Json.Num(number);
      }
    }
    faults.add(path, "a number of more than " + MAX_NUMBER_CHARACTERS + " digits");
    return new Json.Num(BigDecimal.ONE);
  }

  private BoundPassed passed(String path, String message) {
    faults.add(path, message);
    return new BoundPassed();
  }

  /// What follows are hints for those who program with the reader.
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("malformed")
        .replaceFirst("^Use JsonReader.* to accept malformed JSON", "malformed");
  }

  /// Reading on would cost more than may be.
  private static final class BoundPassed extends RuntimeException {
    BoundPassed() {
      super(null, null, false, false);
    }
  }
}
