package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Numbers of the portable Roaring format, the same on every machine: little-endian, nothing
/// aligned.
///
/// ```
///   cookie    12346, then u32 how many containers; or, if any container is a run,
///             12347 | (how many - 1) << 16, then one bit for each container: whether it is a run
///   headers   a container: u16 key, u16 cardinality - 1; keys ascend
///   offsets   a container: u32, where it begins, in bytes from the cookie; left out if there are
///             runs and fewer than 4 containers
///   containers, one behind the other
///             run     u16 how many, then (u16 start, u16 length - 1) each
///             array   ascending u16, if there are at most 4,096
///             bitset  1,024 u64
/// ```
///
/// The 64-bit format is u64 how many bitmaps, then for each u32 the high half of its values, which
/// ascends, and the bitmap of the low halves.
final class RoaringFormat {
  static final int COOKIE_WITHOUT_RUNS = 12_346;
  static final int COOKIE_WITH_RUNS = 12_347;
  static final int MAX_CONTAINERS = 1 << 16;
  static final int MAX_ARRAY = 4_096;

  /// Bytes of a container's header, and of its offset.
  static final int HEADER_BYTES = 4;

  static final int OFFSET_BYTES = 4;
  static final int RUN_BYTES = 4;
  static final int BITSET_BYTES = 8_192;

  /// A 64-bit file has at least the high half and an empty bitmap's cookie and count for each.
  static final int LEAST_BUCKET_BYTES = 12;

  static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int FEWEST_OFFSETS_WITH_RUNS = 4;

  private RoaringFormat() {}

  /// Whether there are offsets.
  static boolean hasOffsets(int containers, boolean runs) {
    return !runs || containers >= FEWEST_OFFSETS_WITH_RUNS;
  }

  /// How many bytes the flags take that tell runs.
  static int flagBytes(int containers) {
    return (containers + 7) >>> 3;
  }

  /// How many bytes a run container takes.
  static int runContainerBytes(int runs) {
    return Short.BYTES + runs * RUN_BYTES;
  }

  /// How many bytes a container takes that is no run.
  static int plainContainerBytes(int cardinality) {
    return cardinality <= MAX_ARRAY ? cardinality * Short.BYTES : BITSET_BYTES;
  }

  static int u16(MemorySegment bytes, long offset) {
    return Short.toUnsignedInt(bytes.get(U16, offset));
  }

  static long u32(MemorySegment bytes, long offset) {
    return Integer.toUnsignedLong(bytes.get(U32, offset));
  }
}
