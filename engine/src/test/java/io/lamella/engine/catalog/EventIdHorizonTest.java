package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what must be known is known, little more is, and taking back leaves no trace. Method: the
/// list of all arrivals tells what must be known; horizons that got the same ids in other
/// reservations, or after others were taken back, must be in the same state.
class EventIdHorizonTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 1_700_000_000_000L;

  private final MemoryBudget budget = new MemoryBudget(1 << 30);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void knowsTheIdsOfTheLastDaysThatAreAmongTheLastIds(long seed) {
    var random = new SplittableRandom(seed);
    long ids = 8_000;
    List<Long> arrivals = new ArrayList<>();
    long now = START;
    // Slow and fast in turn: now the days count, now the ids.
    try (var horizon = new EventIdHorizon(budget, 7, ids)) {
      for (int batch = 0; batch < 600; batch++) {
        now += random.nextLong(batch / 100 % 2 == 0 ? DAY : 1_000);
        int count = random.nextInt(300);
        horizon.reserve(count);
        for (int i = 0; i < count; i++) {
          String id = "event-" + arrivals.size();
          assertThat(horizon.contains(id)).isFalse();
          horizon.add(id, now);
          arrivals.add(now);
        }
        verify(horizon, arrivals, now, ids, random, "seed=" + seed + ", batch=" + batch);
      }
      assertThat(arrivals.size()).isGreaterThan(3 * (int) horizon.size());
      assertThat(horizon.sizeBytes()).isEqualTo(budget.used(Purpose.DICTIONARIES));
    }
    assertThat(budget.used()).isZero();
  }

  private static void verify(
      EventIdHorizon horizon,
      List<Long> arrivals,
      long now,
      long ids,
      SplittableRandom random,
      String where) {
    int total = arrivals.size();
    int first = total - Math.toIntExact(horizon.size());
    int mustFrom = Math.max(0, total - (int) ids);
    while (mustFrom < total && arrivals.get(mustFrom) < now - 7 * DAY) {
      mustFrom++;
    }
    assertThat(first).as(where).isLessThanOrEqualTo(mustFrom);
    // An eighth of the ids too many, or a seventh of the days, and what a batch adds.
    assertThat(horizon.size() <= ids + ids / 8 || arrivals.get(first) >= now - 9 * DAY)
        .as(where)
        .isTrue();
    if (total > 0) {
      assertThat(horizon.oldestArrivalMillis()).as(where).hasValue(arrivals.get(first));
    }
    for (int i = 0; i < 50 && total > 0; i++) {
      int at = random.nextInt(total);
      assertThat(horizon.contains("event-" + at)).as(where + ", at=" + at).isEqualTo(at >= first);
    }
    for (int at = Math.max(0, first - 1); at < Math.min(first + 2, total); at++) {
      assertThat(horizon.contains("event-" + at)).as(where + ", at=" + at).isEqualTo(at >= first);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsTakenBackLeavesNoTraceAndReservationsNeither(long seed) {
    var random = new SplittableRandom(seed);
    long now = START;
    int next = 0;
    try (var troubled = new EventIdHorizon(budget, 7, 400);
        var plain = new EventIdHorizon(budget, 7, 400)) {
      for (int batch = 0; batch < 400; batch++) {
        now += random.nextLong(-DAY / 4, random.nextInt(10) == 0 ? 12 * DAY : DAY / 2);
        // Up to three whole horizons in a batch, so that every generation was begun in it.
        int failing = random.nextInt(random.nextInt(10) == 0 ? 1_200 : 60);
        int kept = random.nextInt(failing + 1);
        troubled.reserve(failing);
        for (int i = 0; i < failing; i++) {
          troubled.add("event-" + (next + i), now + i);
        }
        for (int i = failing; i > kept; ) {
          int count = random.nextInt(1, i - kept + 1);
          troubled.removeLast(count);
          i -= count;
        }
        for (int i = 0; i < kept; i++) {
          plain.add("event-" + (next + i), now + i);
        }
        next += kept;
        assertThat(extents(troubled))
            .as("seed=%d, batch=%d", seed, batch)
            .isEqualTo(extents(plain));
        for (int at = Math.max(0, next - 600); at < next + 5; at++) {
          assertThat(troubled.contains("event-" + at))
              .as("seed=%d, batch=%d, at=%d", seed, batch, at)
              .isEqualTo(plain.contains("event-" + at));
        }
        assertThat(troubled.size()).isEqualTo(plain.size());
        assertThat(troubled.oldestArrivalMillis()).isEqualTo(plain.oldestArrivalMillis());
      }
      assertThat(troubled.sizeBytes() + plain.sizeBytes()).isEqualTo(budget.used());
    }
    assertThat(budget.used()).isZero();
  }

  private static List<EventIdHorizon.Extent> extents(EventIdHorizon horizon) {
    try (EventIdHorizon.Image image = horizon.image()) {
      return image.generations().stream().map(EventIdHorizon.Generation::extent).toList();
    }
  }

  @Test
  void onlyWhatWasAddedSinceTheLastReservationIsTakenBack() {
    try (var horizon = new EventIdHorizon(budget, 7, 1_000)) {
      horizon.reserve(10);
      horizon.add("a", START);
      horizon.reserve(10);
      horizon.add("b", START);

      assertThatThrownBy(() -> horizon.removeLast(2)).isInstanceOf(IllegalArgumentException.class);
      horizon.removeLast(1);

      assertThat(horizon.contains("a")).isTrue();
      assertThat(horizon.contains("b")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5_000, 100_000})
  void whatWasReservedCannotFail(int more) {
    for (int before : new int[] {0, 1, 9_999, 10_000, 25_000}) {
      for (long wait : new long[] {0, 2 * DAY}) {
        var tight = new MemoryBudget(1 << 24);
        try (var horizon = new EventIdHorizon(tight, 7, 80_000)) {
          for (int i = 0; i < before; i++) {
            horizon.add("before-" + i, START);
          }
          horizon.reserve(more);
          long used = tight.used();
          tight.reserve(Purpose.STAGING, tight.limit() - used);

          for (int i = 0; i < more; i++) {
            horizon.add("more-" + i, START + wait);
          }

          assertThat(horizon.contains("more-" + (more - 1))).isTrue();
          // A table that was moved was given back.
          assertThat(horizon.sizeBytes()).isLessThanOrEqualTo(used);
          assertThat(tight.used(Purpose.DICTIONARIES)).isEqualTo(horizon.sizeBytes());
        }
      }
    }
  }

  @Test
  void aReservationThatIsRefusedChangesNothing() {
    var tight = new MemoryBudget(1_500_000);
    try (var horizon = new EventIdHorizon(tight, 7, 80_000)) {
      horizon.reserve(5_000);
      for (int i = 0; i < 5_000; i++) {
        horizon.add("event-" + i, START);
      }
      long used = tight.used();

      assertThatThrownBy(() -> horizon.reserve(70_000)).isInstanceOf(BudgetExceededException.class);

      assertThat(tight.used()).isEqualTo(used);
      assertThat(horizon.size()).isEqualTo(5_000);
      assertThat(horizon.contains("event-4999")).isTrue();
      assertThat(horizon.contains("event-5000")).isFalse();
    }
    assertThat(tight.used()).isZero();
  }

  @Test
  void memoryOfALargeReservationThatWasNotNeededIsGivenBack() {
    try (var horizon = new EventIdHorizon(budget, 7, 1_000_000)) {
      horizon.add("a", START);
      horizon.reserve(900_000);
      assertThat(horizon.sizeBytes()).isGreaterThan(16 * 900_000);

      horizon.reserve(10);

      // What the newest generation has it keeps.
      assertThat(horizon.sizeBytes()).isLessThan(21 * 125_000 * 2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aHorizonRestoredFromAnImageGoesOnLikeTheOneItWasTakenFrom(long seed) {
    var random = new SplittableRandom(seed);
    try (var original = new EventIdHorizon(budget, 7, 4_000);
        var restored = new EventIdHorizon(budget, 7, 4_000);
        var smaller = new EventIdHorizon(budget, 7, 100)) {
      long now = START;
      int next = 0;
      for (; next < 7_777; next++) {
        now += random.nextLong(DAY / 1_000);
        original.add("event-" + next, now);
      }
      try (EventIdHorizon.Image image = original.image()) {
        for (EventIdHorizon.Generation generation : image.generations()) {
          restored.restore(generation.extent(), hashes -> hashes.copyFrom(generation.hashes()));
          smaller.restore(generation.extent(), hashes -> hashes.copyFrom(generation.hashes()));
        }
      }
      assertThat(extents(restored)).isEqualTo(extents(original));
      assertThat(smaller.size()).isEqualTo(original.size());
      assertThat(smaller.contains("event-7776")).isTrue();

      for (; next < 15_000; next++) {
        now += random.nextLong(DAY / 1_000);
        assertThat(restored.contains("event-" + (next - 4_000)))
            .isEqualTo(original.contains("event-" + (next - 4_000)));
        original.add("event-" + next, now);
        restored.add("event-" + next, now);
        smaller.add("event-" + next, now);
      }
      assertThat(extents(restored)).isEqualTo(extents(original));
      assertThat(restored.size()).isEqualTo(original.size());
      assertThat(smaller.size()).isBetween(100L, 120L);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void aGenerationThatCannotBeFilledIsNotThere() {
    try (var horizon = new EventIdHorizon(budget, 7, 4_000)) {
      var extent = new EventIdHorizon.Extent(3, 10, START, START + 1, false);
      assertThatThrownBy(() ->
              horizon.restore(
                  extent,
                  _ -> {
                    throw new IOException("damaged");
                  }))
          .isInstanceOf(IOException.class);

      assertThat(horizon.size()).isZero();
      assertThat(horizon.oldestArrivalMillis()).isEmpty();
      assertThat(budget.used()).isZero();
    }
  }

  @Test
  void anImageIsReadByAnotherThreadWhileIdsComeAndGo() {
    try (var horizon = new EventIdHorizon(budget, 7, 2_000)) {
      List<CompletableFuture<Void>> readers = new ArrayList<>();
      for (int batch = 0; batch < 200; batch++) {
        horizon.reserve(100);
        for (int i = 0; i < 100; i++) {
          horizon.add("event-" + batch + "-" + i, START + batch);
        }
        if (batch % 3 == 0) {
          horizon.removeLast(50);
          horizon.reserve(0);
        }
        EventIdHorizon.Image image = horizon.image();
        List<byte[]> expected = image.generations().stream().map(EventIdHorizonTest::copy).toList();
        readers.add(
            CompletableFuture.runAsync(() -> {
              try (image) {
                List<byte[]> actual =
                    image.generations().stream().map(EventIdHorizonTest::copy).toList();
                assertThat(actual).containsExactlyElementsOf(expected);
              }
            }));
      }
      readers.forEach(CompletableFuture::join);
    }
    assertThat(budget.used()).isZero();
  }

  private static byte[] copy(EventIdHorizon.Generation generation) {
    MemorySegment hashes = generation.hashes();
    assertThat(hashes.byteSize()).isEqualTo(16L * generation.extent().size());
    return hashes.toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void anImageOutlivesItsHorizon() {
    EventIdHorizon.Image image;
    try (var horizon = new EventIdHorizon(budget, 7, 2_000)) {
      horizon.add("a", START);
      image = horizon.image();
    }
    assertThat(image.generations().getFirst().hashes().byteSize()).isEqualTo(16);
    assertThat(copy(image.generations().getFirst())).isNotEqualTo(new byte[16]);
    image.close();
    image.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void anEmptyIdIsAnId() {
    try (var horizon = new EventIdHorizon(budget, 1, 1)) {
      assertThat(horizon.contains("")).isFalse();
      horizon.add("", START);
      assertThat(horizon.contains("")).isTrue();
    }
  }
}
