package io.lamella.engine.ingest;

import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Write;
import io.lamella.engine.catalog.CustomerDictionary;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a write must satisfy whatever the workspace holds. Pure.
final class WriteRules {
  /// The longest name of an attribute, property or behaviour, in characters.
  static final int MAX_NAME = 256;

  /// The longest event id, in characters.
  private static final int MAX_EVENT_ID = 1_024;

  /// Names of one write.
  private static final int MAX_NAMES = 1_000;

  private WriteRules() {}

  /// What is wrong with a write; empty if nothing is.
  static Optional<Fault> fault(Write write) {
    String id = write.customerId();
    if (id.isEmpty()) {
      return fault("customer_id", "no customer id");
    }
    if (id.length() > CustomerDictionary.MAX_ID_BYTES
        || id.getBytes(StandardCharsets.UTF_8).length > CustomerDictionary.MAX_ID_BYTES) {
      return fault(
          "customer_id",
          "a customer id of more than " + CustomerDictionary.MAX_ID_BYTES + " bytes");
    }
    return switch (write) {
      case Write.Upsert upsert -> fault(upsert);
      case Write.Event event -> fault(event);
      case Write.Erase _ -> Optional.empty();
    };
  }

  private static Optional<Fault> fault(Write.Upsert upsert) {
    Set<String> seen = new HashSet<>();
    int names =
        upsert.set().size() + upsert.unset().size() + upsert.add().size() + upsert.remove().size();
    if (names > MAX_NAMES) {
      return fault("", "more than " + MAX_NAMES + " attributes in one write");
    }
    for (String name : upsert.set().keySet()) {
      Optional<Fault> fault = name("set", name, seen);
      if (fault.isPresent()) {
        return fault;
      }
    }
    for (String name : upsert.unset()) {
      Optional<Fault> fault = name("unset", name, seen);
      if (fault.isPresent()) {
        return fault;
      }
    }
    for (String name : upsert.add().keySet()) {
      Optional<Fault> fault = name("add", name, seen);
      if (fault.isPresent()) {
        return fault;
      }
    }
    // A set may get some members and lose others at once.
    seen.removeAll(upsert.add().keySet());
    for (String name : upsert.remove().keySet()) {
      Optional<Fault> fault = name("remove", name, seen);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> name(String field, String name, Set<String> seen) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      return fault(field, "a name has 1 to " + MAX_NAME + " characters");
    }
    return seen.add(name)
        ? Optional.empty()
        : fault(field + "." + name, "the attribute stands in this write twice");
  }

  private static Optional<Fault> fault(Write.Event event) {
    if (event.behaviour().isBlank() || event.behaviour().length() > MAX_NAME) {
      return fault("behaviour", "a behaviour's name has 1 to " + MAX_NAME + " characters");
    }
    if (event.eventId().length() > MAX_EVENT_ID) {
      return fault("event_id", "an event id of more than " + MAX_EVENT_ID + " characters");
    }
    long seconds = event.instant().getEpochSecond();
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      return fault("instant", "an instant between the years 1 and 9999");
    }
    if (event.properties().size() > MAX_NAMES) {
      return fault("properties", "more than " + MAX_NAMES + " properties in one event");
    }
    for (String name : event.properties().keySet()) {
      if (name.isBlank() || name.length() > MAX_NAME) {
        return fault("properties", "a name has 1 to " + MAX_NAME + " characters");
      }
    }
    return Optional.empty();
  }

  private static final long MIN_SECONDS = -62_135_596_800L;
  private static final long MAX_SECONDS = 253_402_300_799L;

  static Optional<Fault> fault(String field, String message) {
    return Optional.of(new Fault(field, message));
  }
}
