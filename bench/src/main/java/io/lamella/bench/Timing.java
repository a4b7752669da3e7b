package io.lamella.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;

/// Times a question: asks it until the compiler has settled, then takes the median of many.
///
/// @param warmUpNanos how long to ask before it counts
/// @param measureNanos how long to ask for the median
public record Timing(long warmUpNanos, long measureNanos) {
  private static final int MIN_RUNS = 5;
  private static final int MAX_RUNS = 100_000;

  /// For ratios within two minutes in all.
  public static final Timing QUICK = new Timing(700_000_000L, 700_000_000L);

  /// For a record.
  public static final Timing FULL = new Timing(3_000_000_000L, 4_000_000_000L);

  /// The median in nanoseconds. Every answer must be the expected one.
  public double median(String name, long expected, LongSupplier question) {
    run(name, expected, question, warmUpNanos);
    double[] nanos = run(name, expected, question, measureNanos);
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }

  private static double[] run(String name, long expected, LongSupplier question, long totalNanos) {
    double[] nanos = new double[MAX_RUNS];
    int runs = 0;
    long begin = System.nanoTime();
    while (runs < MIN_RUNS || (runs < MAX_RUNS && System.nanoTime() - begin < totalNanos)) {
      long start = System.nanoTime();
      long answer = question.getAsLong();
      nanos[runs++] = System.nanoTime() - start;
      if (answer != expected) {
        throw new IllegalStateException(
            name + " answers wrongly: expected=" + expected + ", answer=" + answer);
      }
    }
    return Arrays.copyOf(nanos, runs);
  }
}
