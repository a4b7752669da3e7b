package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.roaringbitmap.RoaringBitmap;

/// The bytes of real sets of bitmaps, those that papers on bitmaps measure by, beside
/// RoaringBitmap's serialised, run-optimised form.
final class RealSizes {
  private static final List<String> ZIPS =
      List.of(
          "census1881",
          "census1881_srt",
          "uscensus2000",
          "wikileaks-noquotes",
          "wikileaks-noquotes_srt");
  private static final String BITSETS = "bitsets_1925630_96";
  private static final long BUDGET_BYTES = 4L << 30;

  static final List<String> NAMES =
      Stream.concat(ZIPS.stream(), Stream.of(BITSETS)).map(name -> "size." + name).toList();

  private long roaringBytes;

  private RealSizes() {}

  static void measure(Consumer<Figure> out) throws IOException {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.err.println("no folder shared/data/roaring/real above: its sizes are left out");
      return;
    }
    for (String name : ZIPS) {
      Path zip = folder.get().resolve(name + ".zip");
      out.accept(size(name, (sizes, builder) -> sizes.addZip(zip, builder)));
    }
    Path bitsets = folder.get().resolve(BITSETS + ".gz");
    out.accept(size(BITSETS, (sizes, builder) -> sizes.addBitsets(bitsets, builder)));
  }

  private interface Adding {
    void to(RealSizes sizes, BitmapTableBuilder builder) throws IOException;
  }

  private static Figure size(String name, Adding bitmaps) throws IOException {
    var sizes = new RealSizes();
    try (var builder = new BitmapTableBuilder(new MemoryBudget(BUDGET_BYTES), Purpose.STAGING)) {
      bitmaps.to(sizes, builder);
      return Figure.size("size." + name, builder.sizeBytes(), sizes.roaringBytes);
    }
  }

  private void addZip(Path zip, BitmapTableBuilder builder) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String text = new String(entries.readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (!entry.isDirectory() && !text.isEmpty()) {
          add(
              RoaringBitmap.bitmapOf(
                  Arrays.stream(text.split(","))
                      .map(String::strip)
                      .mapToInt(Integer::parseInt)
                      .toArray()),
              builder);
        }
      }
    }
  }

  private void addBitsets(Path gz, BitmapTableBuilder builder) throws IOException {
    try (InputStream file = Files.newInputStream(gz);
        var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
      int rows = in.readInt();
      for (int row = 0; row < rows; row++) {
        long[] words = new long[in.readInt()];
        for (int word = 0; word < words.length; word++) {
          words[word] = in.readLong();
        }
        add(RoaringBitmap.bitmapOf(BitSet.valueOf(words).stream().toArray()), builder);
      }
    }
  }

  private void add(RoaringBitmap bitmap, BitmapTableBuilder builder) {
    bitmap.runOptimize();
    roaringBytes += bitmap.serializedSizeInBytes();
    bitmap.forEach((org.roaringbitmap.IntConsumer) builder::add);
    builder.endBitmap();
  }

  private static Optional<Path> folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/data/roaring/real");
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
