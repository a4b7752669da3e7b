package io.lamella.bench.data;

import io.lamella.bench.data.SetQueryCondition.Between;
import io.lamella.bench.data.SetQueryCondition.OneOf;
import java.util.List;
import java.util.stream.IntStream;

/// What queries 3B and 4 of the Set Query Benchmark ask for.
public final class SetQueryLists {
  /// The ten conditions of query 4, in its order.
  private static final List<SetQueryCondition> CONDITIONS =
      List.of(
          new OneOf(2, List.of(1)),
          new Between(100, 81, 100),
          new Between(10_000, 2_000, 3_000),
          new OneOf(5, List.of(3)),
          new OneOf(25, List.of(11, 19)),
          new OneOf(4, List.of(3)),
          new Between(100, 1, 40),
          new Between(1_000, 850, 950),
          new OneOf(10, List.of(7)),
          new OneOf(25, List.of(3, 4)));

  private static final int FEW = 3;
  private static final int MANY = 5;

  /// The queries before the fourth ask for these values of a column, from 1.
  private static final int LARGEST_ASKED = 3;

  /// A range of the customers' own numbers, both ends included.
  public record Numbers(int low, int high) {}

  private SetQueryLists() {}

  /// The ranges of query 3B.
  public static List<Numbers> numbers() {
    return List.of(
        new Numbers(400_000, 410_000),
        new Numbers(420_000, 430_000),
        new Numbers(440_000, 450_000),
        new Numbers(460_000, 470_000),
        new Numbers(480_000, 500_000));
  }

  /// Query 4A: three conditions in a row.
  public static List<List<SetQueryCondition>> three() {
    return IntStream.rangeClosed(0, CONDITIONS.size() - FEW)
        .mapToObj(first -> CONDITIONS.subList(first, first + FEW))
        .toList();
  }

  /// Query 4B: five in a row, the first ones following the last.
  public static List<List<SetQueryCondition>> five() {
    return IntStream.range(0, CONDITIONS.size())
        .mapToObj(first ->
            IntStream.range(first, first + MANY)
                .mapToObj(place -> CONDITIONS.get(place % CONDITIONS.size()))
                .toList())
        .toList();
  }

  /// Whether some query asks for a value of a column: an index that serves them holds it.
  static boolean asksFor(int cardinality, int value) {
    return value <= LARGEST_ASKED
        || CONDITIONS.stream()
            .anyMatch(
                condition -> condition.cardinality() == cardinality && condition.holds(value));
  }

  /// The columns of which a range is asked for.
  static List<Integer> ranged() {
    return CONDITIONS.stream()
        .filter(Between.class::isInstance)
        .map(SetQueryCondition::cardinality)
        .distinct()
        .toList();
  }
}
