package io.lamella.engine.api;

import java.time.Instant;
import java.util.Optional;

/// Whether an engine takes questions and writes, and how far behind its durable state is.
///
/// @param reason why writes are refused; empty while they are taken
/// @param journalBytes what would have to be read again after a kill
/// @param checkpointAt when the newest checkpoint was complete; empty without a data directory, or
///   before the first
/// @param waitingBatches writes that wait for the writer, in batches
/// @param knownEventIds event ids that would be recognised as duplicates
/// @param knownSince the arrival of the oldest of them
public record EngineHealth(
    State state,
    String reason,
    long journalBytes,
    Optional<Instant> checkpointAt,
    int waitingBatches,
    long knownEventIds,
    Optional<Instant> knownSince) {

  /// What is possible.
  public enum State {
    /// Questions and writes.
    SERVING,
    /// Questions alone, until the reason is gone: no room on the disk, or in the memory budget.
    REFUSING_WRITES,
    /// Questions alone, until the engine is opened anew: the disk failed to keep what it was given.
    READ_ONLY
  }
}
