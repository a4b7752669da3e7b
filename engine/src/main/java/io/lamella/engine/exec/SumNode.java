package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.DecimalRange;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Customers whose sum or average of a property lies in one of the ranges. A customer with no such
/// event has the sum 0, and no average.
final class SumNode extends ChunkNode {

  /// What is compared.
  enum Compared {
    SUM,
    AVERAGE
  }

  private final EventRows rows;
  private final String property;
  private final Compared compared;
  private final Sums sums;
  private final boolean zeroFits;
  private final Population population;
  private final long[] touched = new long[Population.CHUNK_WORDS];

  SumNode(
      EventRows rows,
      String property,
      List<DecimalRange> ranges,
      Compared compared,
      Population population,
      ChunkScratch scratch) {
    super(rows, population, scratch);
    this.rows = rows;
    this.property = property;
    this.compared = compared;
    this.sums = Sums.over(rows.sources(), property, ranges);
    this.zeroFits =
        compared == Compared.SUM
            && ranges.stream().anyMatch(range -> range.contains(BigDecimal.ZERO));
    this.population = population;
  }

  @Override
  ChunkState decide(int chunk) {
    if (rows.any(chunk)) {
      return ChunkState.SOME;
    }
    return zeroFits ? ChunkState.FULL : ChunkState.EMPTY;
  }

  @Override
  void compute(int chunk, long[] bits) {
    Arrays.fill(touched, 0);
    int[] counts = scratch.counts();
    sums.start(scratch);
    rows.forEach(
        chunk, (bucket, from, count, selected) -> add(bucket, from, count, selected, counts));
    if (zeroFits) {
      population.fill(chunk, bits);
      for (int word = 0; word < Population.CHUNK_WORDS; word++) {
        bits[word] &= ~touched[word];
      }
    }
    SelectedRows.forEach(
        touched,
        Population.CHUNK,
        low -> {
          boolean in =
              compared == Compared.SUM ? sums.sumIn(low) : sums.averageIn(low, counts[low]);
          if (in) {
            bits[low >>> 6] |= 1L << low;
          }
        });
  }

  private void add(Bucket bucket, int from, int count, long[] selected, int[] counts) {
    Optional<Values> values = bucket.property(property);
    if (values.isEmpty()) {
      return;
    }
    var decimals = (Values.Decimals) values.get();
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int row = from + place;
          if (decimals.unscaled().has(row)) {
            int low = bucket.low(row);
            sums.add(decimals, row, low);
            counts[low]++;
            touched[low >>> 6] |= 1L << low;
          }
        });
  }
}
