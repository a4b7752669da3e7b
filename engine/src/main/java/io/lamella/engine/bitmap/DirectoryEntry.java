package io.lamella.engine.bitmap;

/// A container's entry in its bitmap's directory: 8 bytes, so that a nearly empty container costs
/// no more.
///
/// ```
///   63     61 60          46 45            30 29                          0
///   +--------+--------------+----------------+-----------------------------+
///   | kind:3 | chunk:15     | cardinality-1  | place:30                    |
///   +--------+--------------+----------------+-----------------------------+
///   kind  1 inline  one value, which is the place
///         2 array   sorted u16
///         3 run     count, then (start, length - 1) pairs of u16
///         4 packed  1,024 mask bytes, then the non-zero bytes of the bitset
///         5 bitset  1,024 words, little-endian
///         6 nested  packed, and its mask packed too
/// ```
///
/// No kind is 0, so no entry is 0, and 0 can stand for *no container*. The place of a bitset is its
/// number among the table's bitsets; that of any other container is in bytes from the bitmap's
/// first one, and always fits: a bitmap has at most 32,768 containers of 8,192 bytes.
public final class DirectoryEntry {
  public static final int INLINE = 1;
  public static final int ARRAY = 2;
  public static final int RUN = 3;
  public static final int PACKED = 4;
  public static final int BITSET = 5;
  public static final int NESTED = 6;

  /// How many chunks a bitmap can have: ordinals are not negative.
  static final int CHUNKS = 1 << 15;

  private static final int PLACE_BITS = 30;
  private static final int CARDINALITY_SHIFT = PLACE_BITS;
  private static final int CHUNK_SHIFT = CARDINALITY_SHIFT + Character.SIZE;
  private static final int KIND_SHIFT = CHUNK_SHIFT + 15;
  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  static {
    assert KIND_SHIFT + 3 == Long.SIZE : "fields do not fill the entry";
    assert (long) CHUNKS * ContainerChoice.BITSET_BYTES <= PLACE_MASK
        : "a bitmap passes its places";
  }

  private DirectoryEntry() {}

  static long of(int kind, int chunk, int cardinality, long place) {
    assert kind >= INLINE && kind <= NESTED : "kind=" + kind;
    assert chunk >= 0 && chunk < CHUNKS : "chunk=" + chunk;
    assert cardinality >= 1 && cardinality <= 1 << 16 : "cardinality=" + cardinality;
    assert place >= 0 && place <= PLACE_MASK : "place=" + place;
    return (long) kind << KIND_SHIFT
        | (long) chunk << CHUNK_SHIFT
        | (cardinality - 1L) << CARDINALITY_SHIFT
        | place;
  }

  /// The container's kind, which says how it is read.
  public static int kind(long entry) {
    return (int) (entry >>> KIND_SHIFT);
  }

  /// The chunk's number.
  public static int chunk(long entry) {
    return (int) (entry >>> CHUNK_SHIFT) & (CHUNKS - 1);
  }

  /// How many ordinals the container holds, 1 to 65,536.
  public static int cardinality(long entry) {
    return ((int) (entry >>> CARDINALITY_SHIFT) & 0xFFFF) + 1;
  }

  /// The value of an inline container, or where another one lies.
  public static long place(long entry) {
    return entry & PLACE_MASK;
  }
}
