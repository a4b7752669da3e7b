package io.lamella.engine.api;

import java.time.Instant;

/// A frozen audience: who is in it was decided once, and only erasing a customer changes it.
public record StaticList(
    String name, SavedSegment.Remarks remarks, SavedSegment.Saved saved, Origin origin) {

  /// Where the customers come from.
  public sealed interface Origin {}

  /// Those who satisfied an expression.
  ///
  /// @param expression as it was written
  /// @param snapshot the number of the snapshot that answered it
  /// @param asOf the *now* of its windows
  /// @param count how many there were
  public record OfQuery(String expression, long snapshot, Instant asOf, long count)
      implements Origin {}

  /// Those of a list of ids that the workspace knew.
  ///
  /// @param given how many different ids there were
  /// @param unknown how many of them were nobody's; they are not kept
  public record OfIds(long given, long unknown) implements Origin {}

  /// A list and how many customers are in it now.
  public record Counted(StaticList list, long count) {}
}
