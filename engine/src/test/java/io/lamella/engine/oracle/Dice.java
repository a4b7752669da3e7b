package io.lamella.engine.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded chance: the same seed gives the same throws. Confined to one thread.
public final class Dice {

  private final SplittableRandom random;

  public Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Whether something of this probability happens.
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// A whole number from `low` to `high`, both included.
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /// A whole number from `low` to `high`, both included.
  public long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  /// One of the elements.
  public <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// One of the elements.
  @SafeVarargs
  public final <T> T pick(T... elements) {
    return elements[random.nextInt(elements.length)];
  }

  /// The elements in another order.
  public <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /// So many elements, each at most once; all if there are fewer.
  public <T> List<T> some(int count, List<T> list) {
    return shuffled(list).subList(0, Math.min(count, list.size()));
  }
}
