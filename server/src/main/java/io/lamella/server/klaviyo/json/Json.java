package io.lamella.server.klaviyo.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of JSON. Immutable; an object keeps the order of its fields.
public sealed interface Json {

  /// What it is called in messages: `a string`.
  String label();

  /// An object.
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String label() {
      return "an object";
    }
  }

  /// A list.
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String label() {
      return "a list";
    }
  }

  /// A string.
  record Str(String value) implements Json {
    @Override
    public String label() {
      return "a string";
    }
  }

  /// A number, exactly as it is written.
  record Num(BigDecimal value) implements Json {
    @Override
    public String label() {
      return "a number";
    }
  }

  /// `true` or `false`.
  record Bool(boolean value) implements Json {
    @Override
    public String label() {
      return value ? "true" : "false";
    }
  }

  /// `null`.
  record Null() implements Json {
    @Override
    public String label() {
      return "null";
    }
  }
}
