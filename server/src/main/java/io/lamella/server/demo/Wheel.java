package io.lamella.server.demo;

import java.util.SplittableRandom;

/// A seeded source of skewed choices. Confined to one thread.
final class Wheel {
  private final SplittableRandom random;

  Wheel(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// A whole number in `[least, most]`.
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long below(long bound) {
    return random.nextLong(bound);
  }

  /// How often something with this chance of going on goes on, at most so often.
  int repeats(double goingOn, int most) {
    int count = 0;
    while (count < most && chance(goingOn)) {
      count++;
    }
    return count;
  }

  /// One of the items, the first ones far more often than the last ones.
  String pick(String... items) {
    double skewed = Math.pow(random.nextDouble(), 2);
    return items[(int) (skewed * items.length)];
  }
}
