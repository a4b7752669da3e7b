package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.ValueTally;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.collections.LongHashSet;

/// Counts the different numbers, dates, instants or places that customers have of one attribute
/// now, exactly and in little room: where there may be very many, a pass over the column looks at
/// those alone whose hash falls into its share.
public final class DistinctNumbers {
  /// So many are held at once.
  private static final int MAX_LONGS = 1 << 20;

  private static final int MAX_DECIMALS = 1 << 17;

  private static final int CHECK_EVERY = 1 << 16;

  /// The golden ratio's bits: near numbers fall into different shares.
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final CurrentValues current;
  private final int ordinals;
  private final Deadline deadline;

  private DistinctNumbers(CurrentValues current, int ordinals, Deadline deadline) {
    this.current = current;
    this.ordinals = ordinals;
    this.deadline = deadline;
  }

  /// How many different ones somebody has.
  ///
  /// @param ordinals how many customers were given a place
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public static long count(CurrentValues current, int ordinals, Deadline deadline) {
    var numbers = new DistinctNumbers(current, ordinals, deadline);
    OptionalInt scale = numbers.scale();
    return scale.isPresent() ? numbers.longs(scale.getAsInt()) : numbers.decimals();
  }

  private Stream<Values.Decimals> values() {
    return Stream.concat(
            current.built().map(Attribute::values).stream(),
            current.changes().stream().flatMap((Changes layer) -> layer.values().stream()))
        .map(Values.Decimals.class::cast);
  }

  /// The scale at which longs hold every number, if there is one.
  private OptionalInt scale() {
    if (values().anyMatch(decimals -> decimals.scales().isPresent())) {
      return OptionalInt.empty();
    }
    int scale = values().mapToInt(Values.Decimals::scale).max().orElse(0);
    return values().allMatch(decimals -> fits(decimals, scale))
        ? OptionalInt.of(scale)
        : OptionalInt.empty();
  }

  private static boolean fits(Values.Decimals decimals, int scale) {
    Column column = decimals.unscaled();
    long furthest = Math.max(Math.abs(column.base()), Math.abs(column.max()));
    return BigInteger.valueOf(furthest)
            .multiply(BigInteger.TEN.pow(scale - decimals.scale()))
            .bitLength()
        < Long.SIZE - 1;
  }

  private static long factor(Values.Decimals decimals, int scale) {
    return BigInteger.TEN.pow(scale - decimals.scale()).longValueExact();
  }

  private int shares(int held) {
    return (int) Math.max(1, Math.ceilDiv(current.presentCardinality(), held));
  }

  private long longs(int scale) {
    var changed = new BitSet();
    current.forEachChanged(changed::set);
    Optional<Values.Decimals> built =
        current.built().map(Attribute::values).map(Values.Decimals.class::cast);
    int shares = shares(MAX_LONGS);
    long count = 0;
    for (int share = 0; share < shares; share++) {
      var seen = new LongHashSet();
      var taken = new Share(seen, shares, share);
      if (built.isPresent()) {
        addColumn(built.get(), factor(built.get(), scale), changed, taken);
      }
      changed.stream()
          .forEach(ordinal ->
              current
                  .of(ordinal)
                  .ifPresent(place -> {
                    var decimals = (Values.Decimals) place.values();
                    taken.add(decimals.unscaled().value(place.row()) * factor(decimals, scale));
                  }));
      count += seen.size();
    }
    return count;
  }

  /// The numbers of one pass.
  private record Share(LongHashSet seen, int shares, int number) {
    void add(long value) {
      if (shares == 1 || Long.remainderUnsigned((value * MIX) >>> Integer.SIZE, shares) == number) {
        seen.add(value);
      }
    }
  }

  private void addColumn(Values.Decimals built, long factor, BitSet changed, Share share) {
    Column column = built.unscaled();
    int rows = (int) Math.min(ordinals, column.rows());
    for (int row = 0; row < rows; row++) {
      if (row % CHECK_EVERY == 0) {
        deadline.check();
      }
      if (column.has(row) && !changed.get(row)) {
        share.add(column.value(row) * factor);
      }
    }
  }

  private long decimals() {
    int shares = shares(MAX_DECIMALS);
    long count = 0;
    for (int share = 0; share < shares; share++) {
      Set<BigDecimal> seen = new HashSet<>();
      for (int ordinal = 0; ordinal < ordinals; ordinal++) {
        if (ordinal % CHECK_EVERY == 0) {
          deadline.check();
        }
        Optional<BigDecimal> number =
            current
                .of(ordinal)
                .map(place -> ((Values.Decimals) place.values()).value(place.row()))
                .map(ValueTally::key);
        if (number.isPresent() && Math.floorMod(number.get().hashCode(), shares) == share) {
          seen.add(number.get());
        }
      }
      count += seen.size();
    }
    return count;
  }
}
