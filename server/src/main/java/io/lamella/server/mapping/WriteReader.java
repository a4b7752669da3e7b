package io.lamella.server.mapping;

import com.google.protobuf.Timestamp;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.StringList;
import io.lamella.v1.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one write of a request. Its first fault is the end of it: a write is stored whole or not
/// at all. Messages hold names and numbers, never a customer's id or value.
final class WriteReader {

  private static final int MAX_ID_BYTES = 1_024;

  /// More digits than any number has; bounds what a decimal can cost.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

  private WriteReader() {}

  /// Ends the reading of a write; never leaves this package.
  @SuppressWarnings("serial") // Nobody serializes it.
  static final class Faulty extends Exception {
    private final Fault fault;

    Faulty(String field, String message) {
      // Thrown for every bad write of a batch: without a stack it costs next to nothing.
      super(message, null, false, false);
      fault = new Fault(field, message);
    }

    Fault fault() {
      return fault;
    }
  }

  static Write upsert(CustomerUpsert message) throws Faulty {
    String id = customerId(message.getCustomerId());
    Map<String, WriteValue> set = values("set", message.getSetMap());
    Map<String, List<String>> add = members(message.getAddMap());
    Map<String, List<String>> remove = members(message.getRemoveMap());
    checkOnce(set.keySet(), message.getUnsetList(), add.keySet(), remove.keySet());
    return new Write.Upsert(id, set, message.getUnsetList(), add, remove);
  }

  static Write event(CustomerEvent message) throws Faulty {
    String id = customerId(message.getCustomerId());
    if (message.getBehaviour().isEmpty()) {
      throw new Faulty("behaviour", "a behaviour is missing");
    }
    if (!message.hasInstant()) {
      throw new Faulty("instant", "an instant is missing");
    }
    return new Write.Event(
        id,
        message.getBehaviour(),
        instant("instant", message.getInstant()),
        message.getEventId(),
        values("properties", message.getPropertiesMap()));
  }

  static Write erasure(String customerId) throws Faulty {
    return new Write.Erase(customerId(customerId));
  }

  private static String customerId(String id) throws Faulty {
    if (id.isEmpty()) {
      throw new Faulty("customer_id", "a customer id is missing");
    }
    // A UTF-16 unit is at most three bytes.
    if (id.length() > MAX_ID_BYTES / 3) {
      int bytes = id.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_ID_BYTES) {
        throw new Faulty(
            "customer_id",
            "a customer id has at most " + MAX_ID_BYTES + " bytes of UTF-8: bytes=" + bytes);
      }
    }
    return id;
  }

  private static Map<String, WriteValue> values(String field, Map<String, Value> messages)
      throws Faulty {
    Map<String, WriteValue> values = HashMap.newHashMap(messages.size());
    for (Map.Entry<String, Value> each : messages.entrySet()) {
      values.put(each.getKey(), value(field + "." + each.getKey(), each.getValue()));
    }
    return values;
  }

  private static WriteValue value(String field, Value message) throws Faulty {
    return switch (message.getKindCase()) {
      case TEXT -> new WriteValue.OfText(message.getText());
      case DECIMAL -> new WriteValue.OfNumber(decimal(field, message.getDecimal()));
      case INTEGER -> new WriteValue.OfNumber(BigDecimal.valueOf(message.getInteger()));
      case BOOLEAN -> new WriteValue.OfBoolean(message.getBoolean());
      case INSTANT -> new WriteValue.OfInstant(instant(field, message.getInstant()));
      case DATE ->
          new WriteValue.OfDate(
              ValueFormat.date(message.getDate())
                  .orElseThrow(() -> new Faulty(field, "not a date like 2026-01-31")));
      case LOCATION ->
          new WriteValue.OfLocation(
              decimal(field + ".latitude", message.getLocation().getLatitude()),
              decimal(field + ".longitude", message.getLocation().getLongitude()));
      case SET -> new WriteValue.OfSet(message.getSet().getValuesList());
      case KIND_NOT_SET ->
          throw new Faulty(field, "a value is missing; to take one away, name it in unset");
    };
  }

  /// What is no number of ours may still be a decimal, which is then refused as too long.
  private static BigDecimal decimal(String field, String text) throws Faulty {
    Optional<BigDecimal> number = ValueFormat.number(text);
    if (number.isPresent()) {
      return number.get();
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new Faulty(field, "not a decimal like -12.50");
    }
    return new BigDecimal(text);
  }

  private static Instant instant(String field, Timestamp message) throws Faulty {
    return Instants.instant(message)
        .orElseThrow(() -> new Faulty(field, "not " + Instants.EXPECTED));
  }

  private static Map<String, List<String>> members(Map<String, StringList> messages) {
    Map<String, List<String>> members = HashMap.newHashMap(messages.size());
    messages.forEach((name, list) -> members.put(name, list.getValuesList()));
    return members;
  }

  private static void checkOnce(
      Set<String> set, List<String> unset, Set<String> add, Set<String> remove) throws Faulty {
    if (unset.isEmpty() && add.isEmpty() && remove.isEmpty()) {
      return;
    }
    Set<String> seen = new HashSet<>(set);
    for (String name : unset) {
      checkNew(seen, "unset", name);
    }
    for (String name : add) {
      checkNew(seen, "add", name);
    }
    for (String name : remove) {
      checkNew(seen, "remove", name);
    }
  }

  private static void checkNew(Set<String> seen, String field, String name) throws Faulty {
    if (!seen.add(name)) {
      throw new Faulty(
          field + "." + name, "an attribute stands once in set, unset, add and remove together");
    }
  }
}
