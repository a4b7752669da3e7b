package io.lamella.server.mapping;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Whether a text is one JSON object to the letter of RFC 8259. Protobuf's own reader lets pass
/// comments, single quotes, a name given twice, and anything after the end.
public final class StrictJson {

  private StrictJson() {}

  /// Reads the text through.
  ///
  /// @throws IOException if it is something else; the message says what and where
  public static void check(String text) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    if (text.isEmpty() || reader.peek() != JsonToken.BEGIN_OBJECT) {
      throw new MalformedJsonException("a JSON object is expected, at least {}");
    }
    Deque<Set<String>> names = new ArrayDeque<>();
    while (true) {
      switch (reader.peek()) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          names.push(new HashSet<>());
        }
        case END_OBJECT -> {
          reader.endObject();
          names.pop();
        }
        case BEGIN_ARRAY -> reader.beginArray();
        case END_ARRAY -> reader.endArray();
        case NAME -> {
          String name = reader.nextName();
          if (!names.element().add(name)) {
            throw new MalformedJsonException("a field is given twice: field=" + reader.getPath());
          }
        }
        case STRING, NUMBER -> {
          String _ = reader.nextString();
        }
        case BOOLEAN -> {
          boolean _ = reader.nextBoolean();
        }
        case NULL -> reader.nextNull();
        case END_DOCUMENT -> {
          return;
        }
      }
    }
  }
}
