package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// What stands before a bitmap's containers. Once read, its keys ascend and fit; cardinalities and
/// offsets are what the bytes say, to be held against the containers.
final class RoaringHeader {
  private final long start;
  private final int containers;
  private final @Nullable MemorySegment runFlags;
  private final MemorySegment headers;
  private final @Nullable MemorySegment offsets;
  private final long offsetsAt;

  private RoaringHeader(
      long start,
      int containers,
      @Nullable MemorySegment runFlags,
      MemorySegment headers,
      @Nullable MemorySegment offsets,
      long offsetsAt) {
    this.start = start;
    this.containers = containers;
    this.runFlags = runFlags;
    this.headers = headers;
    this.offsets = offsets;
    this.offsetsAt = offsetsAt;
  }

  /// Takes the header of the bitmap that begins here.
  ///
  /// @param chunks how many chunks the bitmap may span
  static RoaringHeader read(RoaringSource source, int chunks) {
    long start = source.position();
    int cookie = source.take(Integer.BYTES, "cookie").get(RoaringFormat.U32, 0);
    boolean runs = (cookie & 0xFFFF) == RoaringFormat.COOKIE_WITH_RUNS;
    if (!runs && cookie != RoaringFormat.COOKIE_WITHOUT_RUNS) {
      throw new RoaringFormatException(
          start,
          "the cookie " + Integer.toUnsignedString(cookie),
          "12346, or 12347 in the low 16 bits");
    }
    int containers = runs ? (cookie >>> 16) + 1 : containers(source);
    MemorySegment runFlags =
        runs ? source.take(RoaringFormat.flagBytes(containers), "run flags") : null;
    long headersAt = source.position();
    MemorySegment headers =
        source.take(
            containers * RoaringFormat.HEADER_BYTES, "headers of " + containers + " containers");
    checkKeys(headers, headersAt, containers, chunks);
    long offsetsAt = source.position();
    MemorySegment offsets =
        RoaringFormat.hasOffsets(containers, runs)
            ? source.take(
                containers * RoaringFormat.OFFSET_BYTES, "offsets of " + containers + " containers")
            : null;
    return new RoaringHeader(start, containers, runFlags, headers, offsets, offsetsAt);
  }

  private static int containers(RoaringSource source) {
    long at = source.position();
    long count = RoaringFormat.u32(source.take(Integer.BYTES, "number of containers"), 0);
    if (count > RoaringFormat.MAX_CONTAINERS) {
      throw new RoaringFormatException(at, count + " containers", "at most 65536");
    }
    return (int) count;
  }

  private static void checkKeys(MemorySegment headers, long at, int containers, int chunks) {
    int previous = -1;
    for (int i = 0; i < containers; i++) {
      long offset = (long) i * RoaringFormat.HEADER_BYTES;
      int key = RoaringFormat.u16(headers, offset);
      if (key <= previous) {
        throw new RoaringFormatException(
            at + offset, "the key " + key + " after " + previous, "keys that ascend");
      }
      if (key >= chunks) {
        throw new RoaringFormatException(
            at + offset,
            "the key " + key + ", of values from " + ((long) key << 16) + " on",
            "keys below "
                + chunks
                + ": a bitmap here holds ordinals below "
                + ((long) chunks << 16));
      }
      previous = key;
    }
  }

  int containers() {
    return containers;
  }

  int key(int container) {
    return RoaringFormat.u16(headers, (long) container * RoaringFormat.HEADER_BYTES);
  }

  /// The cardinality that the header says, 1 to 65,536.
  int cardinality(int container) {
    return 1
        + RoaringFormat.u16(headers, (long) container * RoaringFormat.HEADER_BYTES + Short.BYTES);
  }

  boolean isRun(int container) {
    // Flags behind the last container's mean nothing.
    return runFlags != null
        && (runFlags.get(ValueLayout.JAVA_BYTE, container >>> 3) >>> (container & 7) & 1) != 0;
  }

  /// Holds where a container begins against its offset, if there are offsets.
  void checkOffset(int container, long position) {
    if (offsets == null) {
      return;
    }
    long at = (long) container * RoaringFormat.OFFSET_BYTES;
    long offset = RoaringFormat.u32(offsets, at);
    if (offset != position - start) {
      throw new RoaringFormatException(
          offsetsAt + at,
          "the offset " + offset,
          (position - start) + ", where the container before ends");
    }
  }
}
