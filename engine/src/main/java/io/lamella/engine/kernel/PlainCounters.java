package io.lamella.engine.kernel;

/// The loops of [CounterPlanes] word by word: their definition. Each handles words `[from, words)`
/// of every strip.
final class PlainCounters {

  private PlainCounters() {}

  /// Adds bits to a plane and leaves the carries in their place; returns 0 if there are none.
  static long add(long[] plane, long[] bits, int offset, int from, int words) {
    long any = 0;
    for (int i = from; i < words; i++) {
      long carry = plane[i] & bits[offset + i];
      plane[i] ^= bits[offset + i];
      bits[offset + i] = carry;
      any |= carry;
    }
    return any;
  }

  /// Adds four sets to one plane, and what they carry to those reached.
  static void addFour(long[][] sets, long[] plane, long[] reached, int from, int words) {
    long[] a = sets[0];
    long[] b = sets[1];
    long[] c = sets[2];
    long[] d = sets[3];
    for (int i = from; i < words; i++) {
      long one = plane[i] ^ a[i] ^ b[i];
      long carries = majority(plane[i], a[i], b[i]) | majority(one, c[i], d[i]);
      plane[i] = one ^ c[i] ^ d[i];
      reached[i] |= carries;
    }
  }

  /// Adds four sets to two planes, and writes what they carry to the target, which may be one of
  /// the sets.
  static void addFour(long[][] sets, long[] low, long[] high, long[] target, int from, int words) {
    long[] a = sets[0];
    long[] b = sets[1];
    long[] c = sets[2];
    long[] d = sets[3];
    for (int i = from; i < words; i++) {
      long one = low[i] ^ a[i] ^ b[i];
      long first = majority(low[i], a[i], b[i]);
      long second = majority(one, c[i], d[i]);
      long carry = majority(high[i], first, second);
      low[i] = one ^ c[i] ^ d[i];
      high[i] ^= first ^ second;
      target[i] = carry;
    }
  }

  /// The carry of three bits: those that at least two of them have.
  private static long majority(long a, long b, long c) {
    return (a & b) | (c & (a ^ b));
  }
}
