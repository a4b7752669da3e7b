package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Locator;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// What is noted while a message is read: where each part stood, and what is wrong. Confined to one
/// thread.
final class ReadingNotes {

  private final IdentityHashMap<Object, FieldPath> places = new IdentityHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /// Notes where a part stood and returns it.
  <T> T placed(T part, FieldPath at) {
    places.put(part, at);
    return part;
  }

  /// Notes that a field is not set.
  void missing(FieldPath at, String what) {
    fault(at, what + " is missing");
  }

  /// Notes what is wrong with a field.
  void fault(FieldPath at, String message) {
    faults.add(new Fault(at.toString(), message));
  }

  /// The engine's constant; if it is not given or not known, a note and the stand-in.
  <E extends Enum<E>, M extends Enum<M>> E word(
      EnumPairs<E, M> pairs, M message, FieldPath at, E standIn) {
    return pairs
        .word(message)
        .orElseGet(() -> {
          fault(at, "missing or not known: " + pairs.label());
          return standIn;
        });
  }

  /// Returns if nothing is wrong.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with everything that is
  void check() {
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
  }

  /// The places noted; the path of the whole for a part that is not known.
  Locator locator(FieldPath whole) {
    return part -> places.getOrDefault(part, whole).toString();
  }
}
