package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers what events have of some properties, so that two events have the same number if and only
/// if they have the same value of each. Strings have one code for all behaviours, decimals are the
/// same whatever their scale, sets if they have the same members. Numbers hold for one chunk.
/// Confined to one thread.
final class EqualValues {
  /// Of an event that lacks a property, or whose values no other event has.
  static final int NONE = -1;

  private final String[] properties;

  /// Of each property, in the bucket entered last.
  private final @Nullable Values[] values;

  /// Of each property, what is not numbered by a dictionary: decimals, and lists of members.
  private final PairNumbers[] numbers;

  /// What the numbers of the first properties and of the next one are together.
  private final PairNumbers[] together;

  EqualValues(List<String> properties) {
    this.properties = properties.toArray(String[]::new);
    values = new Values[this.properties.length];
    numbers = new PairNumbers[this.properties.length];
    together = new PairNumbers[this.properties.length];
    for (int i = 0; i < this.properties.length; i++) {
      numbers[i] = new PairNumbers();
      together[i] = new PairNumbers();
    }
  }

  /// Whether nothing must be equal: then every event has the same number.
  boolean isEmpty() {
    return properties.length == 0;
  }

  /// Forgets all numbers.
  void clear() {
    for (int i = 0; i < properties.length; i++) {
      numbers[i].clear();
      together[i].clear();
    }
  }

  /// Turns to a bucket.
  void enter(Bucket bucket) {
    for (int i = 0; i < properties.length; i++) {
      values[i] = bucket.property(properties[i]).orElse(null);
    }
  }

  /// The number of a row's values, given now if it is new; or [#NONE].
  int add(int row) {
    return number(row, true);
  }

  /// The number of a row's values, if an event has them that was added; or [#NONE].
  int find(int row) {
    return number(row, false);
  }

  private int number(int row, boolean add) {
    int all = 0;
    for (int i = 0; i < properties.length && all != NONE; i++) {
      int one = number(i, row, add);
      if (one == NONE) {
        return NONE;
      }
      all = i == 0 ? one : together[i].number(all, one, add);
    }
    return all;
  }

  private int number(int property, int row, boolean add) {
    Values found = values[property];
    if (found == null || !found.presence().has(row)) {
      return NONE;
    }
    return switch (found) {
      case Values.Codes codes -> (int) codes.codes().value(row);
      case Values.Decimals decimals ->
          decimal(numbers[property], decimals.unscaled().value(row), decimals.scale(row), add);
      case Values.Sets sets -> set(numbers[property], sets, row, add);
    };
  }

  private static int decimal(PairNumbers numbers, long unscaled, int scale, boolean add) {
    long shortest = unscaled;
    int left = scale;
    while (left > 0 && shortest % 10 == 0) {
      shortest /= 10;
      left--;
    }
    return numbers.number(shortest, left, add);
  }

  /// The number of a list of members is that of the list without the last one, and the last.
  private static int set(PairNumbers numbers, Values.Sets sets, int row, boolean add) {
    int list = NONE;
    for (int i = 0; i < sets.size(row); i++) {
      list = numbers.number(list, sets.member(row, i), add);
      if (list == NONE) {
        return NONE;
      }
    }
    return list;
  }

  /// Numbers pairs from 0 on, as they come. Open addressing, at most half full.
  private static final class PairNumbers {
    private static final int FIRST_CAPACITY = 64;

    private long[] firsts = new long[FIRST_CAPACITY];
    private int[] seconds = new int[FIRST_CAPACITY];

    /// One more than each place's number; 0 where there is no pair.
    private int[] next = new int[FIRST_CAPACITY];

    private int size;

    int number(long first, int second, boolean add) {
      int place = place(first, second);
      if (next[place] != 0) {
        return next[place] - 1;
      }
      if (!add) {
        return NONE;
      }
      firsts[place] = first;
      seconds[place] = second;
      next[place] = ++size;
      if (size << 1 > next.length) {
        grow();
      }
      return size - 1;
    }

    private int place(long first, int second) {
      long hash = (first * 0x9E37_79B9_7F4A_7C15L ^ second) * 0xC2B2_AE3D_27D4_EB4FL;
      int place = (int) (hash >>> 32) & (next.length - 1);
      while (next[place] != 0 && (firsts[place] != first || seconds[place] != second)) {
        place = (place + 1) & (next.length - 1);
      }
      return place;
    }

    private void grow() {
      long[] oldFirsts = firsts;
      int[] oldSeconds = seconds;
      int[] oldNext = next;
      firsts = new long[2 * oldNext.length];
      seconds = new int[2 * oldNext.length];
      next = new int[2 * oldNext.length];
      for (int i = 0; i < oldNext.length; i++) {
        if (oldNext[i] != 0) {
          int place = place(oldFirsts[i], oldSeconds[i]);
          firsts[place] = oldFirsts[i];
          seconds[place] = oldSeconds[i];
          next[place] = oldNext[i];
        }
      }
    }

    void clear() {
      if (size > 0) {
        Arrays.fill(next, 0);
        size = 0;
      }
    }
  }
}
