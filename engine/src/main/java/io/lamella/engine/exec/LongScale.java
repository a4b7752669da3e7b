package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Values;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/// Whether longs can stand for the decimals of some buckets: all at one scale, the largest of
/// theirs.
final class LongScale {

  private LongScale() {}

  /// The scale at which longs hold every value of the window, and every sum of them; empty if none
  /// does.
  static OptionalInt ofSums(List<EventRows.Source> sources, String property) {
    return of(sources, property, Bucket::rows);
  }

  /// The scale at which longs hold every value of the window; empty if none does.
  static OptionalInt ofValues(List<EventRows.Source> sources, String property) {
    return of(sources, property, bucket -> 1);
  }

  /// @param joined how many values of a bucket are added up at most
  private static OptionalInt of(
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
}
