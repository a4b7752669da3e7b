package io.lamella.engine.segment;

import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.SavedText;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What saved expressions name, and who names something.
final class References {

  private References() {}

  /// The parts of a predicate that name a segment or a list.
  static List<Predicate> named(Predicate root) {
    List<Predicate> named = new ArrayList<>();
    Deque<Predicate> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty()) {
      Predicate predicate = todo.pop();
      if (predicate instanceof Predicate.InSegment || predicate instanceof Predicate.InList) {
        named.add(predicate);
      }
      todo.addAll(Terms.of(predicate));
    }
    return named;
  }

  /// A part of a predicate through which a segment would be made of itself, and the way round.
  ///
  /// @param path names, from the segment to itself
  record Cycle(Predicate part, List<String> path) {}

  /// How a segment would be made of itself, if it had this predicate.
  static Optional<Cycle> cycle(String name, Predicate predicate, Definitions definitions) {
    Set<String> seen = new HashSet<>();
    for (Predicate part : named(predicate)) {
      if (part instanceof Predicate.InSegment(String next)) {
        List<String> path = new ArrayList<>(List.of(name));
        if (leadsTo(name, next, definitions, seen, path)) {
          return Optional.of(new Cycle(part, path));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a segment is made of another; the path then goes there. As deep as segments name one
  /// another, which the limits bound.
  private static boolean leadsTo(
      String target, String from, Definitions definitions, Set<String> seen, List<String> path) {
    path.add(from);
    if (from.equals(target)) {
      return true;
    }
    Optional<Located> saved = definitions.segment(from);
    if (saved.isPresent() && seen.add(from)) {
      for (Predicate part : named(saved.get().predicate())) {
        if (part instanceof Predicate.InSegment(String next)
            && leadsTo(target, next, definitions, seen, path)) {
          return true;
        }
      }
    }
    path.removeLast();
    return false;
  }

  /// Who names a segment or a list, in words: `segment 'A'`, `partition 'B'`.
  static List<String> users(Predicate named, Definitions definitions) {
    List<String> users = new ArrayList<>();
    definitions
        .segments()
        .forEach((name, segment) -> {
          if (names(segment.text(), named)) {
            users.add("segment '" + name + "'");
          }
        });
    definitions
        .partitions()
        .forEach((name, partition) -> {
          if (partition.texts().stream().anyMatch(text -> names(text, named))) {
            users.add("partition '" + name + "'");
          }
        });
    return users;
  }

  private static boolean names(SavedText text, Predicate named) {
    return named(text.located().predicate()).contains(named);
  }
}
