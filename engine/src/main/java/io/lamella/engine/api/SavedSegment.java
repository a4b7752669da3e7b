package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// A predicate with a name, kept by the engine, with every version it has had.
///
/// @param versions from the first on, numbered from 1; the last one is in force
public record SavedSegment(String name, List<Version> versions) {

  /// What a segment was from one save to the next.
  ///
  /// @param expression as it was written; a message is kept as the text that says the same
  public record Version(int number, String expression, Remarks remarks, Saved saved) {}

  public SavedSegment {
    versions = List.copyOf(versions);
  }

  /// The version in force.
  public Version current() {
    return versions.getLast();
  }

  /// Who saved something, and when by the engine's clock.
  ///
  /// @param author as the request names it; empty if it does not
  public record Saved(String author, Instant at) {}

  /// What people say of a definition.
  public record Remarks(String description, List<String> tags) {
    /// Nothing.
    public static final Remarks NONE = new Remarks("", List.of());

    public Remarks {
      tags = List.copyOf(tags);
    }
  }
}
