package io.lamella.engine.bitmap;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;

/// Reads bitmaps in the portable Roaring format, which other programs wrote and nobody vouches for:
/// every byte is checked, and no number in them decides how much memory or time is spent before the
/// bytes it promises are there.
///
/// Static methods read bytes that are one bitmap and nothing else, and check them all before the
/// first chunk is handed on. A reader takes one bitmap after the other, or the first of bytes whose
/// rest belongs to someone else; it checks a chunk before it hands it on, but may refuse a later
/// one. Confined to one thread. All methods throw [RoaringFormatException] at bytes that are not
/// right, after which a reader is of no more use; readers of a stream throw
/// [java.io.UncheckedIOException] if the stream fails.
public final class RoaringReader {
  private static final long MAX_BUCKETS = (1L << 32) - 1;

  private final RoaringSource source;
  private final RoaringContainers containers;

  private RoaringReader(RoaringSource source) {
    this.source = source;
    containers = new RoaringContainers(source);
  }

  /// Reads from the first byte of memory on.
  public static RoaringReader of(MemorySegment bytes) {
    return new RoaringReader(new RoaringSource.OfMemory(bytes.asReadOnly()));
  }

  /// Reads from where the stream is, no further than the last bitmap that is asked for, and in
  /// small pieces: a stream of a file or socket should be buffered. Does not close it.
  public static RoaringReader of(InputStream bytes) {
    return new RoaringReader(new RoaringSource.OfStream(bytes));
  }

  /// Adds a 32-bit bitmap's values to the bitmap that is being built, which has none yet. Does not
  /// end it. If the bytes are refused, nothing was added.
  ///
  /// @param bytes one bitmap with values below 2^31
  public static void read(MemorySegment bytes, BitmapTableBuilder builder) {
    var check = of(bytes);
    check.read(RoaringTarget.NOTHING, DirectoryEntry.CHUNKS);
    check.end();
    of(bytes).read(builder);
  }

  /// Visits the chunks of a 32-bit bitmap; none, if the bytes are refused.
  public static void read(MemorySegment bytes, ChunkVisitor visitor) {
    var check = of(bytes);
    check.read(RoaringTarget.NOTHING, RoaringFormat.MAX_CONTAINERS);
    check.end();
    of(bytes).read(visitor);
  }

  /// Visits the chunks of a 64-bit bitmap; none, if the bytes are refused.
  public static void read64(MemorySegment bytes, ChunkVisitor visitor) {
    var check = of(bytes);
    check.read64(RoaringTarget.NOTHING);
    check.end();
    of(bytes).read64(visitor);
  }

  /// Adds the next 32-bit bitmap's values to the bitmap that is being built, which has none yet.
  /// Does not end it. If a container is refused, those before it were added: the builder is to be
  /// closed.
  public void read(BitmapTableBuilder builder) {
    read(RoaringTarget.of(builder), DirectoryEntry.CHUNKS);
  }

  /// Visits the chunks of the next 32-bit bitmap.
  public void read(ChunkVisitor visitor) {
    read(RoaringTarget.of(visitor), RoaringFormat.MAX_CONTAINERS);
  }

  /// Visits the chunks of the next 64-bit bitmap.
  public void read64(ChunkVisitor visitor) {
    read64(RoaringTarget.of(visitor));
  }

  /// How many bytes were read.
  public long position() {
    return source.position();
  }

  /// Whether there is no further byte. A stream is asked for one, which the reader keeps.
  public boolean atEnd() {
    return source.atEnd();
  }

  /// Refuses what follows.
  public void end() {
    if (!atEnd()) {
      throw new RoaringFormatException(
          source.position(), "more bytes", "the end, as the bitmap is complete");
    }
  }

  private void read(RoaringTarget target, int chunks) {
    read(0, target, chunks);
  }

  private void read(long high, RoaringTarget target, int chunks) {
    RoaringHeader header = RoaringHeader.read(source, chunks);
    for (int i = 0; i < header.containers(); i++) {
      containers.read(header, i, high << 16 | header.key(i), target);
    }
  }

  private void read64(RoaringTarget target) {
    long at = source.position();
    long buckets = source.take(Long.BYTES, "number of buckets").get(RoaringFormat.U64, 0);
    long most = Math.min(MAX_BUCKETS, source.mostLeft() / RoaringFormat.LEAST_BUCKET_BYTES);
    if (Long.compareUnsigned(buckets, most) > 0) {
      throw new RoaringFormatException(
          at,
          Long.toUnsignedString(buckets) + " buckets",
          "at most " + most + ", for which there are bytes");
    }
    long previous = -1;
    for (long i = 0; i < buckets; i++) {
      long highAt = source.position();
      long high = RoaringFormat.u32(source.take(Integer.BYTES, "a bucket's high half"), 0);
      if (high <= previous) {
        throw new RoaringFormatException(
            highAt, "the high half " + high + " after " + previous, "high halves that ascend");
      }
      read(high, target, RoaringFormat.MAX_CONTAINERS);
      previous = high;
    }
  }
}
