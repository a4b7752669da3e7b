package io.lamella.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: no byte has two owners, and none is lost. Method: every block is stamped with its own
/// number at both ends and stays so until it is freed.
class RegionTest {
  private static final long MIB = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(64 * MIB);
  private final Region region = Region.reserve(budget, 64 * MIB);

  private record Stamped(Block block, long stamp) {}

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void blocksNeverOverlapWhateverTheOrderTheyComeAndGo(long seed) {
    var random = new SplittableRandom(seed);
    List<Stamped> live = new ArrayList<>();
    for (int step = 0; step < 4_000; step++) {
      if (live.size() < 50 || (live.size() < 200 && random.nextBoolean())) {
        Block block = region.allocate(random.nextLong(100_000), Purpose.ATTRIBUTES);
        assertThat(block.offset() % 64).as("seed=%d, step=%d", seed, step).isZero();
        stamp(block, step);
        live.add(new Stamped(block, step));
      } else {
        Stamped gone = live.remove(random.nextInt(live.size()));
        check(gone, seed);
        region.free(gone.block());
      }
    }
    assertThat(budget.used(Purpose.ATTRIBUTES))
        .as("seed=%d", seed)
        .isEqualTo(live.stream().mapToLong(stamped -> stamped.block().sizeBytes()).sum());
    live.forEach(stamped -> check(stamped, seed));
    live.forEach(stamped -> region.free(stamped.block()));
    assertThat(budget.used()).isZero();

    Block all = region.allocate(64 * MIB - 64, Purpose.BEHAVIOURS);
    assertThat(all.offset()).as("seed=%d", seed).isZero();
  }

  @Test
  void aVectorMayBeReadPastTheEndOfTheLastBlock() {
    Block all = region.allocate(64 * MIB - 64, Purpose.ATTRIBUTES);

    region.memory().get(ValueLayout.JAVA_LONG, all.offset() + all.sizeBytes() + 64 - Long.BYTES);

    assertThatThrownBy(() -> region.allocate(1, Purpose.ATTRIBUTES))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageContaining("no free range of the region is large enough: needed=64 bytes");
    assertThat(budget.used()).isEqualTo(all.sizeBytes());
  }

  @Test
  void theSmallestHoleThatFitsIsFilledFirst() {
    Block large = region.allocate(10_240, Purpose.ATTRIBUTES);
    region.allocate(64, Purpose.ATTRIBUTES);
    Block small = region.allocate(1_024, Purpose.ATTRIBUTES);
    region.allocate(64, Purpose.ATTRIBUTES);
    region.free(large);
    region.free(small);

    Block next = region.allocate(1_000, Purpose.ATTRIBUTES);

    assertThat(next).isEqualTo(new Block(small.offset(), 1_024, Purpose.ATTRIBUTES));
  }

  @Test
  void theBudgetRefusesBeforeTheRegionIsFull() {
    var tight = new MemoryBudget(1_000);
    try (Region other = Region.reserve(tight, MIB)) {
      other.allocate(640, Purpose.STAGING);

      assertThatThrownBy(() -> other.allocate(400, Purpose.STAGING))
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("needed=1088 bytes, allowed=1000 bytes");
      assertThat(tight.used(Purpose.STAGING)).isEqualTo(640);
    }
  }

  @Test
  void aBlockFreedTwiceIsFoundOut() {
    Block block = region.allocate(100, Purpose.ATTRIBUTES);
    region.free(block);

    assertThatThrownBy(() -> region.free(block))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("freed twice");
  }

  @Test
  void whoeverWritesToAFreedBlockIsFoundOut() {
    assumeTrue(
        Boolean.getBoolean("lamella.memory.verify"),
        "freed blocks are checked only with -Dlamella.memory.verify=true");
    Block block = region.allocate(4_096, Purpose.ATTRIBUTES);
    region.free(block);
    region.memory().set(ValueLayout.JAVA_BYTE, block.offset() + 1_001, (byte) 0);

    assertThatThrownBy(() -> region.allocate(4_096, Purpose.ATTRIBUTES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("written after it was freed: offset=1000");
  }

  @Test
  void aBlockMayBeFreedAfterTheRegionIsClosed() {
    Block block = region.allocate(2 * MIB, Purpose.ATTRIBUTES);
    region.close();

    region.free(block);
    region.close();

    assertThat(budget.used()).isZero();
  }

  @Test
  void manyThreadsNeverShareABlock() {
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(i -> {
          Block block = region.allocate(64 + i % 3_000, Purpose.BEHAVIOURS);
          stamp(block, i);
          check(new Stamped(block, i), 0);
          region.free(block);
        });

    assertThat(budget.used()).isZero();
  }

  private void stamp(Block block, long stamp) {
    region.memory().set(ValueLayout.JAVA_LONG, block.offset(), stamp);
    region.memory().set(ValueLayout.JAVA_LONG, last(block), stamp);
  }

  private void check(Stamped stamped, long seed) {
    assertThat(region.memory().get(ValueLayout.JAVA_LONG, stamped.block().offset()))
        .as("seed=%d", seed)
        .isEqualTo(stamped.stamp());
    assertThat(region.memory().get(ValueLayout.JAVA_LONG, last(stamped.block())))
        .as("seed=%d", seed)
        .isEqualTo(stamped.stamp());
  }

  private static long last(Block block) {
    return block.offset() + block.sizeBytes() - Long.BYTES;
  }
}
