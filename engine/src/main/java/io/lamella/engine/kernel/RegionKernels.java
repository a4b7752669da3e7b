package io.lamella.engine.kernel;

import java.util.Arrays;

/// Turns strips of up to 16 sets over, from one word a set to one code a customer, and counts the
/// codes. Bit i of a customer's code says whether he is in set i.
///
/// ```
///   16 planes, a word of each      stages 1 to 3        stages 4 to 6         last
///   plane i: set i of 64           plane g: byte s is   plane g: byte j is    16 bits each: the codes
///   customers                      set s of customers   the code of customer  of customers 0, 2, 4, 6
///                                  8 g to 8 g + 7       8 g + j               of group g, and of the others
/// ```
///
/// Planes 0 to 7 hold the low eight bits of the codes, 8 to 15 the high eight. All stages but the
/// counting are loops over whole planes, of which the compiler makes vectors.
public final class RegionKernels {
  /// How many sets there are at most, those that are left empty among them.
  public static final int PLANES = 16;

  /// Words of each plane that are turned at once: all planes together fit L1 beside the counts.
  public static final int BLOCK_WORDS = 64;

  private static final int HALF = PLANES / 2;
  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;

  private RegionKernels() {}

  /// Counts the customers of a block by their code. Codes of nobody's, 0, are not all counted.
  ///
  /// @param planes the sets; of no use afterwards
  /// @param counts a power of two of them, as many as there are codes: of every other customer
  /// @param others as many: of those between
  public static void count(long[][] planes, int[] counts, int[] others) {
    for (int half = 0; half < PLANES; half += HALF) {
      turnBytes(planes, half);
      turnBits(planes, half);
    }
    for (int group = 0; group < HALF; group++) {
      join(planes[group], planes[HALF + group]);
      add(planes[group], counts);
      add(planes[HALF + group], others);
    }
  }

  /// Clears what the planes of absent sets are.
  public static void clear(long[][] planes, int from) {
    for (int plane = from; plane < PLANES; plane++) {
      Arrays.fill(planes[plane], 0);
    }
  }

  private static void turnBytes(long[][] planes, int first) {
    for (int i = first; i < first + 4; i++) {
      exchange(planes[i], planes[i + 4], 32, 0x0000_0000_FFFF_FFFFL);
    }
    for (int i = first; i < first + HALF; i += 4) {
      exchange(planes[i], planes[i + 2], 16, 0x0000_FFFF_0000_FFFFL);
      exchange(planes[i + 1], planes[i + 3], 16, 0x0000_FFFF_0000_FFFFL);
    }
    for (int i = first; i < first + HALF; i += 2) {
      exchange(planes[i], planes[i + 1], 8, EVEN_BYTES);
    }
  }

  /// Swaps what lies above so many bits in `a` with what lies below in `b`, within each field of
  /// twice as many.
  private static void exchange(long[] a, long[] b, int bits, long mask) {
    for (int word = 0; word < BLOCK_WORDS; word++) {
      long swapped = ((a[word] >>> bits) ^ b[word]) & mask;
      a[word] ^= swapped << bits;
      b[word] ^= swapped;
    }
  }

  /// Each word is a square of 8 by 8 bits, which is turned over by its diagonal.
  private static void turnBits(long[][] planes, int first) {
    for (int i = first; i < first + HALF; i++) {
      exchangeWithin(planes[i], 7, 0x00AA_00AA_00AA_00AAL);
      exchangeWithin(planes[i], 14, 0x0000_CCCC_0000_CCCCL);
      exchangeWithin(planes[i], 28, 0x0000_0000_F0F0_F0F0L);
    }
  }

  private static void exchangeWithin(long[] plane, int bits, long mask) {
    for (int word = 0; word < BLOCK_WORDS; word++) {
      long swapped = (plane[word] ^ (plane[word] >>> bits)) & mask;
      plane[word] ^= swapped ^ (swapped << bits);
    }
  }

  /// Puts the low and the high bytes of four codes each together: those of even customers into
  /// `low`, those of odd ones into `high`.
  private static void join(long[] low, long[] high) {
    for (int word = 0; word < BLOCK_WORDS; word++) {
      long even = (low[word] & EVEN_BYTES) | ((high[word] & EVEN_BYTES) << 8);
      high[word] = (low[word] >>> 8 & EVEN_BYTES) | (high[word] & ~EVEN_BYTES);
      low[word] = even;
    }
  }

  private static void add(long[] codes, int[] counts) {
    int last = counts.length - 1;
    for (int word = 0; word < BLOCK_WORDS; word++) {
      long four = codes[word];
      if (four != 0) {
        counts[(int) four & last]++;
        counts[(int) (four >>> 16) & last]++;
        counts[(int) (four >>> 32) & last]++;
        counts[(int) (four >>> 48) & last]++;
      }
    }
  }
}
