package io.lamella.engine.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What may be wrong with the parts of a question that have names: how many there are, and what
/// they are called.
final class NamedParts {

  private NamedParts() {}

  /// Adds a fault if there are none or too many.
  ///
  /// @param place of the list: `channels[0].steps`
  static void size(String place, int size, int most, List<Fault> faults) {
    if (size == 0 || size > most) {
      String what = place.substring(place.lastIndexOf('.') + 1);
      faults.add(new Fault(place, "1 to " + most + " " + what + " are asked for: " + size));
    }
  }

  /// Adds a fault for each part that has no name, or the name of one before it.
  static void names(String place, List<String> names, List<Fault> faults) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        faults.add(new Fault(place + "[" + i + "].name", "a name is missing"));
      } else if (!known.add(name)) {
        faults.add(
            new Fault(place + "[" + i + "].name", "each needs a name of its own: name=" + name));
      }
    }
  }
}
