package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.plan.Plan.Counted;

/// At least n events of a selection, or days, weeks or months with one, found row by row.
final class RowsNode extends ChunkNode {
  private final EventRows rows;
  private final Counted counted;
  private final int atLeast;
  private final int[] units;

  /// @param units of each of the rows' buckets the day, week or month, as a number that rises with
  ///   time
  RowsNode(
      EventRows rows,
      Counted counted,
      int atLeast,
      int[] units,
      Population population,
      ChunkScratch scratch) {
    super(rows, population, scratch);
    this.rows = rows;
    this.counted = counted;
    this.atLeast = atLeast;
    this.units = units;
  }

  @Override
  void compute(int chunk, long[] bits) {
    if (atLeast == 1) {
      rows.forEach(
          chunk,
          (bucket, from, count, selected) ->
              SelectedRows.mark(bucket, from, count, selected, bits));
    } else {
      count(chunk, bits);
    }
  }

  private void count(int chunk, long[] bits) {
    int[] counts = scratch.counts();
    if (counted == Counted.EVENTS) {
      rows.forEach(
          chunk,
          (bucket, from, count, selected) ->
              countRows(bucket, from, count, selected, counts, bits));
      return;
    }
    int[] lastUnits = scratch.lastUnits();
    for (int i = 0; i < rows.sources().size(); i++) {
      int unit = units[i];
      rows.forEach(
          rows.sources().get(i),
          chunk,
          (bucket, from, count, selected) ->
              countUnits(bucket, from, count, selected, unit, lastUnits, counts, bits));
    }
  }

  private void countRows(
      Bucket bucket, int from, int count, long[] selected, int[] counts, long[] bits) {
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int low = bucket.low(from + place);
          if (++counts[low] == atLeast) {
            bits[low >>> 6] |= 1L << low;
          }
        });
  }

  private void countUnits(
      Bucket bucket,
      int from,
      int count,
      long[] selected,
      int unit,
      int[] lastUnits,
      int[] counts,
      long[] bits) {
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int low = bucket.low(from + place);
          if (lastUnits[low] != unit) {
            lastUnits[low] = unit;
            if (++counts[low] == atLeast) {
              bits[low >>> 6] |= 1L << low;
            }
          }
        });
  }
}
