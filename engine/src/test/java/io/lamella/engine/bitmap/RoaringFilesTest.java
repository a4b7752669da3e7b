package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lamella.engine.acceptance.SharedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/// Goal: files that other programs wrote are read as they are meant, and broken ones refused.
/// Method: the test data of the format's specification, and files that crashed other readers.
class RoaringFilesTest {
  /// A reader's words, and copies of the bytes that are there: nothing that a count in a file asks
  /// for.
  private static final long MAX_HEAP_BYTES = 1 << 20;

  private static final Set<String> VALID_MALFORMED =
      Set.of("64map32bitvals.bin", "64mapempty.bin", "64maphighvals.bin", "64mapspreadvals.bin");

  @Test
  void theSpecificationsBitmapsHoldTheValuesItStates() throws IOException {
    var expected = new RoaringBitmap();
    for (int k = 0; k < 100_000; k += 1_000) {
      expected.add(k);
    }
    for (int k = 100_000; k < 200_000; k++) {
      expected.add(3 * k);
    }
    expected.add(700_000L, 800_000L);
    Path folder = SharedFiles.find("data/roaring/format-spec/testdata");
    byte[] withRuns = Files.readAllBytes(folder.resolve("bitmapwithruns.bin"));
    for (byte[] file :
        List.of(withRuns, Files.readAllBytes(folder.resolve("bitmapwithoutruns.bin")))) {
      try (Arena arena = Arena.ofConfined()) {
        Bitmap bitmap =
            Tables.build(
                    arena,
                    builder -> {
                      RoaringReader.read(MemorySegment.ofArray(file), builder);
                      builder.endBitmap();
                    })
                .bitmap(0);
        assertThat(Tables.ordinals(bitmap)).isEqualTo(expected);

        byte[] written = new byte[(int) new RoaringWriter(bitmap).sizeBytes()];
        new RoaringWriter(bitmap).writeTo(MemorySegment.ofArray(written), 0);
        assertThat(written).isEqualTo(withRuns);
      }
    }
  }

  @Test
  void theSpecifications64BitBitmapHoldsTheValuesItStates() throws IOException {
    var expected = new Roaring64NavigableMap();
    for (int i = 0; i < 65_536; i += 2) {
      expected.addLong(i);
    }
    expected.addRange(1L << 32, (1L << 32) + 1_000_000);
    expected.addLong(1L << 48);
    byte[] bytes = read64Bits("bitmap64.bin");
    assertThat(visit64(bytes)).isEqualTo(Chunks.of(expected)).isEqualTo(Chunks.library64(bytes));
  }

  @Test
  void theSpecificationsPortable64BitBitmapHoldsTheValuesItStates() throws IOException {
    var expected = new Roaring64NavigableMap();
    for (long base : new long[] {0, 1L << 32}) {
      // Its program closes these ranges.
      expected.addRange(base, base + 0x9001);
      expected.addRange(base + 0xA000, base + 0x10001);
      expected.addLong(base + 0x20000);
      expected.addLong(base + 0x20005);
      for (int j = 0; j < 0x10000; j += 2) {
        expected.addLong(base + 0x80000 + j);
      }
    }
    byte[] bytes = read64Bits("portable_bitmap64.bin");
    assertThat(visit64(bytes)).isEqualTo(Chunks.of(expected)).isEqualTo(Chunks.library64(bytes));
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void filesThatBrokeOtherReadersAreRefusedOrReadAsTheLibraryDoes() throws IOException {
    Path folder = SharedFiles.find("data/roaring/malformed");
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".bin")).sorted().toList()) {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        boolean is32 =
            agrees(name, bytes, RoaringReader::read, RoaringReader::read, Chunks::library);
        boolean is64 =
            agrees(name, bytes, RoaringReader::read64, RoaringReader::read64, Chunks::library64);
        assertThat(is32).as("%s is no 32-bit bitmap", name).isFalse();
        if (is64) {
          read.add(name);
        }
      }
    }
    assertThat(read).isEqualTo(VALID_MALFORMED);
  }

  /// Whether the bytes are read, from memory and as a stream, and then as the library does.
  private static boolean agrees(
      String name,
      byte[] bytes,
      BiConsumer<MemorySegment, ChunkVisitor> memory,
      BiConsumer<RoaringReader, ChunkVisitor> stream,
      Function<byte[], Map<Long, BitSet>> library) {
    Optional<Map<Long, BitSet>> visited =
        bounded(name, visitor -> memory.accept(MemorySegment.ofArray(bytes), visitor));
    Optional<Map<Long, BitSet>> streamed =
        bounded(
            name,
            visitor -> {
              RoaringReader reader = RoaringReader.of(new ByteArrayInputStream(bytes));
              stream.accept(reader, visitor);
              reader.end();
            });
    assertThat(streamed).as(name).isEqualTo(visited);
    visited.ifPresent(chunks -> assertThat(chunks).as(name).isEqualTo(library.apply(bytes)));
    return visited.isPresent();
  }

  /// What is visited; empty if the bytes are refused.
  private static Optional<Map<Long, BitSet>> bounded(String name, Consumer<ChunkVisitor> read) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try {
      // The first time links what builds the messages.
      Chunks.visited(read);
    } catch (RoaringFormatException expected) {
      assertThat(expected).as(name).hasMessageContaining("at byte " + expected.offset());
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean valid = true;
    try {
      read.accept((chunk, words) -> {});
    } catch (RoaringFormatException expected) {
      valid = false;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("%s: heap bytes", name)
        .isLessThan(MAX_HEAP_BYTES);
    return valid ? Optional.of(Chunks.visited(read)) : Optional.empty();
  }

  private static byte[] read64Bits(String name) throws IOException {
    return Files.readAllBytes(
        SharedFiles.find("data/roaring/format-spec/testdata64").resolve(name));
  }

  private static Map<Long, BitSet> visit64(byte[] bytes) {
    return Chunks.visited(visitor -> RoaringReader.read64(MemorySegment.ofArray(bytes), visitor));
  }
}
