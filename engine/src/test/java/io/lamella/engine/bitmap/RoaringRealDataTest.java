package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.acceptance.SharedFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// Goal: bitmaps of real data pass between us and the library, both ways, and take the same bytes.
/// Method: the data sets that Roaring's papers are measured with.
class RoaringRealDataTest {
  private static final int BATCH = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "census1881",
        "census1881_srt",
        "uscensus2000",
        "wikileaks-noquotes",
        "wikileaks-noquotes_srt"
      })
  void everyBitmapOfTheSetPassesBothWays(String set) throws IOException {
    Path path = SharedFiles.find("data/roaring/real/" + set + ".zip");
    List<RoaringBitmap> expected = new ArrayList<>();
    try (var zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().filter(found -> !found.isDirectory()).toList()) {
        byte[] text = zip.getInputStream(entry).readAllBytes();
        expected.add(values(new String(text, StandardCharsets.US_ASCII)));
      }
    }
    assertThat(expected).hasSize(200);
    check(expected, set);
  }

  @Test
  void theFirstBitsetsPassBothWays() throws IOException {
    checkBitsets(BATCH);
  }

  @Test
  @Tag("long")
  void everyBitsetPassesBothWays() throws IOException {
    assertThat(checkBitsets(Integer.MAX_VALUE)).isEqualTo(1_925_630);
  }

  /// @return how many were checked
  private static int checkBitsets(int atMost) throws IOException {
    Path path = SharedFiles.find("data/roaring/real/bitsets_1925630_96.gz");
    int checked = 0;
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(path)), 1 << 16))) {
      int rows = Math.min(atMost, in.readInt());
      while (checked < rows) {
        List<RoaringBitmap> batch = new ArrayList<>();
        for (int i = 0; i < Math.min(BATCH, rows - checked); i++) {
          long[] words = new long[in.readInt()];
          for (int word = 0; word < words.length; word++) {
            words[word] = in.readLong();
          }
          batch.add(BitSetUtil.bitmapOf(words));
        }
        check(batch, "bitsets from " + checked + " on");
        checked += batch.size();
      }
    }
    return checked;
  }

  private static RoaringBitmap values(String text) {
    var values = new RoaringBitmap();
    for (String value : text.strip().split(",")) {
      values.add(Integer.parseInt(value));
    }
    return values;
  }

  private static void check(List<RoaringBitmap> expected, String what) {
    try (Arena arena = Arena.ofConfined()) {
      BitmapTable built =
          Tables.build(
              arena, builder -> expected.forEach(ordinals -> Tables.add(builder, ordinals)));
      BitmapTable read =
          Tables.build(
              arena,
              builder -> {
                for (RoaringBitmap ordinals : expected) {
                  byte[] bytes = Chunks.serialized(ordinals);
                  RoaringReader.read(MemorySegment.ofArray(bytes), builder);
                  builder.endBitmap();
                }
              });
      assertThat(read.sizeBytes()).as(what).isEqualTo(built.sizeBytes());
      for (int i = 0; i < expected.size(); i++) {
        RoaringBitmap ordinals = expected.get(i);
        assertThat(Tables.ordinals(read.bitmap(i))).as("%s: %d", what, i).isEqualTo(ordinals);
        var writer = new RoaringWriter(built.bitmap(i));
        byte[] bytes = new byte[(int) writer.sizeBytes()];
        writer.writeTo(MemorySegment.ofArray(bytes), 0);
        // As the bytes are the library's own, it reads from them what was put in.
        ordinals.runOptimize();
        assertThat(bytes).as("%s: %d", what, i).isEqualTo(Chunks.serialized(ordinals));
      }
    }
  }
}
