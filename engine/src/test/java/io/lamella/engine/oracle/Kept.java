package io.lamella.engine.oracle;

import io.lamella.engine.query.Predicate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a workspace keeps under names, in plain maps.
///
/// @param segments predicates of saved segments
/// @param lists ids of the customers in static lists
public record Kept(Map<String, Predicate> segments, Map<String, Set<String>> lists) {
  /// Nothing.
  public static final Kept NOTHING = new Kept(Map.of(), Map.of());

  Predicate segment(String name) {
    return Objects.requireNonNull(segments.get(name), name);
  }

  Set<String> list(String name) {
    return Objects.requireNonNull(lists.get(name), name);
  }
}
