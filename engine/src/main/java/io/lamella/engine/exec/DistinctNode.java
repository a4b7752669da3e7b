package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.util.Optional;
import org.agrona.collections.LongHashSet;

/// Customers with at least so many distinct values of a property among their selected events.
final class DistinctNode extends ChunkNode {
  private final EventRows rows;
  private final String property;
  private final int atLeast;

  /// Pairs of a customer's low bits and a value's number that were seen in the chunk.
  private final LongHashSet seen = new LongHashSet();

  private final ValueNumbers numbers = new ValueNumbers();

  DistinctNode(
      EventRows rows, String property, int atLeast, Population population, ChunkScratch scratch) {
    super(rows, population, scratch);
    this.rows = rows;
    this.property = property;
    this.atLeast = atLeast;
  }

  @Override
  void compute(int chunk, long[] bits) {
    int[] counts = scratch.counts();
    seen.clear();
    rows.forEach(
        chunk, (bucket, from, count, selected) -> add(bucket, from, count, selected, counts, bits));
  }

  private void add(Bucket bucket, int from, int count, long[] selected, int[] counts, long[] bits) {
    Optional<Values> found = bucket.property(property);
    if (found.isEmpty()) {
      return;
    }
    Values values = found.get();
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int row = from + place;
          if (!values.presence().has(row)) {
            return;
          }
          int low = bucket.low(row);
          if (seen.add((long) low << Integer.SIZE | numbers.of(values, row))
              && ++counts[low] == atLeast) {
            bits[low >>> 6] |= 1L << low;
          }
        });
  }
}
