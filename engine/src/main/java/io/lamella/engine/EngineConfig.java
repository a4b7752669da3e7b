package io.lamella.engine;

import io.lamella.engine.query.Limits;
import java.lang.management.ManagementFactory;

/// How an engine is set up.
///
/// @param memoryBudgetBytes how much memory outside the Java heap its data may take; an import that
///   would pass it is refused
/// @param threads how many threads may work on one long question; 1 answers on the caller's thread
/// @param limits how large an expression may be
public record EngineConfig(long memoryBudgetBytes, int threads, Limits limits) {

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
