package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One change to a workspace. Each is stored or refused by itself; see [WriteResult].
public sealed interface Write {

  /// Whom it is about: 1 to 1,024 bytes of UTF-8.
  String customerId();

  /// Makes a customer, if it is new, and changes some attributes; all others stay as they are. An
  /// attribute stands in one of the four at most.
  ///
  /// @param set attributes that get a value, whatever they had before
  /// @param unset attributes that lose their value
  /// @param add members that a set gets
  /// @param remove members that a set loses; one without members has no value
  record Upsert(
      String customerId,
      Map<String, WriteValue> set,
      List<String> unset,
      Map<String, List<String>> add,
      Map<String, List<String>> remove)
      implements Write {
    public Upsert {
      set = Map.copyOf(set);
      unset = List.copyOf(unset);
      add = Map.copyOf(add);
      remove = Map.copyOf(remove);
    }

    /// Sets some attributes.
    public static Upsert of(String customerId, Map<String, WriteValue> set) {
      return new Upsert(customerId, set, List.of(), Map.of(), Map.of());
    }
  }

  /// Records an event; its customer is made if it is new.
  ///
  /// @param eventId makes a retry harmless: an event whose id was seen is dropped as a duplicate;
  ///   empty for none
  record Event(
      String customerId,
      String behaviour,
      Instant instant,
      String eventId,
      Map<String, WriteValue> properties)
      implements Write {
    public Event {
      properties = Map.copyOf(properties);
    }
  }

  /// Removes a customer and everything known of it; nothing happens if there is none. A later write
  /// of the same id makes a new customer.
  record Erase(String customerId) implements Write {}
}
