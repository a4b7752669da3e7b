package io.lamella.engine.bitmap;

/// A container's entry in its bitmap's directory: 8 bytes, so that a nearly empty container costs
/// no more.
///
/// ```
///   63     61 60          46 45            30 29                          0
///   +--------+--------------+----------------+-----------------------------+
///   | kind:3 | chunk:15     | cardinality-1  | place (8-byte units)        |
///   +--------+--------------+----------------+-----------------------------+
///   kind  1 inline  one value, in the place bits  2 array   sorted u16
///         3 run     count, then (start, length - 1) pairs of u16
///         4 packed  1,024 mask bytes, then the non-zero bytes of the bitset
///         5 bitset  1,024 words, little-endian
/// ```
///
/// No kind is 0, so no entry is 0, and 0 can stand for *no container*. A place counts from the
/// table's payload.
public final class DirectoryEntry {
  static final int INLINE = 1;
  static final int ARRAY = 2;
  static final int RUN = 3;
  static final int PACKED = 4;
  static final int BITSET = 5;

  private static final int PLACE_BITS = 30;
  private static final int CARDINALITY_SHIFT = PLACE_BITS;
  private static final int CHUNK_SHIFT = CARDINALITY_SHIFT + 16;
  private static final int KIND_SHIFT = CHUNK_SHIFT + 15;

  /// One past the largest place.
  static final long MAX_PLACE = 1L << PLACE_BITS;

  static {
    assert KIND_SHIFT + 3 == Long.SIZE : "fields do not fill the entry";
  }

  private DirectoryEntry() {}

  static long of(int kind, int chunk, int cardinality, long place) {
    assert place >= 0 && place < MAX_PLACE : "place=" + place;
    return (long) kind << KIND_SHIFT
        | (long) chunk << CHUNK_SHIFT
        | (cardinality - 1L) << CARDINALITY_SHIFT
        | place;
  }

  static int kind(long entry) {
    return (int) (entry >>> KIND_SHIFT);
  }

  /// The chunk's number.
  public static int chunk(long entry) {
    return (int) (entry >>> CHUNK_SHIFT) & 0x7FFF;
  }

  /// How many ordinals the container holds, 1 to 65,536.
  public static int cardinality(long entry) {
    return ((int) (entry >>> CARDINALITY_SHIFT) & 0xFFFF) + 1;
  }

  static long place(long entry) {
    return entry & (MAX_PLACE - 1);
  }
}
