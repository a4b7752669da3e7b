package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/// Goal: RoaringBitmap reads what we write and we read what it writes, and both write the same
/// bytes. Method: random chunks of every shape, few and many of them, at random places.
class RoaringRoundTripTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ourBytesAreThoseOfTheLibraryAndComeBackAsTheSameOrdinals(long seed) throws IOException {
    var random = new SplittableRandom(seed);
    // With fewer than four containers the format leaves out offsets.
    for (int chunks : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 40}) {
      RoaringBitmap expected = random(random, chunks);
      check(expected, "seed=%d, chunks=%d".formatted(seed, chunks));
    }
  }

  @Test
  void everyShapeAloneIsWrittenAsTheLibraryDoes() throws IOException {
    var random = new SplittableRandom(31);
    for (Shape shape : Shape.values()) {
      var expected = new RoaringBitmap();
      add(expected, 32_767, shape.words(random));
      check(expected, shape.toString());
    }
  }

  @ParameterizedTest(name = "{0} values")
  @ValueSource(ints = {1, 2, 3, 4, 4_095, 4_096, 4_097, 32_768})
  void arraysEndAndBitsetsBeginWhereTheLibrarySays(int values) throws IOException {
    var apart = new RoaringBitmap();
    add(apart, 7, Shape.only(0, 2, values));
    check(apart, values + " values that are 2 apart");
    var together = new RoaringBitmap();
    add(together, 7, Shape.only(65_536 - values, values));
    check(together, values + " values in one run");
  }

  @ParameterizedTest(name = "{0} runs")
  @ValueSource(ints = {2_046, 2_047, 2_048})
  void runsAreWrittenOnlyWhereTheyAreSmallerThanABitset(int runs) throws IOException {
    var expected = new RoaringBitmap();
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < 10; i++) {
        expected.add(run * 32 + i);
      }
    }
    check(expected, runs + " runs");
  }

  @Test
  void aBitmapOfEveryChunkComesBack() throws IOException {
    var expected = new RoaringBitmap();
    for (int chunk = 0; chunk < DirectoryEntry.CHUNKS; chunk++) {
      expected.add(chunk << 16 | chunk);
    }
    check(expected, "one value in each chunk");
  }

  @Test
  void severalBitmapsInOneStreamAreReadOneAfterTheOther() {
    var random = new SplittableRandom(41);
    List<RoaringBitmap> expected = new ArrayList<>();
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      expected.add(random(random, i));
      bytes.writeBytes(Chunks.serialized(expected.get(i)));
    }
    try (Arena arena = Arena.ofConfined()) {
      for (boolean stream : new boolean[] {false, true}) {
        BitmapTable table =
            Tables.build(
                arena,
                builder -> {
                  byte[] all = bytes.toByteArray();
                  RoaringReader reader =
                      stream
                          ? RoaringReader.of(new ByteArrayInputStream(all))
                          : RoaringReader.of(MemorySegment.ofArray(all));
                  while (!reader.atEnd()) {
                    reader.read(builder);
                    builder.endBitmap();
                  }
                  assertThat(reader.position()).isEqualTo(all.length);
                });
        assertThat(table.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
          assertThat(Tables.ordinals(table.bitmap(i))).isEqualTo(expected.get(i));
        }
      }
    }
  }

  @Test
  void aReaderTakesNoByteBehindTheBitmapFromItsStream() {
    byte[] bytes = Chunks.serialized(RoaringBitmap.bitmapOf(1, 2, 70_000));
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, bytes.length);
    longer[bytes.length] = 42;
    var stream = new ByteArrayInputStream(longer);
    RoaringReader.of(stream).read((chunk, words) -> {});
    assertThat(stream.read()).isEqualTo(42);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {51, 52, 53})
  void valuesOf64BitsAreReadAsTheLibraryWritesThem(long seed) {
    var random = new SplittableRandom(seed);
    var expected = new Roaring64NavigableMap();
    for (int i = 0; i < 40; i++) {
      long first = random.nextLong();
      expected.add(first);
      expected.add(first & 0xFFFF_FFFFL);
      expected.addRange(first & ~0xFFFL, (first & ~0xFFFL) + random.nextInt(4_000));
    }
    expected.add(-1L);
    expected.runOptimize();
    byte[] bytes = Chunks.serialized(expected);
    var memory = MemorySegment.ofArray(bytes);
    assertThat(Chunks.visited(visitor -> RoaringReader.read64(memory, visitor)))
        .as("seed=%d", seed)
        .isEqualTo(Chunks.of(expected))
        .isEqualTo(Chunks.visited(RoaringReader.of(new ByteArrayInputStream(bytes))::read64));
  }

  @Test
  void tooSmallATargetIsRefusedBeforeAnyByteIsWritten() {
    try (Arena arena = Arena.ofConfined()) {
      var writer = new RoaringWriter(Tables.bitmap(arena, RoaringBitmap.bitmapOf(1, 5, 9)));
      byte[] target = new byte[(int) writer.sizeBytes() + 6];
      var memory = MemorySegment.ofArray(target);
      assertThatThrownBy(() -> writer.writeTo(memory, 7))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(target).containsOnly(0);
    }
  }

  private static RoaringBitmap random(SplittableRandom random, int chunks) {
    var ordinals = new RoaringBitmap();
    var shapes = Shape.values();
    for (int i = 0; i < chunks; i++) {
      int chunk = random.nextBoolean() ? i : random.nextInt(DirectoryEntry.CHUNKS);
      add(ordinals, chunk, shapes[random.nextInt(shapes.length)].words(random));
    }
    return ordinals;
  }

  private static void add(RoaringBitmap ordinals, int chunk, long[] words) {
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        ordinals.add((chunk << 16) + (word << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }

  private static void check(RoaringBitmap expected, String what) throws IOException {
    byte[] asBitsets = Chunks.serialized(expected);
    RoaringBitmap optimized = expected.clone();
    optimized.runOptimize();
    byte[] bytes = Chunks.serialized(optimized);
    try (Arena arena = Arena.ofConfined()) {
      var writer = new RoaringWriter(Tables.bitmap(arena, expected));
      assertThat(writer.sizeBytes()).as(what).isEqualTo(bytes.length);

      var stream = new ByteArrayOutputStream();
      writer.writeTo(stream);
      assertThat(stream.toByteArray()).as(what).isEqualTo(bytes);

      // At an odd place, with bytes around it that stay.
      MemorySegment memory = arena.allocate(bytes.length + 10);
      memory.fill((byte) 0x5A);
      writer.writeTo(memory, 3);
      assertThat(memory.asSlice(3, bytes.length).toArray(ValueLayout.JAVA_BYTE))
          .as(what)
          .isEqualTo(bytes);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 2)).isEqualTo((byte) 0x5A);
      assertThat(memory.get(ValueLayout.JAVA_BYTE, 3 + bytes.length)).isEqualTo((byte) 0x5A);

      MemorySegment written = memory.asSlice(3, bytes.length);
      for (MemorySegment source : List.of(written, MemorySegment.ofArray(asBitsets))) {
        BitmapTable table =
            Tables.build(
                arena,
                builder -> {
                  RoaringReader.read(source, builder);
                  builder.endBitmap();
                });
        assertThat(Tables.ordinals(table.bitmap(0))).as(what).isEqualTo(expected);
      }
      assertThat(Chunks.visited(visitor -> RoaringReader.read(written, visitor)))
          .as(what)
          .isEqualTo(Chunks.of(expected));
    }
  }
}
