package io.lamella.engine.acceptance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of the acceptance questions: maps, lists, strings, [BigDecimal] numbers. Trusts
/// the file; the engine's tests have no JSON library.
final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Map<String, Object> parse(String text) {
    return object(new Json(text).value());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /// A member that is there.
  static Object member(Map<String, Object> object, String name) {
    Object value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no member '" + name + "': members=" + object.keySet());
    }
    return value;
  }

  static String string(Map<String, Object> object, String name) {
    return (String) member(object, name);
  }

  static long number(Map<String, Object> object, String name) {
    return ((BigDecimal) member(object, name)).longValueExact();
  }

  static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
    List<Map<String, Object>> objects = new ArrayList<>();
    ((List<?>) member(object, name)).forEach(element -> objects.add(object(element)));
    return objects;
  }

  private Object value() {
    skipSpace();
    return switch (text.charAt(at)) {
      case '{' -> members();
      case '[' -> elements();
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (!ends('}')) {
      String name = string();
      skipSpace();
      at++;
      members.put(name, value());
    }
    return members;
  }

  private List<Object> elements() {
    List<Object> elements = new ArrayList<>();
    at++;
    while (!ends(']')) {
      elements.add(value());
    }
    return elements;
  }

  /// Whether the bracket closes here; passes it, or the comma before the next element.
  private boolean ends(char bracket) {
    skipSpace();
    if (text.charAt(at) == ',') {
      at++;
      skipSpace();
    }
    boolean ends = text.charAt(at) == bracket;
    at += ends ? 1 : 0;
    return ends;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      char next = text.charAt(at++);
      string.append(next == '\\' ? escaped() : next);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char kind = text.charAt(at++);
    if (kind == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> kind;
    };
  }

  private BigDecimal number() {
    int from = at;
    while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return new BigDecimal(text.substring(from, at));
  }

  private void skipSpace() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
