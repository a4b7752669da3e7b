package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.memory.MemoryBudget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the chain of maps is one map without a ceiling. Method: a small first map, so that the
/// chain grows several times.
class ChronicleCustomerDictionaryTest extends CustomerDictionaryContract {
  private static final long FIRST_ROOM = 1 << 10;

  @Override
  CustomerDictionary open(MemoryBudget taken) {
    return new ChronicleCustomerDictionary(taken, FIRST_ROOM);
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
  void anEmptyDictionaryTakesNothing() {
    try (var dictionary = new ChronicleCustomerDictionary(budget)) {
      assertThat(dictionary.sizeBytes()).isZero();
      assertThat(dictionary.find(id("nobody"))).isEqualTo(CustomerDictionary.NONE);
    }
  }
}
