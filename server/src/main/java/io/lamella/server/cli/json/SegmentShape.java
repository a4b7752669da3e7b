package io.lamella.server.cli.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.Value;
import io.lamella.v1.WriteItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The bodies of Segment's `identify` and `track` calls. The customer is `userId`, or `anonymousId`
/// where there is none. Objects inside traits and properties are flattened: `address.city`. A list
/// of strings is a set; any other list is refused by its path, unless it is left out by name. Null
/// takes a trait away, and is no property. A call's `messageId` is the event's id. What else a call
/// carries (`context`, `integrations`) is not looked at.
///
/// Source: Segment's *HTTP Tracking API* and *Spec*.
final class SegmentShape {

  private SegmentShape() {}

  /// The write.
  ///
  /// @param without paths of traits and properties to leave out
  /// @throws BadLineException if it is none
  static WriteItem read(JsonObject call, Set<String> without) {
    String type =
        JsonFields.optionalText(call, "type").orElse(call.has("event") ? "track" : "identify");
    return switch (type) {
      case "identify" -> WriteItem.newBuilder().setUpsert(identify(call, without)).build();
      case "track" -> WriteItem.newBuilder().setEvent(track(call, without)).build();
      default -> throw new BadLineException("type", "identify, track or batch is needed");
    };
  }

  private static CustomerUpsert identify(JsonObject call, Set<String> without) {
    CustomerUpsert.Builder upsert = CustomerUpsert.newBuilder().setCustomerId(customer(call));
    flattened(call, "traits", without)
        .forEach((name, value) ->
            value.ifPresentOrElse(
                present -> upsert.putSet(name, present), () -> upsert.addUnset(name)));
    return upsert.build();
  }

  private static CustomerEvent track(JsonObject call, Set<String> without) {
    CustomerEvent.Builder event =
        CustomerEvent.newBuilder()
            .setCustomerId(customer(call))
            .setBehaviour(JsonFields.text(call, "event"));
    String field = call.has("timestamp") ? "timestamp" : "originalTimestamp";
    String instant =
        JsonFields.optionalText(call, field)
            .orElseThrow(() -> new BadLineException("timestamp", "missing"));
    event.setInstant(JsonFields.instant(field, instant));
    JsonFields.optionalText(call, "messageId").ifPresent(event::setEventId);
    flattened(call, "properties", without)
        .forEach((name, value) -> value.ifPresent(present -> event.putProperties(name, present)));
    return event.build();
  }

  private static String customer(JsonObject call) {
    return JsonFields.optionalText(call, "userId")
        .filter(id -> !id.isEmpty())
        .or(() -> JsonFields.optionalText(call, "anonymousId").filter(id -> !id.isEmpty()))
        .orElseThrow(() -> new BadLineException("userId", "missing, and so is anonymousId"));
  }

  /// Values by flattened name; empty for null.
  private static Map<String, Optional<Value>> flattened(
      JsonObject call, String field, Set<String> without) {
    Map<String, Optional<Value>> values = new LinkedHashMap<>();
    JsonFields.optionalObject(call, field)
        .ifPresent(object -> flatten(field, object, new ArrayList<>(), without, values));
    return values;
  }

  private static void flatten(
      String field,
      JsonObject object,
      List<String> above,
      Set<String> without,
      Map<String, Optional<Value>> values) {
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      above.add(each.getKey());
      String name = String.join(".", above);
      String path = field + "." + name;
      JsonElement element = each.getValue();
      if (!without.contains(path)) {
        if (element.isJsonObject()) {
          flatten(field, element.getAsJsonObject(), above, without, values);
        } else if (values.put(name, value(path, element)) != null) {
          throw new BadLineException(path, "given twice: with dots, and as an object");
        }
      }
      above.removeLast();
    }
  }

  private static Optional<Value> value(String path, JsonElement element) {
    if (element.isJsonNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonFields.value(path, element));
    } catch (BadLineException e) {
      throw element.isJsonArray()
          ? new BadLineException(e.field(), e.told() + "; --without " + path + " leaves it out")
          : e;
    }
  }
}
