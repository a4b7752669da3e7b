package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// A question about the stages of a partition, planned, that holds the snapshot it is answered
/// from. Used by one thread at a time; whoever prepared it closes it.
public interface PreparedStages extends AutoCloseable {

  /// The partition as the snapshot has it.
  SavedPartition partition();

  /// For each stage an expression of its own: who fits it and no earlier one. Then one of who is in
  /// none.
  List<String> expressions();

  /// The number of the snapshot that answers.
  long snapshot();

  /// How many customers the snapshot holds.
  long population();

  /// The instants that are asked of, to the millisecond: one, or an earlier and a later one.
  List<Instant> instants();

  /// What is suspicious but not wrong in any stage.
  List<Fault> warnings();

  /// What answering will cost, by the plans' estimates, in nanoseconds on one core.
  long estimatedNanos();

  /// How many customers go from each stage, a row, to each stage, a column, the last of both being
  /// none; with one instant, how many are in each, on the diagonal. They add up to the population.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  long[][] counts(Deadline deadline);

  @Override
  void close();
}
