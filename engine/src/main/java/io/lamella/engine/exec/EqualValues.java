package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers what events have of some properties, so that two events have the same number if and only
/// if they have the same value of each. Strings have one code for all behaviours, decimals are the
/// same whatever their scale, sets if they have the same members. Numbers hold for one chunk.
/// Confined to one thread.
final class EqualValues {
  /// Of an event that lacks a property, or whose values no other event has.
  static final int NONE = PairNumbers.NONE;

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
}
