package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the chain of maps is one map without a ceiling. Method: a small first map, so that the
/// chain grows several times.
class ChronicleCustomerDictionaryTest {
  private static final long FIRST_ROOM = 1 << 10;

  private final MemoryBudget budget = new MemoryBudget(1L << 30);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAHashMapAsIdsComeAndGo(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Integer> expected = new HashMap<>();
    try (var dictionary = new ChronicleCustomerDictionary(budget, FIRST_ROOM)) {
      for (int step = 0; step < 100_000; step++) {
        String name = "c" + random.nextInt(60_000);
        byte[] id = id(name);
        Integer known = expected.get(name);
        assertThat(dictionary.find(id))
            .as("seed=%d, step=%d", seed, step)
            .isEqualTo(known == null ? CustomerDictionary.NONE : known);
        if (known == null) {
          expected.put(name, step);
          dictionary.put(id, step);
        } else if (random.nextInt(4) == 0) {
          expected.remove(name);
          dictionary.remove(id);
        }
      }
      assertThat(dictionary.size()).as("seed=%d", seed).isEqualTo(expected.size());
      expected.forEach((name, ordinal) ->
          assertThat(dictionary.find(id(name))).as("seed=%d", seed).isEqualTo(ordinal));
    }
    assertThat(budget.used()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void idsOfEveryLengthFindRoomInAnyOrder(long seed) {
    var random = new SplittableRandom(seed);
    List<byte[]> ids = new ArrayList<>();
    try (var dictionary = new ChronicleCustomerDictionary(budget, FIRST_ROOM)) {
      for (int i = 0; i < 30_000; i++) {
        // Long ones first or last, or all mixed.
        int most =
            switch ((int) seed) {
              case 1 -> i < 10_000 ? CustomerDictionary.MAX_ID_BYTES : 12;
              case 2 -> i < 20_000 ? 12 : CustomerDictionary.MAX_ID_BYTES;
              default -> 1 << random.nextInt(3, 11);
            };
        byte[] id = new byte[Math.max(4, most)];
        ByteBuffer.wrap(id).putInt(i);
        ids.add(id);
        dictionary.put(id, i);
      }
      for (int i = 0; i < ids.size(); i++) {
        assertThat(dictionary.find(ids.get(i))).as("seed=%d, i=%d", seed, i).isEqualTo(i);
      }
    }
  }

  @Test
  void idsAreToldApartByteForByte() {
    List<byte[]> ids =
        List.of(
            new byte[] {},
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {-1},
            new byte[] {(byte) 0xC3, 0x28},
            id("a"),
            id("A"),
            id("a "),
            id("é"),
            id("e\u0301"));
    try (var dictionary = new ChronicleCustomerDictionary(budget, FIRST_ROOM)) {
      for (int i = 0; i < ids.size(); i++) {
        assertThat(dictionary.find(ids.get(i))).isEqualTo(CustomerDictionary.NONE);
        dictionary.put(ids.get(i), i);
      }
      for (int i = 0; i < ids.size(); i++) {
        assertThat(dictionary.find(ids.get(i))).isEqualTo(i);
      }
    }
  }

  @Test
  void idsMadeToFallIntoOnePartOfAMapStillFindRoom() {
    long room = 1 << 14;
    List<byte[]> ids = idsOfOnePart(room);
    assertThat(ids.size()).isGreaterThan((int) room);
    try (var dictionary = new ChronicleCustomerDictionary(budget, room)) {
      for (int i = 0; i < ids.size(); i++) {
        dictionary.put(ids.get(i), i);
      }
      for (int i = 0; i < ids.size(); i++) {
        assertThat(dictionary.find(ids.get(i))).isEqualTo(i);
      }
    }
  }

  /// Ids that a Chronicle Map of this room keeps in its first segment.
  private static List<byte[]> idsOfOnePart(long room) {
    int parts;
    try (var map = builder(room).create()) {
      parts = map.segments();
    }
    List<byte[]> ids = new ArrayList<>();
    try (var map = builder(1 << 19).actualSegments(parts).create()) {
      for (int i = 0; i < 20_000 * parts; i++) {
        map.put(id("crafted-" + i), i);
      }
      try (var part = map.segmentContext(0)) {
        part.forEachSegmentEntry(entry -> ids.add(entry.key().get().clone()));
      }
    }
    return ids;
  }

  private static ChronicleMapBuilder<byte[], Integer> builder(long room) {
    return ChronicleMap.of(byte[].class, Integer.class)
        .name("crafted")
        .averageKeySize(16)
        .maxBloatFactor(4)
        .entries(room);
  }

  @Test
  void readersFindEveryIdThatWasAddedBeforeTheyAsked() {
    try (var dictionary = new ChronicleCustomerDictionary(budget, FIRST_ROOM)) {
      var added = new AtomicInteger();
      int total = 200_000;
      List<CompletableFuture<Void>> readers = new ArrayList<>();
      for (int reader = 0; reader < 2; reader++) {
        long seed = reader;
        readers.add(
            CompletableFuture.runAsync(() -> {
              var random = new SplittableRandom(seed);
              int seen;
              do {
                seen = added.get();
                int ordinal = random.nextInt(Math.max(seen, 1));
                if (seen > 0) {
                  assertThat(dictionary.find(id("r" + ordinal)))
                      .as("seed=%d", seed)
                      .isEqualTo(ordinal);
                }
                assertThat(dictionary.find(id("absent" + ordinal)))
                    .isEqualTo(CustomerDictionary.NONE);
              } while (seen < total);
            }));
      }
      for (int ordinal = 0; ordinal < total; ordinal++) {
        dictionary.put(id("r" + ordinal), ordinal);
        added.set(ordinal + 1);
      }
      readers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void theBudgetRefusesAnIdAndTheOthersStay() {
    var tight = new MemoryBudget(200_000);
    try (var dictionary = new ChronicleCustomerDictionary(tight, FIRST_ROOM)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  dictionary.put(id("budget-" + i), i);
                }
              })
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("allowed=200000 bytes");

      int size = Math.toIntExact(dictionary.size());
      assertThat(size).isBetween(1_000, 10_000);
      assertThat(dictionary.find(id("budget-" + (size - 1)))).isEqualTo(size - 1);
      assertThat(dictionary.find(id("budget-" + size))).isEqualTo(CustomerDictionary.NONE);
      assertThat(dictionary.sizeBytes()).isEqualTo(tight.used(Purpose.DICTIONARIES));
    }
    assertThat(tight.used()).isZero();
  }

  @Test
  void anEmptyDictionaryTakesNothing() {
    try (var dictionary = new ChronicleCustomerDictionary(budget)) {
      assertThat(dictionary.sizeBytes()).isZero();
      assertThat(dictionary.find(id("nobody"))).isEqualTo(CustomerDictionary.NONE);
    }
  }

  private static byte[] id(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
