package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;

/// Walks the rows that a block's bits select.
final class SelectedRows {

  /// Takes one selected row by its place in the block.
  interface Visitor {
    void row(int place);
  }

  private SelectedRows() {}

  /// Visits the set bits below `count`, ascending.
  static void forEach(long[] selected, int count, Visitor visitor) {
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        visitor.row((word << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }

  /// Sets the bits of the customers whose rows are selected.
  static void mark(Bucket bucket, int fromRow, int count, long[] selected, long[] bits) {
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int low = bucket.low(fromRow + (word << 6) + Long.numberOfTrailingZeros(left));
        bits[low >>> 6] |= 1L << low;
      }
    }
  }
}
