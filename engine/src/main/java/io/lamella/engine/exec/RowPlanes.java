package io.lamella.engine.exec;

import io.lamella.engine.plan.Plan.Counted;
import java.util.Arrays;

/// How often each customer of a chunk stands in some rows of one bucket, bit-sliced: plane p holds
/// bit p of every count. For a bucket that the window cuts, whose rows must be looked at, and which
/// a counter then adds as sets of weight p. A count too large for the planes stays at the largest.
/// Confined to one thread.
final class RowPlanes {
  private final EventRows rows;
  private final EventRows.Source source;
  private final boolean each;
  private final long[][] planes;
  private int chunk = -1;

  /// @param counted events; or days, so that a customer counts once
  /// @param atLeast what the planes must be able to tell from less
  RowPlanes(EventRows rows, EventRows.Source source, Counted counted, int atLeast) {
    this.rows = rows;
    this.source = source;
    this.each = counted == Counted.EVENTS && source.bucket().repeats();
    int count = each ? Integer.SIZE - Integer.numberOfLeadingZeros(atLeast) : 1;
    this.planes = new long[count][Population.CHUNK_WORDS];
  }

  /// How many planes there are.
  int size() {
    return planes.length;
  }

  /// Where the rows are.
  EventRows.Source source() {
    return source;
  }

  /// The words of a plane, for a chunk.
  long[] plane(int number, int ofChunk) {
    if (ofChunk != chunk) {
      chunk = ofChunk;
      for (long[] plane : planes) {
        Arrays.fill(plane, 0);
      }
      rows.forEach(
          source,
          ofChunk,
          (bucket, from, count, selected) -> {
            if (each) {
              SelectedRows.forEach(selected, count, place -> add(bucket.low(from + place)));
            } else {
              SelectedRows.mark(bucket, from, count, selected, planes[0]);
            }
          });
    }
    return planes[number];
  }

  private void add(int low) {
    int word = low >>> 6;
    long bit = 1L << low;
    for (long[] plane : planes) {
      long before = plane[word];
      plane[word] = before ^ bit;
      if ((before & bit) == 0) {
        return;
      }
    }
    // It was all ones, and is so again.
    for (long[] plane : planes) {
      plane[word] |= bit;
    }
  }
}
