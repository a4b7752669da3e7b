package io.lamella.engine.exec;

import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.CurrentValues;
import java.util.Optional;

/// How many of all customers are in each category of an attribute now: what its bitmaps say, and
/// what was changed since.
final class CategoryTallies {

  private CategoryTallies() {}

  /// By code.
  static long[] ofCodes(CurrentValues current, Categories.Codes codes) {
    long[] counts = new long[codes.size()];
    Optional<Attribute> built = current.built();
    for (int code = 0; code < (built.isPresent() ? built.get().codes() : 0); code++) {
      counts[code] = built.orElseThrow().cardinality(code);
    }
    addChanges(current, codes, counts);
    return counts;
  }

  /// Takes those who were changed from the categories that they were in, and adds them to those
  /// that they are in.
  static void addChanges(CurrentValues current, Categories categories, long[] counts) {
    current.forEachChanged(ordinal -> {
      current
          .of(ordinal, 0)
          .ifPresent(before -> CategoryCounts.addTo(counts, categories, before, -1));
      current.of(ordinal).ifPresent(now -> CategoryCounts.addTo(counts, categories, now, 1));
    });
  }
}
