package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.DecimalRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/// Exact sums of one property for the customers of a chunk, by their low 16 bits. Confined to one
/// thread.
///
/// In general all values of the window fit 64 bits at one scale, together with their sum: then the
/// sums are longs. If they may not, they are decimals of any size: slow, and as exact.
abstract class Sums {

  /// Adds one row that has a value.
  abstract void add(Values.Decimals values, long row, int low);

  /// Whether the sum lies in one of the ranges.
  abstract boolean sumIn(int low);

  /// Whether the sum divided by a count above 0 lies in one of the ranges, as an exact fraction.
  abstract boolean averageIn(int low, int count);

  /// Begins a chunk: every sum is 0.
  abstract void start(ChunkScratch scratch);

  /// Sums over these buckets.
  static Sums over(List<EventRows.Source> sources, String property, List<DecimalRange> ranges) {
    OptionalInt scale = longScale(sources, property);
    return scale.isPresent() ? new LongSums(ranges, scale.getAsInt()) : new DecimalSums(ranges);
  }

  /// The scale at which longs hold every value of the window, and every sum of them; empty if none
  /// does.
  static OptionalInt longScale(List<EventRows.Source> sources, String property) {
    return longScale(sources, property, Bucket::rows);
  }

  /// The scale at which longs hold every value of the window; empty if none does.
  static OptionalInt longScaleOfEach(List<EventRows.Source> sources, String property) {
    return longScale(sources, property, bucket -> 1);
  }

  /// @param joined how many values of a bucket are added up at most
  private static OptionalInt longScale(
      List<EventRows.Source> sources, String property, ToIntFunction<Bucket> joined) {
    int scale = 0;
    for (EventRows.Source source : sources) {
      Optional<Values> values = source.bucket().property(property);
      if (values.isPresent()) {
        var decimals = (Values.Decimals) values.get();
        if (decimals.scales().isPresent()) {
          return OptionalInt.empty();
        }
        scale = Math.max(scale, decimals.scale());
      }
    }
    return bound(sources, property, scale, joined).bitLength() < Long.SIZE - 1
        ? OptionalInt.of(scale)
        : OptionalInt.empty();
  }

  /// No sum of the window is further from 0 than this, at the scale.
  private static BigInteger bound(
      List<EventRows.Source> sources, String property, int scale, ToIntFunction<Bucket> joined) {
    BigInteger bound = BigInteger.ZERO;
    for (EventRows.Source source : sources) {
      Bucket bucket = source.bucket();
      Optional<Values> values = bucket.property(property);
      if (values.isPresent()) {
        var decimals = (Values.Decimals) values.get();
        long furthest =
            Math.max(Math.abs(decimals.unscaled().base()), Math.abs(decimals.unscaled().max()));
        bound =
            bound.add(
                BigInteger.valueOf(furthest)
                    .multiply(BigInteger.TEN.pow(scale - decimals.scale()))
                    .multiply(BigInteger.valueOf(joined.applyAsInt(bucket))));
      }
    }
    return bound;
  }

  private static boolean averageIn(List<DecimalRange> ranges, BigDecimal sum, int count) {
    BigDecimal n = BigDecimal.valueOf(count);
    for (DecimalRange range : ranges) {
      // sum / n >= b is sum >= b * n, since n is above 0.
      if (range.times(n).contains(sum)) {
        return true;
      }
    }
    return false;
  }

  private static final class LongSums extends Sums {
    private long[] sums = {};
    private final List<DecimalRange> ranges;
    private final long[] lows;
    private final long[] highs;
    private final int scale;
    private final long[] factors;

    LongSums(List<DecimalRange> ranges, int scale) {
      this.ranges = ranges;
      this.scale = scale;
      this.lows = ranges.stream().mapToLong(range -> range.lowAtScale(scale)).toArray();
      this.highs = ranges.stream().mapToLong(range -> range.highAtScale(scale)).toArray();
      this.factors = new long[scale + 1];
      for (int from = 0; from <= scale; from++) {
        factors[from] = BigInteger.TEN.pow(scale - from).longValueExact();
      }
    }

    @Override
    void add(Values.Decimals values, long row, int low) {
      sums[low] += values.unscaled().value(row) * factors[values.scale()];
    }

    @Override
    boolean sumIn(int low) {
      long sum = sums[low];
      for (int i = 0; i < lows.length; i++) {
        if (sum >= lows[i] && sum <= highs[i]) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean averageIn(int low, int count) {
      return Sums.averageIn(ranges, BigDecimal.valueOf(sums[low], scale), count);
    }

    @Override
    void start(ChunkScratch scratch) {
      sums = scratch.sums();
    }
  }

  private static final class DecimalSums extends Sums {
    private BigDecimal[] sums = {};
    private final List<DecimalRange> ranges;

    DecimalSums(List<DecimalRange> ranges) {
      this.ranges = ranges;
    }

    @Override
    void add(Values.Decimals values, long row, int low) {
      sums[low] = sums[low].add(values.value(row));
    }

    @Override
    boolean sumIn(int low) {
      return ranges.stream().anyMatch(range -> range.contains(sums[low]));
    }

    @Override
    boolean averageIn(int low, int count) {
      return Sums.averageIn(ranges, sums[low], count);
    }

    @Override
    void start(ChunkScratch scratch) {
      sums = scratch.decimals();
    }
  }
}
