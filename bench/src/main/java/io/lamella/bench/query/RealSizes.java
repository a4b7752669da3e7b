package io.lamella.bench.query;

import io.lamella.bench.Figure;
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

  static final List<String> NAMES =
      Stream.concat(ZIPS.stream(), Stream.of(BITSETS)).map(name -> "size." + name).toList();

  private RealSizes() {}

  static void measure(Consumer<Figure> out) throws IOException {
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      System.err.println("no folder shared/data/roaring/real above: its sizes are left out");
      return;
    }
    for (String name : ZIPS) {
      Path zip = folder.get().resolve(name + ".zip");
      out.accept(size(name, sizes -> addZip(zip, sizes)));
    }
    Path bitsets = folder.get().resolve(BITSETS + ".gz");
    out.accept(size(BITSETS, sizes -> addBitsets(bitsets, sizes)));
  }

  private interface Adding {
    void to(BitmapSizes sizes) throws IOException;
  }

  private static Figure size(String name, Adding bitmaps) throws IOException {
    try (var sizes = new BitmapSizes()) {
      bitmaps.to(sizes);
      return sizes.figure("size." + name);
    }
  }

  private static void addZip(Path zip, BitmapSizes sizes) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String text = new String(entries.readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (!entry.isDirectory() && !text.isEmpty()) {
          sizes.add(
              RoaringBitmap.bitmapOf(
                  Arrays.stream(text.split(","))
                      .map(String::strip)
                      .mapToInt(Integer::parseInt)
                      .toArray()));
        }
      }
    }
  }

  private static void addBitsets(Path gz, BitmapSizes sizes) throws IOException {
    try (InputStream file = Files.newInputStream(gz);
        var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
      int rows = in.readInt();
      for (int row = 0; row < rows; row++) {
        long[] words = new long[in.readInt()];
        for (int word = 0; word < words.length; word++) {
          words[word] = in.readLong();
        }
        sizes.add(RoaringBitmap.bitmapOf(BitSet.valueOf(words).stream().toArray()));
      }
    }
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
