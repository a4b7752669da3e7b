package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

/// Goal: bytes that are not right are refused, and the error says where, what and why. Method:
/// bytes written by hand, each with one thing wrong.
class RoaringReaderTest {
  private static final int WITHOUT_RUNS = 12_346;
  private static final int ONE_CONTAINER_WITH_RUNS = 12_347;

  /// More than four readers and their errors need, and less than any count that lies asks for.
  private static final long MAX_HEAP_BYTES = 256 << 10;

  static Stream<Arguments> wrongBytes() {
    return Stream.of(
        wrong(bytes(), 0, "the end after 0 bytes", "4 bytes of cookie"),
        wrong(bytes(u16(12_346)), 0, "the end after 2 bytes", "4 bytes of cookie"),
        wrong(bytes(u32(12_345), u32(0)), 0, "the cookie 12345", "12346, or 12347"),
        wrong(bytes(u32(12_346 | 1 << 16), u32(0)), 0, "the cookie 77882", "12346"),
        wrong(bytes(u32(WITHOUT_RUNS)), 4, "the end after 0 bytes", "number of containers"),
        wrong(bytes(u32(WITHOUT_RUNS), u32(65_537)), 4, "65537 containers", "at most 65536"),
        wrong(bytes(u32(WITHOUT_RUNS), u32(-1)), 4, "4294967295 containers", "at most 65536"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(65_536), u32(0)),
            8,
            "the end after 4 bytes",
            "262144 bytes of headers of 65536 containers"),
        wrong(bytes(u32(12_347 | 8 << 16), u16(0)), 6, "the end after 0 bytes", "36 bytes of"),
        wrong(bytes(u32(12_347 | 8 << 16), new byte[1]), 4, "the end after 1", "2 bytes of run fl"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(2), header(5, 1), header(5, 1)),
            12,
            "the key 5 after 5",
            "keys that ascend"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(1), header(1, 1)),
            12,
            "the end after 0 bytes",
            "4 bytes of offsets of 1 containers"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(1), header(1, 1), u32(15), u16(3)),
            12,
            "the offset 15",
            "16, where the container before ends"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(1), header(1, 1), u32(-1), u16(3)),
            12,
            "the offset 4294967295",
            "16"),
        wrong(array(1, 2, 2), 20, "the value 2 after 2", "ascend"),
        wrong(array(60_000, 3), 18, "the value 3 after 60000", "ascend"),
        wrong(
            Arrays.copyOf(array(1, 2, 3), 21), 16, "the end after 5 bytes", "6 bytes of an array"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(1), header(1, 5_000), u32(16), new byte[8_191]),
            16,
            "the end after 8191 bytes",
            "8192 bytes of a bitset"),
        wrong(
            bytes(u32(WITHOUT_RUNS), u32(1), header(1, 5_000), u32(16), new byte[8_192]),
            16,
            "a container of 0 values",
            "5000 values"),
        wrong(bytes(array(1, 2, 3), new byte[1]), 22, "more bytes", "the end"),
        wrong(Arrays.copyOf(runs(3, 0, 2), 9), 9, "the end after 0", "2 bytes of a number of r"),
        wrong(Arrays.copyOf(runs(3, 0, 2), 14), 11, "the end after 3", "4 bytes of 1 runs"),
        wrong(runs(4, 0, 2), 9, "a container of 3 values", "4 values"),
        wrong(runs(1), 9, "a container of 0 values", "1 values"),
        wrong(runs(20, 10, 9, 15, 9), 15, "a run from 15 after one to 19", "runs ascend"),
        wrong(runs(20, 10, 9, 19, 9), 15, "a run from 19 after one to 19", "runs ascend"),
        wrong(runs(20, 10, 9, 0, 9), 15, "a run from 0 after one to 19", "runs ascend"),
        wrong(runs(2, 65_535, 1), 11, "a run from 65535 to 65536", "at most 65535"));
  }

  static Stream<Arguments> wrongBytesOf64Bits() {
    byte[] empty = bytes(u32(WITHOUT_RUNS), u32(0));
    return Stream.of(
        wrong(new byte[7], 0, "the end after 7 bytes", "8 bytes of number of buckets"),
        wrong(u64(1), 0, "1 buckets", "at most 0"),
        wrong(bytes(u64(-1), u32(0), empty), 0, "18446744073709551615 buckets", "at most 1"),
        wrong(bytes(u64(2), u32(0), empty), 0, "2 buckets", "at most 1"),
        wrong(
            bytes(u64(2), u32(9), empty, u32(9), empty),
            20,
            "the high half 9 after 9",
            "high halves that ascend"),
        wrong(
            bytes(u64(2), u32(-1), empty, u32(9), empty),
            20,
            "the high half 9 after 4294967295",
            "ascend"),
        wrong(bytes(u64(1), u32(9), array(5, 4)), 30, "the value 4 after 5", "ascend"),
        wrong(bytes(u64(1), u32(9), empty, u32(0)), 20, "more bytes", "the end"),
        wrong(bytes(u64(0), u32(0)), 8, "more bytes", "the end"));
  }

  @ParameterizedTest
  @MethodSource("wrongBytes")
  void theErrorSaysWhereWhatAndWhy(byte[] bytes, long offset, String found, String expected) {
    var memory = MemorySegment.ofArray(bytes);
    ChunkVisitor nothing =
        (chunk, words) -> {
          throw new AssertionError("visited before all was checked: chunk=" + chunk);
        };
    check(() -> RoaringReader.read(memory, nothing), offset, found, expected);
    check(() -> readStream(bytes), offset, found, expected);
    try (var builder = new BitmapTableBuilder(new MemoryBudget(1 << 20), Purpose.STAGING)) {
      check(() -> RoaringReader.read(memory, builder), offset, found, expected);
      builder.endBitmap();
      assertThat(builder.sizeBytes()).as("nothing was added").isEqualTo(8);
    }
  }

  @ParameterizedTest
  @MethodSource("wrongBytesOf64Bits")
  void theErrorIn64BitsSaysWhereWhatAndWhy(
      byte[] bytes, long offset, String found, String expected) {
    var memory = MemorySegment.ofArray(bytes);
    check(() -> RoaringReader.read64(memory, (chunk, words) -> {}), offset, found, expected);
    assertThatThrownBy(() -> readStream64(bytes)).isInstanceOf(RoaringFormatException.class);
  }

  @Test
  void valuesFrom2To31OnAreVisitedButDoNotFitABitmapOfOurs() {
    byte[] bytes = Chunks.serialized(RoaringBitmap.bitmapOf(1, 1 << 20, Integer.MIN_VALUE));
    var memory = MemorySegment.ofArray(bytes);
    assertThat(Chunks.visited(visitor -> RoaringReader.read(memory, visitor)))
        .containsOnlyKeys(0L, 16L, 32_768L);
    try (var builder = new BitmapTableBuilder(new MemoryBudget(1 << 20), Purpose.STAGING)) {
      check(
          () -> RoaringReader.read(memory, builder),
          16,
          "the key 32768, of values from 2147483648 on",
          "keys below 32768: a bitmap here holds ordinals below 2147483648");
    }
  }

  @Test
  void runsThatTouchAndFlagsOfNoContainerAreRead() {
    byte[] touching = runs(20, 10, 9, 20, 9);
    touching[4] = (byte) 0xFF;
    var expected = new BitSet();
    expected.set(10, 30);
    assertThat(
            Chunks.visited(visitor -> RoaringReader.read(MemorySegment.ofArray(touching), visitor)))
        .isEqualTo(Map.of(1L, expected))
        .isEqualTo(Chunks.library(touching));
  }

  @Test
  void countsThatLieCostNoMemory() {
    byte[][] lies = {
      bytes(u32(WITHOUT_RUNS), u32(65_536), new byte[100]),
      bytes(u32(12_347 | 0xFFFF << 16), new byte[100]),
      bytes(u32(ONE_CONTAINER_WITH_RUNS), new byte[] {1}, header(0, 65_536), u16(65_535)),
      u64(0xFFFF_FFFFL),
      bytes(u64(1), u32(0), u32(WITHOUT_RUNS), u32(65_536)),
    };
    for (byte[] lie : lies) {
      // The first time links what builds the messages.
      refuse(lie);
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      refuse(lie);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("heap bytes, beginning with %s", Arrays.toString(Arrays.copyOf(lie, 8)))
          .isLessThan(MAX_HEAP_BYTES);
    }
  }

  /// Four readers.
  private static void refuse(byte[] bytes) {
    var memory = MemorySegment.ofArray(bytes);
    ChunkVisitor visitor = (chunk, words) -> {};
    assertRefused(() -> RoaringReader.read(memory, visitor));
    assertRefused(() -> RoaringReader.read64(memory, visitor));
    assertRefused(() -> readStream(bytes));
    assertRefused(() -> readStream64(bytes));
  }

  private static void assertRefused(Runnable read) {
    try {
      read.run();
    } catch (RoaringFormatException expected) {
      return;
    }
    throw new AssertionError("read what is wrong");
  }

  @Test
  void aStreamThatFailsIsNoFormatError() throws IOException {
    InputStream failing = InputStream.nullInputStream();
    failing.close();
    assertThatThrownBy(() -> RoaringReader.of(failing).read((chunk, words) -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> RoaringReader.of(failing).atEnd())
        .isInstanceOf(UncheckedIOException.class);
  }

  private static void readStream(byte[] bytes) {
    RoaringReader reader = RoaringReader.of(new ByteArrayInputStream(bytes));
    reader.read((chunk, words) -> {});
    reader.end();
  }

  private static void readStream64(byte[] bytes) {
    RoaringReader reader = RoaringReader.of(new ByteArrayInputStream(bytes));
    reader.read64((chunk, words) -> {});
    reader.end();
  }

  private static void check(Runnable read, long offset, String found, String expected) {
    var error = catchThrowableOfType(RoaringFormatException.class, read::run);
    assertThat(error).isNotNull();
    assertThat(error.found()).startsWith(found);
    assertThat(error.expected()).contains(expected);
    assertThat(error.offset()).isEqualTo(offset);
    assertThat(error).hasMessageContainingAll("at byte " + offset, error.found(), error.expected());
  }

  private static Arguments wrong(byte[] bytes, long offset, String found, String expected) {
    return Arguments.of(bytes, offset, found, expected);
  }

  /// A bitmap of one array.
  private static byte[] array(int... values) {
    byte[] bytes = bytes(u32(WITHOUT_RUNS), u32(1), header(1, values.length), u32(16));
    for (int value : values) {
      bytes = bytes(bytes, u16(value));
    }
    return bytes;
  }

  /// A bitmap of one run container at chunk 1, whose header says that cardinality.
  private static byte[] runs(int cardinality, int... startsAndLengths) {
    byte[] bytes =
        bytes(
            u32(ONE_CONTAINER_WITH_RUNS),
            new byte[] {1},
            header(1, cardinality),
            u16(startsAndLengths.length / 2));
    for (int number : startsAndLengths) {
      bytes = bytes(bytes, u16(number));
    }
    return bytes;
  }

  private static byte[] header(int key, int cardinality) {
    return bytes(u16(key), u16(cardinality - 1));
  }

  private static byte[] u16(int value) {
    return little(Short.BYTES).putShort((short) value).array();
  }

  private static byte[] u32(int value) {
    return little(Integer.BYTES).putInt(value).array();
  }

  private static byte[] u64(long value) {
    return little(Long.BYTES).putLong(value).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
