package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over rows, of each of which the low 16 bits of its customer's ordinal are kept, and over
/// what is kept for each customer of a chunk.
public final class RowKernels {

  private RowKernels() {}

  /// Adds the codes of a packed column, each to the sum of its row's customer. Code 0 is no value;
  /// code c stands for `(c + shift) * factor`.
  ///
  /// @param lowsOffset where the rows' customers are: 2 bytes a row, little-endian
  /// @param codesOffset where the codes are
  /// @param width bytes a code: 1, 2 or 4, unsigned, or 8; little-endian. 0: every code is 1, and
  ///   none is there
  /// @param sums 65,536
  public static void addValues(
      MemorySegment lows,
      long lowsOffset,
      MemorySegment codes,
      long codesOffset,
      int width,
      int count,
      long shift,
      long factor,
      long[] sums) {
    switch (width) {
      case 0 -> {
        long value = (1 + shift) * factor;
        for (int i = 0; i < count; i++) {
          sums[low(lows, lowsOffset, i)] += value;
        }
      }
      case Byte.BYTES -> {
        for (int i = 0; i < count; i++) {
          long code = codes.get(Layouts.U8, codesOffset + i) & 0xFFL;
          sums[low(lows, lowsOffset, i)] += value(code, shift, factor);
        }
      }
      case Short.BYTES -> {
        for (int i = 0; i < count; i++) {
          long code = codes.get(Layouts.U16, codesOffset + ((long) i << 1)) & 0xFFFFL;
          sums[low(lows, lowsOffset, i)] += value(code, shift, factor);
        }
      }
      case Integer.BYTES -> {
        for (int i = 0; i < count; i++) {
          long code = codes.get(Layouts.U32, codesOffset + ((long) i << 2)) & 0xFFFF_FFFFL;
          sums[low(lows, lowsOffset, i)] += value(code, shift, factor);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          long code = codes.get(Layouts.U64, codesOffset + ((long) i << 3));
          sums[low(lows, lowsOffset, i)] += value(code, shift, factor);
        }
      }
    }
  }

  /// Lists the rows that are of one of some customers; returns how many.
  ///
  /// @param lowsOffset where the rows' customers are: 2 bytes a row, little-endian
  /// @param customers a chunk's words
  /// @param target has room for all rows, up to 65,536
  public static int ofCustomers(
      MemorySegment lows, long lowsOffset, int count, long[] customers, char[] target) {
    int found = 0;
    for (int row = 0; row < count; row++) {
      int low = low(lows, lowsOffset, row);
      target[found] = (char) row;
      // No condition: the processor could not guess it.
      found += (int) (customers[low >>> 6] >>> low) & 1;
    }
    return found;
  }

  private static int low(MemorySegment lows, long offset, int row) {
    return lows.get(Layouts.CHARACTERS, offset + ((long) row << 1));
  }

  private static long value(long code, long shift, long factor) {
    return code == 0 ? 0 : (code + shift) * factor;
  }

  /// Sets bit i of the target where number i lies in `[low, high]`; the others stay as they are.
  ///
  /// @param numbers a multiple of 64
  public static void orInRange(long[] numbers, long low, long high, long[] target) {
    if (Kernels.vector()) {
      VectorRanges.orInRange(numbers, low, high, target);
    } else {
      PlainRanges.orInRange(numbers, low, high, target);
    }
  }
}
