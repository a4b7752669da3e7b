package io.lamella.engine.exec;

import java.util.List;
import java.util.stream.LongStream;

/// How many customers have an attribute, and how many are in each of its categories.
///
/// @param present how many have a value
/// @param counts by category
public record CategoryTally(long present, List<Long> counts) {
  public CategoryTally {
    counts = List.copyOf(counts);
  }

  static CategoryTally of(long present, long[] counts) {
    return new CategoryTally(present, LongStream.of(counts).boxed().toList());
  }

  /// Those of this one and those of another that has none of its customers.
  CategoryTally plus(CategoryTally other) {
    return combined(other, 1);
  }

  /// Those of this one who are not in another that is a part of it.
  CategoryTally less(CategoryTally part) {
    return combined(part, -1);
  }

  private CategoryTally combined(CategoryTally other, int sign) {
    long[] sums = new long[counts.size()];
    for (int category = 0; category < sums.length; category++) {
      sums[category] = counts.get(category) + sign * other.counts.get(category);
    }
    return of(present + sign * other.present, sums);
  }
}
