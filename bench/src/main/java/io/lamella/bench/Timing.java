package io.lamella.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;

/// Times a question: asks it until the compiler has settled, then takes the median of many. Settled
/// means that two rounds in a row were no faster than the best before, or that the rounds are used
/// up: right after start and on a busy machine, compiled code comes late.
///
/// @param roundNanos how long to ask in a round of the warm-up
/// @param measureNanos how long to ask for the median
public record Timing(long roundNanos, long measureNanos) {
  private static final int MIN_RUNS = 5;

  /// Questions that take so long have nothing to warm up in five runs.
  private static final long SLOW_NANOS = 100_000_000L;

  private static final int MAX_RUNS = 100_000;
  private static final int MAX_ROUNDS = 16;

  /// By how much a round must be faster to count as such.
  private static final double FASTER = 0.95;

  /// For ratios within two minutes in all.
  public static final Timing QUICK = new Timing(40_000_000L, 120_000_000L);

  /// For a record.
  public static final Timing FULL = new Timing(700_000_000L, 3_000_000_000L);

  /// For what takes so long that a few rounds must do.
  public static final Timing ONCE = new Timing(0, 0);

  /// As much warm-up, and a fifth of the time for the median: for a cell of a table.
  public Timing brief() {
    return new Timing(roundNanos, measureNanos / 5);
  }

  /// Five times the warm-up: for what nothing before it has warmed up.
  public Timing cold() {
    return new Timing(roundNanos * 5, measureNanos);
  }

  /// Half the warm-up: for what the compiler knows from the cells before.
  public Timing settled() {
    return new Timing(roundNanos / 2, measureNanos);
  }

  /// The median in nanoseconds. Every answer must be the expected one.
  public double median(String name, long expected, LongSupplier question) {
    double best = Double.MAX_VALUE;
    int unimproved = 0;
    for (int round = 0; round < MAX_ROUNDS && unimproved < 2; round++) {
      double nanos = round(name, expected, question, SLOW_NANOS, roundNanos);
      unimproved = nanos < best * FASTER ? 0 : unimproved + 1;
      best = Math.min(best, nanos);
    }
    return round(name, expected, question, Long.MAX_VALUE, measureNanos);
  }

  /// @param fewNanos after which fewer runs than the least will do
  private static double round(
      String name, long expected, LongSupplier question, long fewNanos, long totalNanos) {
    double[] nanos = new double[MAX_RUNS];
    int runs = 0;
    long begin = System.nanoTime();
    while (runs < MAX_RUNS) {
      long elapsed = System.nanoTime() - begin;
      if (elapsed >= (runs < MIN_RUNS ? Math.max(fewNanos, totalNanos) : totalNanos) && runs > 0) {
        break;
      }
      long start = System.nanoTime();
      long answer = question.getAsLong();
      nanos[runs++] = System.nanoTime() - start;
      if (answer != expected) {
        throw new IllegalStateException(
            name + " answers wrongly: expected=" + expected + ", answer=" + answer);
      }
    }
    Arrays.sort(nanos, 0, runs);
    return nanos[runs / 2];
  }
}
