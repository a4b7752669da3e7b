package io.lamella.server.klaviyo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Random;

/// Makes values that a JSON schema allows, by dice: of the keywords that Klaviyo's schema has, and
/// no others.
final class Schema {
  private static final List<String> TEXTS =
      List.of("a", "", "gold", "it's", "x|y", "Zoë", "\\", "\n", "^a.*", "(", "US", "+44", "😀");
  private static final List<String> PROPERTIES =
      List.of(
          "email",
          "created",
          "location['country']",
          "location['zip']",
          "properties['First Name']",
          "properties['email']",
          "properties[\"tags\"]",
          "properties['in']");
  private static final List<String> INSTANTS =
      List.of(
          "2026-01-31T09:30:00Z", "2017-04-01T00:00:00", "2026-03-01", "2020-02-29T12:00:00+05:30");

  private final JsonObject definitions;
  private final Random dice;

  Schema(String text, Random dice) {
    this.definitions = JsonParser.parseString(text).getAsJsonObject().getAsJsonObject("$defs");
    this.dice = dice;
  }

  /// A value of one of the schema's definitions.
  JsonElement make(String definition) {
    return make(definitions.getAsJsonObject(definition), definition);
  }

  private JsonElement make(JsonObject schema, String name) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").getAsString();
      return make(reference.substring(reference.lastIndexOf('/') + 1));
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice)) {
        JsonArray all = schema.getAsJsonArray(choice);
        return make(all.get(dice.nextInt(all.size())).getAsJsonObject(), name);
      }
    }
    if (schema.has("enum")) {
      JsonArray all = schema.getAsJsonArray("enum");
      return all.get(dice.nextInt(all.size()));
    }
    return switch (schema.has("type") ? schema.get("type").getAsString() : "") {
      case "object" -> object(schema);
      case "array" -> list(schema, name);
      case "string" -> new JsonPrimitive(text(schema, name));
      case "integer" -> new JsonPrimitive(integer(name));
      case "number" -> new JsonPrimitive(dice.nextInt(-5, 1_000) / 8.0);
      case "boolean" -> new JsonPrimitive(dice.nextBoolean());
      case "null" -> JsonNull.INSTANCE;
      // A schema without anything allows anything.
      default -> new JsonObject();
    };
  }

  private JsonObject object(JsonObject schema) {
    List<String> required =
        schema.has("required")
            ? schema.getAsJsonArray("required").asList().stream()
                .map(JsonElement::getAsString)
                .toList()
            : List.of();
    JsonObject object = new JsonObject();
    schema
        .getAsJsonObject("properties")
        .asMap()
        .forEach((name, inner) -> {
          if (required.contains(name) || dice.nextInt(3) > 0) {
            object.add(name, make(inner.getAsJsonObject(), name));
          }
        });
    return object;
  }

  private JsonArray list(JsonObject schema, String name) {
    JsonArray list = new JsonArray();
    int size = dice.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(make(schema.getAsJsonObject("items"), name));
    }
    return list;
  }

  private String text(JsonObject schema, String name) {
    if (schema.has("format")) {
      return dice.nextInt(20) == 0 ? "soon" : one(INSTANTS);
    }
    return name.equals("property") && dice.nextInt(10) > 0 ? one(PROPERTIES) : one(TEXTS);
  }

  private long integer(String name) {
    return switch (name) {
      case "quantity", "start", "end" -> dice.nextInt(-1, 400);
      default -> dice.nextInt(-1, 13);
    };
  }

  private <T> T one(List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }
}
