package io.lamella.engine;

import io.lamella.engine.query.Limits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

/// How an engine is set up.
///
/// @param memoryBudgetBytes how much memory outside the Java heap its data may take; an import that
///   would pass it is refused
/// @param threads how many threads may work on one long question; 1 answers on the caller's thread
/// @param limits how large an expression may be
/// @param storage where its data is kept; nothing is kept without it
public record EngineConfig(
    long memoryBudgetBytes, int threads, Limits limits, Optional<Storage> storage) {

  /// Where and how data is kept.
  ///
  /// @param directory made if it is not there; used by one engine at a time
  /// @param forceEveryMillis 0 to force the journal before each acknowledgement; else how often,
  ///   and a kill or a loss of power may then take what was acknowledged since
  /// @param checkpointJournalBytes a checkpoint is written when the journal has grown by so much
  /// @param knownIdDays how long event ids are remembered, in days of arrival
  /// @param knownIds how many event ids are remembered at least within those days
  /// @param dictionary which kind of customer dictionary
  public record Storage(
      Path directory,
      long forceEveryMillis,
      long checkpointJournalBytes,
      int knownIdDays,
      long knownIds,
      DictionaryKind dictionary) {

    /// Forced before each acknowledgement, a checkpoint every 64 MiB, 7 days or 200 million ids.
    public static Storage in(Path directory) {
      return new Storage(directory, 0, 64L << 20, 7, 200_000_000, DictionaryKind.TABLE);
    }
  }

  /// From customer id to ordinal, in which way (decision 19).
  public enum DictionaryKind {
    /// A table of our own over the customers' ids.
    TABLE,
    /// A chain of Chronicle Maps.
    CHRONICLE
  }

  /// Nothing is kept.
  public EngineConfig(long memoryBudgetBytes, int threads, Limits limits) {
    this(memoryBudgetBytes, threads, limits, Optional.empty());
  }

  /// The same with its data kept.
  public EngineConfig with(Storage otherStorage) {
    return new EngineConfig(memoryBudgetBytes, threads, limits, Optional.of(otherStorage));
  }

  public EngineConfig {
    if (memoryBudgetBytes <= 0 || threads < 1) {
      throw new IllegalArgumentException(
          "memoryBudgetBytes=" + memoryBudgetBytes + ", threads=" + threads);
    }
  }

  /// Three quarters of the machine's memory, all its cores, the default limits.
  public static EngineConfig defaults() {
    return new EngineConfig(
        physicalMemoryBytes() / 4 * 3, Runtime.getRuntime().availableProcessors(), Limits.DEFAULT);
  }

  private static long physicalMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
