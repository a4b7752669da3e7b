package io.lamella.engine;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.oracle.Kept;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a workspace keeps under names, as plain maps: the expressions of every version of a segment
/// and of a partition's stages, the ids of the customers in a list. Confined to one thread.
record PlainDefinitions(
    Map<String, List<String>> segments,
    Map<String, Set<String>> lists,
    Map<String, List<List<String>>> partitions) {

  /// Nothing.
  PlainDefinitions() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /// What an engine says that it keeps.
  static PlainDefinitions of(Engine engine, String workspace) {
    WorkspaceLibrary library = engine.library(workspace);
    var plain = new PlainDefinitions();
    for (SavedSegment segment : library.segments()) {
      plain.segments.put(
          segment.name(),
          segment.versions().stream().map(SavedSegment.Version::expression).toList());
    }
    for (StaticList.Counted list : library.lists()) {
      String name = list.list().name();
      plain.lists.put(name, PlainWorkspace.members(engine, "list('" + name + "')"));
    }
    for (SavedPartition partition : library.partitions()) {
      plain.partitions.put(
          partition.name(),
          partition.versions().stream()
              .map(it -> it.stages().stream().map(SavedPartition.Stage::expression).toList())
              .toList());
    }
    return plain;
  }

  /// The same, to be changed apart.
  PlainDefinitions copy() {
    var copy = new PlainDefinitions();
    segments.forEach((name, versions) -> copy.segments.put(name, new ArrayList<>(versions)));
    lists.forEach((name, ids) -> copy.lists.put(name, new TreeSet<>(ids)));
    partitions.forEach((name, versions) -> copy.partitions.put(name, new ArrayList<>(versions)));
    return copy;
  }

  void putSegment(String name, String expression) {
    segments.computeIfAbsent(name, _ -> new ArrayList<>()).add(expression);
  }

  void putPartition(String name, List<String> stages) {
    partitions.computeIfAbsent(name, _ -> new ArrayList<>()).add(stages);
  }

  /// Whether it was kept and no version in force names it; then it is kept no longer.
  boolean delete(Change.Kind kind, String name) {
    return switch (kind) {
      case SEGMENT -> !isNamed("segment('" + name + "')") && segments.remove(name) != null;
      case LIST -> !isNamed("list('" + name + "')") && lists.remove(name) != null;
      case PARTITION -> partitions.remove(name) != null;
    };
  }

  private boolean isNamed(String call) {
    return Stream.concat(
            segments.values().stream().map(List::getLast),
            partitions.values().stream().flatMap(versions -> versions.getLast().stream()))
        .anyMatch(expression -> expression.contains(call));
  }

  /// Who is erased leaves every list.
  void erase(String id) {
    lists.values().forEach(ids -> ids.remove(id));
  }

  /// The versions in force, as the oracle knows them.
  Kept kept() {
    Map<String, Predicate> predicates = new TreeMap<>();
    segments.forEach((name, versions) -> predicates.put(name, predicate(versions.getLast())));
    return new Kept(predicates, lists);
  }

  static Predicate predicate(String expression) {
    return Expressions.parse(expression, Limits.DEFAULT).predicate();
  }
}
