package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.DecimalRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How ranges of a number are answered: from the bitmaps of the numbers in them while these are
/// few, else from the column.
record NumberNodes(Attribute attribute, List<DecimalRange> ranges) {
  /// So many bitmaps for each byte that the column has for a customer: reading more takes longer
  /// than a pass over the column.
  private static final int BITMAPS_A_BYTE = 32;

  /// The bitmaps of the numbers in the ranges; empty if the column is to be read.
  Optional<List<Bitmap>> bitmaps() {
    if (attribute.numbers() == 0) {
      return Optional.empty();
    }
    var decimals = (Values.Decimals) attribute.values();
    Column column = decimals.unscaled();
    long most = (long) BITMAPS_A_BYTE * Math.max(column.width(), 1);
    List<Bitmap> bitmaps = new ArrayList<>();
    for (DecimalRange range : ranges) {
      long low = Math.max(range.lowAtScale(decimals.scale()), column.base());
      long high = Math.min(range.highAtScale(decimals.scale()), column.max());
      if (low <= high && high - low >= most - bitmaps.size()) {
        return Optional.empty();
      }
      for (long number = low; number <= high; number++) {
        bitmaps.add(attribute.withNumber((int) (number - column.base())));
      }
    }
    return Optional.of(bitmaps);
  }
}
