package io.lamella.server.cli.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.lamella.v1.CustomerErasure;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.Value;
import io.lamella.v1.WriteItem;
import java.util.Map;
import java.util.Set;

/// Our own shape of a line:
///
/// ```
/// {"customer_id": "c1", "set": {"country": "GB", "tags": ["a", "b"], "born": {"date": "2000-01-31"}},
///  "unset": ["city"], "add": {"tags": ["c"]}, "remove": {"tags": ["d"]}}
/// {"customer_id": "c1", "behaviour": "purchase", "instant": "2026-01-31T09:30:00Z", "event_id": "e1",
///  "properties": {"amount": 12.50}}
/// {"customer_id": "c1", "erase": true}
/// ```
///
/// A value is a string, a number, true, false or a list of strings; an object is a `Value` of the
/// contract in JSON, for what JSON has no form of its own. Null takes an attribute's value away.
final class OwnShape {
  private static final Set<String> UPSERT = Set.of("customer_id", "set", "unset", "add", "remove");
  private static final Set<String> EVENT =
      Set.of("customer_id", "behaviour", "instant", "event_id", "properties");
  private static final Set<String> ERASE = Set.of("customer_id", "erase");

  private OwnShape() {}

  /// The write.
  ///
  /// @throws BadLineException if it is none
  static WriteItem read(JsonObject line) {
    if (line.has("behaviour") || line.has("instant") || line.has("properties")) {
      checkFields(line, EVENT, "an event");
      return WriteItem.newBuilder().setEvent(event(line)).build();
    }
    if (line.has("erase")) {
      checkFields(line, ERASE, "an erasure");
      return WriteItem.newBuilder().setErasure(erasure(line)).build();
    }
    checkFields(line, UPSERT, "a customer");
    return WriteItem.newBuilder().setUpsert(upsert(line)).build();
  }

  private static CustomerUpsert upsert(JsonObject line) {
    CustomerUpsert.Builder upsert =
        CustomerUpsert.newBuilder().setCustomerId(JsonFields.text(line, "customer_id"));
    JsonFields.optionalObject(line, "set")
        .ifPresent(set ->
            set.asMap()
                .forEach((name, element) -> {
                  if (element.isJsonNull()) {
                    upsert.addUnset(name);
                  } else {
                    upsert.putSet(name, value("set." + name, element));
                  }
                }));
    if (line.has("unset")) {
      upsert.addAllUnset(JsonFields.strings("unset", line.get("unset")).getValuesList());
    }
    JsonFields.optionalObject(line, "add")
        .ifPresent(add ->
            add.asMap()
                .forEach((name, element) ->
                    upsert.putAdd(name, JsonFields.strings("add." + name, element))));
    JsonFields.optionalObject(line, "remove")
        .ifPresent(remove ->
            remove
                .asMap()
                .forEach((name, element) ->
                    upsert.putRemove(name, JsonFields.strings("remove." + name, element))));
    return upsert.build();
  }

  private static CustomerEvent event(JsonObject line) {
    CustomerEvent.Builder event =
        CustomerEvent.newBuilder()
            .setCustomerId(JsonFields.text(line, "customer_id"))
            .setBehaviour(JsonFields.text(line, "behaviour"))
            .setInstant(JsonFields.instant("instant", JsonFields.text(line, "instant")));
    JsonFields.optionalText(line, "event_id").ifPresent(event::setEventId);
    JsonFields.optionalObject(line, "properties")
        .map(JsonObject::asMap)
        .orElse(Map.of())
        .forEach((name, element) -> {
          if (!element.isJsonNull()) {
            event.putProperties(name, value("properties." + name, element));
          }
        });
    return event.build();
  }

  private static CustomerErasure erasure(JsonObject line) {
    JsonElement erase = line.get("erase");
    if (!erase.isJsonPrimitive()
        || !erase.getAsJsonPrimitive().isBoolean()
        || !erase.getAsBoolean()) {
      throw new BadLineException("erase", "true is needed");
    }
    return CustomerErasure.newBuilder().setCustomerId(JsonFields.text(line, "customer_id")).build();
  }

  private static Value value(String path, JsonElement element) {
    if (!element.isJsonObject()) {
      return JsonFields.value(path, element);
    }
    Value.Builder value = Value.newBuilder();
    try {
      JsonFormat.parser().merge(element.toString(), value);
    } catch (InvalidProtocolBufferException e) {
      throw notAValue(path);
    }
    if (value.getKindCase() == Value.KindCase.KIND_NOT_SET) {
      throw notAValue(path);
    }
    return value.build();
  }

  private static BadLineException notAValue(String path) {
    return new BadLineException(
        path, "not a value like {\"date\": \"2026-01-31\"}; names are written with dots");
  }

  private static void checkFields(JsonObject line, Set<String> known, String what) {
    for (String name : line.keySet()) {
      if (!known.contains(name)) {
        throw new BadLineException(
            name,
            "not a field of "
                + what
                + "; these are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
