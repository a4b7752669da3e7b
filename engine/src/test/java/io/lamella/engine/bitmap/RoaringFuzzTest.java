package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/// Goal: bytes that were damaged are refused, or are a bitmap that the library reads too, and the
/// same one. Method: valid files of all kinds of container with random bytes changed, put in, taken
/// out or cut off.
class RoaringFuzzTest {

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void damagedBytesAreRefusedOrReadAsTheLibraryDoes() {
    fuzz(71, 2_000);
  }

  @Test
  @Tag("long")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void manyDamagedBytesAreRefusedOrReadAsTheLibraryDoes() {
    fuzz(72, 200_000);
  }

  private static void fuzz(long seed, int mutations) {
    var random = new SplittableRandom(seed);
    List<byte[]> files = List.of(arrays(), runs(), mixed());
    List<byte[]> files64 = List.of(buckets());
    int accepted = 0;
    for (int i = 0; i < mutations; i++) {
      String what = "seed=%d, mutation %d".formatted(seed, i);
      if (random.nextInt(4) == 0) {
        byte[] bytes = damaged(random, files64.get(random.nextInt(files64.size())));
        accepted += check64(what, bytes) ? 1 : 0;
      } else {
        byte[] bytes = damaged(random, files.get(random.nextInt(files.size())));
        accepted += check(what, bytes) ? 1 : 0;
      }
    }
    assertThat(accepted).as("seed=%d, accepted", seed).isBetween(mutations / 100, mutations / 2);
  }

  private static boolean check(String what, byte[] bytes) {
    var memory = MemorySegment.ofArray(bytes);
    Optional<Map<Long, BitSet>> visited =
        visited(what, visitor -> RoaringReader.read(memory, visitor));
    assertThat(
            visited(
                what,
                visitor -> {
                  RoaringReader reader = RoaringReader.of(new ByteArrayInputStream(bytes));
                  reader.read(visitor);
                  reader.end();
                }))
        .as(what)
        .isEqualTo(visited);
    visited.ifPresent(chunks -> {
      assertThat(chunks).as(what).isEqualTo(Chunks.library(bytes));
      assertThat(chunks).as(what).isEqualTo(Chunks.libraryInPlace(bytes));
    });
    boolean fits =
        visited.isPresent()
            && visited.get().keySet().stream().allMatch(chunk -> chunk < DirectoryEntry.CHUNKS);
    checkBuilt(what, memory, fits ? visited : Optional.empty());
    return visited.isPresent();
  }

  private static void checkBuilt(
      String what, MemorySegment memory, Optional<Map<Long, BitSet>> expected) {
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable table =
          Tables.build(
              arena,
              builder -> {
                boolean read = true;
                try {
                  RoaringReader.read(memory, builder);
                } catch (RoaringFormatException refused) {
                  read = false;
                }
                assertThat(read).as(what).isEqualTo(expected.isPresent());
                builder.endBitmap();
              });
      assertThat(Chunks.of(Tables.ordinals(table.bitmap(0))))
          .as(what)
          .isEqualTo(expected.orElse(Map.of()));
    }
  }

  private static boolean check64(String what, byte[] bytes) {
    Optional<Map<Long, BitSet>> visited =
        visited(what, visitor -> RoaringReader.read64(MemorySegment.ofArray(bytes), visitor));
    assertThat(
            visited(
                what,
                visitor -> {
                  RoaringReader reader = RoaringReader.of(new ByteArrayInputStream(bytes));
                  reader.read64(visitor);
                  reader.end();
                }))
        .as(what)
        .isEqualTo(visited);
    visited.ifPresent(chunks -> assertThat(chunks).as(what).isEqualTo(Chunks.library64(bytes)));
    return visited.isPresent();
  }

  /// What is visited; empty if the bytes are refused. Any other end is the test's.
  private static Optional<Map<Long, BitSet>> visited(String what, Consumer<ChunkVisitor> read) {
    try {
      return Optional.of(Chunks.visited(read));
    } catch (RoaringFormatException refused) {
      assertThat(refused.offset()).as(what).isNotNegative();
      return Optional.empty();
    }
  }

  private static byte[] damaged(SplittableRandom random, byte[] valid) {
    byte[] bytes = valid.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      bytes = damagedOnce(random, bytes);
    }
    return bytes;
  }

  private static byte[] damagedOnce(SplittableRandom random, byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    // Headers are few bytes among many; half of the damage is theirs.
    int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(64, bytes.length));
    switch (random.nextInt(12)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
      }
      case 2 -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
      }
      case 3, 4 -> bytes[at] = (byte) random.nextInt();
      case 5, 6 -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
      case 7, 8 -> bytes[at] += random.nextBoolean() ? (byte) 1 : (byte) -1;
      default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] arrays() {
    var bitmap = new RoaringBitmap();
    for (int i = 0; i < 200; i++) {
      bitmap.add(i * 2_003);
    }
    return Chunks.serialized(bitmap);
  }

  /// Too few containers for offsets.
  private static byte[] runs() {
    var bitmap = new RoaringBitmap();
    for (int i = 0; i < 30; i++) {
      bitmap.add(i * 5_000L, i * 5_090L + 100);
    }
    bitmap.runOptimize();
    return Chunks.serialized(bitmap);
  }

  private static byte[] mixed() {
    var bitmap = new RoaringBitmap();
    for (int i = 0; i < 1 << 16; i += 5) {
      bitmap.add(i);
    }
    bitmap.add(1L << 16, 2L << 16);
    bitmap.add((7L << 16) + 77, (7L << 16) + 999);
    bitmap.add(32_767 << 16);
    for (int i = 0; i < 50; i++) {
      bitmap.add((9 << 16) + i * i);
    }
    bitmap.runOptimize();
    return Chunks.serialized(bitmap);
  }

  private static byte[] buckets() {
    var bitmap = new Roaring64NavigableMap();
    for (long high : new long[] {0, 3, 0x8000_0000L, 0xFFFF_FFFFL}) {
      for (int i = 0; i < 40; i++) {
        bitmap.addLong((high << 32) + i * 3_001L);
      }
      bitmap.addRange((high << 32) + (1 << 20), (high << 32) + (1 << 20) + 500);
    }
    bitmap.runOptimize();
    return Chunks.serialized(bitmap);
  }
}
