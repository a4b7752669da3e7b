package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.List;

/// Customers with at least so many distinct values of a property among their selected events.
final class DistinctNode extends ChunkNode {
  private final EventRows rows;
  private final int atLeast;
  private final EqualValues values;

  /// Pairs of a value's number and a customer's low bits that were seen in the chunk.
  private final PairNumbers seen = new PairNumbers();

  DistinctNode(
      EventRows rows, String property, int atLeast, Population population, ChunkScratch scratch) {
    super(rows, population, scratch);
    this.rows = rows;
    this.values = new EqualValues(List.of(property));
    this.atLeast = atLeast;
  }

  @Override
  void compute(int chunk, long[] bits) {
    int[] counts = scratch.counts();
    values.clear();
    seen.clear();
    rows.forEach(
        chunk, (bucket, from, count, selected) -> add(bucket, from, count, selected, counts, bits));
  }

  private void add(Bucket bucket, int from, int count, long[] selected, int[] counts, long[] bits) {
    values.enter(bucket);
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int row = from + (word << 6) + Long.numberOfTrailingZeros(left);
        int value = values.add(row);
        if (value != EqualValues.NONE) {
          int low = bucket.low(row);
          if (seen.add(value, low) && ++counts[low] == atLeast) {
            bits[low >>> 6] |= 1L << low;
          }
        }
      }
    }
  }
}
