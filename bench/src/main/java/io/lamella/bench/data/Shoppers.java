package io.lamella.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// A population of independent random customers: seven flags of given densities and, on each of 14
/// days, a visit of three in a hundred. Random data is the worst case for every contender: nothing
/// to compress but rarity itself.
///
/// @param size how many customers
public record Shoppers(int size, long seed) {
  /// The flags, by name.
  public static final List<String> FLAGS = List.of("a", "b", "c", "d", "e", "f", "g");

  /// How many customers have each flag.
  static final List<Double> DENSITIES = List.of(0.06, 0.02, 0.01, 0.5, 0.25, 0.3, 0.001);

  /// Days with visits.
  public static final int DAYS = 14;

  private static final double VISITS = 0.03;

  /// The instant asked about: the midnight after the last day.
  public static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");

  public Shoppers {
    if (size < 1) {
      throw new IllegalArgumentException("no customers: size=" + size);
    }
  }

  /// Takes customers one by one.
  public interface Visitor {
    /// @param flags bit i stands for flag i
    /// @param visits bit d stands for a visit on day d
    void customer(int number, int flags, int visits);
  }

  /// Makes every customer.
  public void forEach(Visitor visitor) {
    var random = new SplittableRandom(seed);
    for (int number = 0; number < size; number++) {
      int flags = 0;
      for (int flag = 0; flag < FLAGS.size(); flag++) {
        flags |= random.nextDouble() < DENSITIES.get(flag) ? 1 << flag : 0;
      }
      int visits = 0;
      for (int day = 0; day < DAYS; day++) {
        visits |= random.nextDouble() < VISITS ? 1 << day : 0;
      }
      visitor.customer(number, flags, visits);
    }
  }

  /// The instant of a customer's visit on a day: some time within it.
  static Instant visit(int number, int day) {
    long second = ((number * 2_654_435_761L) >>> 7) % Duration.ofDays(1).toSeconds();
    return NOW.minus(Duration.ofDays(DAYS - (long) day)).plusSeconds(second);
  }
}
