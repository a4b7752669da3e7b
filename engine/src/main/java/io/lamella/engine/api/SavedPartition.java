package io.lamella.engine.api;

import java.util.List;

/// Exclusive stages under one name: a customer is in the first stage that fits, or in none. Kept by
/// the engine, with every version it has had.
///
/// @param versions from the first on, numbered from 1; the last one is in force
public record SavedPartition(String name, List<Version> versions) {

  /// What a partition was from one save to the next.
  ///
  /// @param stages in the order in which they are tried
  public record Version(
      int number, List<Stage> stages, SavedSegment.Remarks remarks, SavedSegment.Saved saved) {
    public Version {
      stages = List.copyOf(stages);
    }
  }

  /// One stage.
  ///
  /// @param expression as it was written, before what earlier stages take
  public record Stage(String name, String expression) {}

  public SavedPartition {
    versions = List.copyOf(versions);
  }

  /// The version in force.
  public Version current() {
    return versions.getLast();
  }
}
