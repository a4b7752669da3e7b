package io.lamella.engine.segment;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.UnknownNames;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// All of one kind that a workspace keeps under names, by name; what a change of one of them must
/// agree with.
///
/// @param what the kind in messages: `segment`
/// @param most how many a workspace may keep
/// @param version the number of the version in force
public record Kept<T>(String what, int most, Map<String, T> byName, ToIntFunction<T> version) {
  private static final int MAX_TOLD = 10;

  static Kept<Definitions.Segment> segments(Definitions now) {
    return new Kept<>(
        "segment",
        DefinitionRules.MAX_SEGMENTS,
        now.segments(),
        segment -> segment.saved().current().number());
  }

  /// Lists have no versions but the one.
  static Kept<Definitions.Members> lists(Definitions now) {
    return new Kept<>("list", DefinitionRules.MAX_LISTS, now.lists(), list -> 1);
  }

  /// The partitions of a workspace.
  public static Kept<Definitions.Partition> partitions(Definitions now) {
    return new Kept<>(
        "partition",
        DefinitionRules.MAX_PARTITIONS,
        now.partitions(),
        partition -> partition.saved().current().number());
  }

  /// What is kept under a name.
  ///
  /// @throws EngineException `UNKNOWN_NAME` with what is near
  public T named(String name) {
    T known = byName.get(name);
    if (known == null) {
      throw new EngineException(
          Code.UNKNOWN_NAME, UnknownNames.message(what, name, byName.keySet()));
    }
    return known;
  }

  /// The number of the version that a draft would be.
  ///
  /// @throws EngineException `ALREADY_EXISTS`, `UNKNOWN_NAME`, `VERSION_CONFLICT` against what the
  ///   draft expects; `INVALID_ARGUMENT` if there is no room
  int next(Draft draft) {
    String name = draft.name();
    boolean isNew = !byName.containsKey(name);
    switch (draft.expect()) {
      case Draft.Absent _ -> {
        if (!isNew) {
          throw new EngineException(
              Code.ALREADY_EXISTS, "there is a " + what + " of this name: name=" + name);
        }
      }
      case Draft.Present(OptionalInt expected) -> checkVersion(name, expected);
    }
    if (isNew && byName.size() >= most) {
      String all = what + "s";
      throw EngineException.invalidArgument(
          "name", "a workspace has at most " + most + " " + all + ": " + all + "=" + byName.size());
    }
    int known = isNew ? 0 : version.applyAsInt(named(name));
    if (known >= DefinitionRules.MAX_VERSIONS) {
      throw EngineException.invalidArgument(
          "name",
          "every version is kept, and there are too many: versions="
              + known
              + ", allowed="
              + DefinitionRules.MAX_VERSIONS);
    }
    return known + 1;
  }

  /// Refuses a change of what is not there, or of another version than the one in force.
  ///
  /// @throws EngineException `UNKNOWN_NAME`, `VERSION_CONFLICT`
  void checkVersion(String name, OptionalInt expected) {
    int known = version.applyAsInt(named(name));
    if (expected.isPresent() && expected.getAsInt() != known) {
      throw new EngineException(
          Code.VERSION_CONFLICT,
          "somebody has changed the "
              + what
              + " meanwhile: name="
              + name
              + ", version="
              + known
              + ", expected="
              + expected.getAsInt());
    }
  }

  /// Refuses to drop what is in use.
  ///
  /// @throws EngineException `IN_USE` saying by whom
  void checkUnused(String name, List<String> users) {
    if (!users.isEmpty()) {
      throw new EngineException(
          Code.IN_USE,
          "the "
              + what
              + " is in use: name="
              + name
              + ", by "
              + users.stream().limit(MAX_TOLD).collect(Collectors.joining(", "))
              + (users.size() > MAX_TOLD ? " and " + (users.size() - MAX_TOLD) + " more" : ""));
    }
  }
}
