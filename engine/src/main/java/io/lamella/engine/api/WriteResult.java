package io.lamella.engine.api;

import java.util.List;

/// What became of a batch of writes, told when it survives a loss of power and every later question
/// sees it.
///
/// @param snapshot the number of a snapshot that has all of it
/// @param outcomes one for each write, in their order
public record WriteResult(long snapshot, List<Outcome> outcomes) {
  public WriteResult {
    outcomes = List.copyOf(outcomes);
  }

  /// Writes in one batch.
  public static final int MAX_BATCH = 10_000;

  /// What became of one write.
  public sealed interface Outcome {}

  /// It is stored.
  public record Stored() implements Outcome {}

  /// It was dropped, because its event id is known: it is stored already.
  public record Duplicate() implements Outcome {}

  /// It is not stored, and nothing of it is.
  ///
  /// @param fault where in the write, as a field's path (`set.country`), and what would be right;
  ///   no value of a customer
  public record Refused(Fault fault) implements Outcome {}

  /// It is stored.
  public static final Outcome STORED = new Stored();

  /// It was dropped as a duplicate.
  public static final Outcome DUPLICATE = new Duplicate();
}
