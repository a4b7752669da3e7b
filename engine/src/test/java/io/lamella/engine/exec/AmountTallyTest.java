package io.lamella.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.index.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: sums and squares are exact on both sides of where longs give way to decimals, and where
/// the squares' lower half runs over. Method: a decimal sum of the same amounts.
class AmountTallyTest {
  private static final long SMALL = 1L << 31;

  static List<long[]> amounts() {
    return List.of(
        new long[] {},
        new long[] {0, 0},
        new long[] {1, -1, 2},
        new long[] {SMALL - 1, SMALL, SMALL + 1, -SMALL + 1, -SMALL, -SMALL - 1},
        LongStream.generate(() -> SMALL - 1).limit(9).toArray(),
        LongStream.generate(() -> 1 - SMALL).limit(4_097).toArray(),
        new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 5});
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void everyAmountIsAddedExactly(long[] amounts) {
    var tally = new AmountTally();
    var fixed = new Fixed(amounts);
    for (int slot = 0; slot < amounts.length; slot++) {
      tally.add(fixed, slot);
    }

    SetTotals.Amount added = tally.with(SetTotals.Amount.NOTHING);

    List<BigDecimal> decimals =
        LongStream.of(amounts).mapToObj(it -> BigDecimal.valueOf(it, Fixed.SCALE)).toList();
    assertThat(added.nonZero()).isEqualTo(LongStream.of(amounts).filter(it -> it != 0).count());
    assertThat(added.sum())
        .isEqualByComparingTo(decimals.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(added.squares())
        .isEqualByComparingTo(
            decimals.stream().map(it -> it.multiply(it)).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static final class Fixed extends PlainAmounts {
    static final int SCALE = 2;

    private final long[] amounts;

    Fixed(long[] amounts) {
      this.amounts = amounts;
    }

    @Override
    void open(ChunkScratch scratch) {}

    @Override
    void grow(int slots) {}

    @Override
    void add(Bucket bucket, int[] rows, int[] slots, int count) {}

    @Override
    void close(ChunkScratch scratch) {}

    @Override
    boolean has(int slot) {
      return true;
    }

    @Override
    long unscaled(int slot) {
      return amounts[slot];
    }

    @Override
    int scale() {
      return SCALE;
    }
  }
}
