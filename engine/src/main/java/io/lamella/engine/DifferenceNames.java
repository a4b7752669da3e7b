package io.lamella.engine;

import io.lamella.engine.api.Difference;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.query.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which attributes and behaviours a difference looks at.
///
/// @param attributes ascending
/// @param behaviours ascending
record DifferenceNames(List<String> attributes, List<String> behaviours) {
  DifferenceNames {
    attributes = List.copyOf(attributes);
    behaviours = List.copyOf(behaviours);
  }

  /// Those that are named, or all if none is.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault
  static DifferenceNames of(Catalog catalog, List<String> names, int limit) {
    List<Fault> faults = new ArrayList<>();
    if (limit < 1 || limit > Difference.MAX_LIMIT) {
      faults.add(
          new Fault(
              "limit",
              "a difference lists 1 to " + Difference.MAX_LIMIT + " lines: limit=" + limit));
    }
    Set<String> known = new TreeSet<>(catalog.attributes().keySet());
    known.addAll(catalog.behaviours().keySet());
    for (int i = 0; i < names.size(); i++) {
      if (!known.contains(names.get(i))) {
        faults.add(
            new Fault(
                "names[" + i + "]",
                "unknown attribute or behaviour '"
                    + names.get(i)
                    + "'"
                    + Suggestion.didYouMean(names.get(i), known)));
      }
    }
    EngineException.refuse("the difference is refused", faults);
    return new DifferenceNames(
        asked(catalog.attributes().keySet(), names), asked(catalog.behaviours().keySet(), names));
  }

  private static List<String> asked(Set<String> known, List<String> names) {
    return known.stream().filter(name -> names.isEmpty() || names.contains(name)).toList();
  }
}
