package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: the table is a map, whatever the hashes are and however often it moves to another table.
/// Method: keys are numbers in an array, and their hash is chosen by the test; [HashMap] is the
/// oracle.
class PositionTableTest {
  private static final int MOST = 200_000;

  private final MemoryBudget budget = new MemoryBudget(1 << 26);
  private final long[] byPosition = new long[MOST];

  /// What the keys' hashes look like.
  enum Hashes {
    RANDOM,
    /// 64 keys share a hash.
    SHARED,
    /// All keys begin their search in the last slots, so that it goes on from the first.
    CROWDED_AT_THE_END;

    long of(long key) {
      return switch (this) {
        case RANDOM -> mix(key);
        case SHARED -> mix(key >>> 6);
        case CROWDED_AT_THE_END -> mix(key) | (-1L << 54);
      };
    }
  }

  private final class Keys implements PositionTable.Keys<Long> {
    private final LongUnaryOperator hash;

    Keys(LongUnaryOperator hash) {
      this.hash = hash;
    }

    @Override
    public long hash(int position) {
      return hash.applyAsLong(byPosition[position]);
    }

    @Override
    public boolean equal(int position, Long key) {
      return position < byPosition.length && byPosition[position] == key;
    }
  }

  private static long mix(long key) {
    return new SplittableRandom(key).nextLong();
  }

  private PositionTable<Long> table(LongUnaryOperator hash) {
    return new PositionTable<>(budget, new Keys(hash), 0);
  }

  @ParameterizedTest
  @EnumSource(Hashes.class)
  void agreesWithAHashMapAsKeysComeAndGo(Hashes hashes) {
    LongUnaryOperator hash = hashes::of;
    var random = new SplittableRandom(5);
    int steps = hashes == Hashes.CROWDED_AT_THE_END ? 8_000 : MOST;
    Map<Long, Integer> expected = new HashMap<>();
    try (PositionTable<Long> table = table(hash)) {
      for (int step = 0; step < steps; step++) {
        long key = random.nextInt(steps / 4);
        Integer known = expected.get(key);
        assertThat(table.find(hash.applyAsLong(key), key))
            .as("step=%d", step)
            .isEqualTo(known == null ? PositionTable.NONE : known);
        if (known == null) {
          byPosition[step] = key;
          table.put(hash.applyAsLong(key), step);
          expected.put(key, step);
        } else if (step / 20_000 % 2 == 1 || random.nextInt(3) == 0) {
          assertThat(table.remove(hash.applyAsLong(key), known)).isTrue();
          assertThat(table.remove(hash.applyAsLong(key), known)).isFalse();
          expected.remove(key);
        }
        assertThat(table.size()).isEqualTo(expected.size());
      }
      expected.forEach((key, position) ->
          assertThat(table.find(hash.applyAsLong(key), key)).isEqualTo(position));
      assertThat(table.sizeBytes()).isEqualTo(budget.used(Purpose.DICTIONARIES));
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void isBetweenThreeEighthsAndThreeQuartersFullAsItGrows() {
    try (PositionTable<Long> table = table(PositionTableTest::mix)) {
      int moving = 0;
      for (int position = 0; position < MOST; position++) {
        byPosition[position] = position;
        table.put(mix(position), position);
        if (position >= 1_000) {
          double slots = table.sizeBytes() / 4.0;
          // Both tables while it moves: one and a half times the larger one.
          assertThat(table.size() / slots).as("position=%d", position).isBetween(0.249, 0.75);
          moving += table.size() / slots < 0.374 ? 1 : 0;
        }
      }
      assertThat(moving).isBetween(MOST / 20, MOST / 4);
    }
  }

  @Test
  void keysThatComeAndGoTakeNoMoreMemoryHoweverMany() {
    try (PositionTable<Long> table = table(PositionTableTest::mix)) {
      long most = 0;
      for (int round = 0; round < 3_000; round++) {
        for (int position = 0; position < 600; position++) {
          byPosition[position] = round * 1_000L + position;
          table.put(mix(byPosition[position]), position);
        }
        for (int position = 0; position < 600; position++) {
          assertThat(table.remove(mix(byPosition[position]), position)).isTrue();
        }
        most = Math.max(most, table.sizeBytes());
      }
      assertThat(most).isLessThanOrEqualTo(3 * 4 * 1_024);
      assertThat(table.size()).isZero();
    }
  }

  @Test
  void whatWasReservedCannotFail() {
    var tight = new MemoryBudget(1 << 21);
    try (var table = new PositionTable<>(tight, new Keys(PositionTableTest::mix), MOST)) {
      put(table, 0, 700);
      table.reserve(100_000);
      tight.reserve(Purpose.STAGING, tight.limit() - tight.used());

      put(table, 700, 100_700);

      assertThat(table.find(mix(100_699), 100_699L)).isEqualTo(100_699);
    }
  }

  @Test
  void whatTheBudgetRefusesChangesNothing() {
    var tight = new MemoryBudget(100_000);
    try (var table = new PositionTable<>(tight, new Keys(PositionTableTest::mix), 0)) {
      assertThatThrownBy(() -> put(table, 0, MOST)).isInstanceOf(BudgetExceededException.class);
      long size = table.size();
      long used = tight.used();
      assertThat(size).isGreaterThan(6_000);
      assertThatThrownBy(() -> table.reserve(MOST)).isInstanceOf(BudgetExceededException.class);
      assertThatThrownBy(() -> table.rebuild(MOST, position -> false))
          .isInstanceOf(BudgetExceededException.class);

      assertThat(table.size()).isEqualTo(size);
      assertThat(tight.used()).isEqualTo(used).isEqualTo(table.sizeBytes());
      for (long key = 0; key < size; key++) {
        assertThat(table.find(mix(key), key)).isEqualTo((int) key);
      }
      assertThat(table.find(mix(size), size)).isEqualTo(PositionTable.NONE);
    }
  }

  @Test
  void aPositionFarAboveTheNumberOfKeysIsKept() {
    try (PositionTable<Long> table = table(PositionTableTest::mix)) {
      put(table, 0, 10);
      byPosition[MOST - 1] = MOST - 1;
      table.put(mix(MOST - 1), MOST - 1);
      byPosition[10] = 10;
      table.put(mix(10), 10);

      for (int position : new int[] {0, 9, 10, MOST - 1}) {
        assertThat(table.find(mix(position), (long) position)).isEqualTo(position);
      }
    }
  }

  @Test
  void theHighestPositionIsKept() {
    PositionTable.Keys<String> keys =
        new PositionTable.Keys<>() {
          @Override
          public long hash(int position) {
            return position;
          }

          @Override
          public boolean equal(int position, String key) {
            return key.equals(Integer.toString(position));
          }
        };
    try (var table = new PositionTable<>(budget, keys, 0)) {
      int highest = PositionTable.MAX_POSITION;
      table.put(1, 1);
      table.put(highest, highest);

      assertThat(table.find(highest, Integer.toString(highest))).isEqualTo(highest);
      assertThat(table.find(1, "1")).isEqualTo(1);
      assertThat(table.remove(highest, highest)).isTrue();
      assertThat(table.find(highest, Integer.toString(highest))).isEqualTo(PositionTable.NONE);
    }
  }

  private void put(PositionTable<Long> table, int from, int to) {
    for (int position = from; position < to; position++) {
      byPosition[position] = position;
      table.put(mix(position), position);
    }
  }
}
