package io.lamella.engine.bitmap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/// What a Roaring file holds, by its chunks: ours and the library's in a form that compares.
final class Chunks {
  private final Map<Long, BitSet> chunks = new TreeMap<>();

  private Chunks() {}

  /// What the reader hands to a visitor.
  static Map<Long, BitSet> visited(Consumer<ChunkVisitor> read) {
    var seen = new Chunks();
    read.accept((chunk, words) -> {
      if (seen.chunks.put(chunk, BitSet.valueOf(words)) != null) {
        throw new AssertionError("visited twice: chunk=" + chunk);
      }
    });
    return seen.chunks;
  }

  static Map<Long, BitSet> of(RoaringBitmap bitmap) {
    var seen = new Chunks();
    bitmap.forEach((int value) -> seen.add(Integer.toUnsignedLong(value)));
    return seen.chunks;
  }

  static Map<Long, BitSet> of(Roaring64NavigableMap bitmap) {
    var seen = new Chunks();
    bitmap.forEach(seen::add);
    return seen.chunks;
  }

  private void add(long value) {
    chunks.computeIfAbsent(value >>> 16, chunk -> new BitSet(1 << 16)).set((int) value & 0xFFFF);
  }

  /// What the library reads from a stream.
  static Map<Long, BitSet> library(byte[] bytes) {
    var bitmap = new RoaringBitmap();
    try {
      bitmap.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(bitmap);
  }

  /// What the library reads in place, which follows the offsets.
  static Map<Long, BitSet> libraryInPlace(byte[] bytes) {
    return of(new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap());
  }

  /// What the library reads as 64-bit values.
  static Map<Long, BitSet> library64(byte[] bytes) {
    var bitmap = new Roaring64NavigableMap();
    try {
      bitmap.deserializePortable(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(bitmap);
  }

  /// The bytes the library writes.
  static byte[] serialized(RoaringBitmap bitmap) {
    var bytes = new ByteArrayOutputStream();
    try {
      bitmap.serialize(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The bytes the library writes for 64-bit values.
  static byte[] serialized(Roaring64NavigableMap bitmap) {
    var bytes = new ByteArrayOutputStream();
    try {
      bitmap.serializePortable(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
