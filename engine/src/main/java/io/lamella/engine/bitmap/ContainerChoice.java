package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.PackedKernels;

/// Which container a set of 65,536 bits becomes. The one place where this is decided (decisions 3
/// and 9).
///
/// The kind that Roaring would take, the smallest of array, run and bitset; packed or nested
/// instead, if it is no larger and costs less. A container costs its bytes, and one byte more for
/// each nanosecond that it takes to decode, so that a machine without the instruction for it packs
/// less. Thus no container is larger than Roaring's, on any machine.
final class ContainerChoice {
  static final int BITSET_BYTES = 8_192;
  static final int MASK_BYTES = 1_024;
  static final int NESTED_HEADER_BYTES = 130;

  // A container read from L2, by KernelTimings on a Zen 4. A nested one is hardly slower than a
  // packed one to decode; it pays for being slow to look a single value up in.
  private static final int BITSET_NANOS = 130;
  private static final int PACKED_NANOS = PackedKernels.expandsVectors() ? 150 : 1_250;
  private static final int NESTED_NANOS = PackedKernels.expandsVectors() ? 210 : 1_600;
  private static final int ARRAY_VALUE_NANOS = 1;
  private static final int RUN_NANOS = 4;

  private ContainerChoice() {}

  /// The kind for a container.
  ///
  /// @param nonZeroBytes how many bytes of the bitset are not 0
  /// @param nonZeroWords how many words, and so bytes of the mask
  static int kind(int cardinality, int runs, int nonZeroBytes, int nonZeroWords) {
    if (cardinality == 1) {
      return DirectoryEntry.INLINE;
    }
    int kind = DirectoryEntry.BITSET;
    int bytes = BITSET_BYTES;
    int nanos = BITSET_NANOS;
    if (arrayBytes(cardinality) < bytes) {
      kind = DirectoryEntry.ARRAY;
      bytes = arrayBytes(cardinality);
      nanos = cardinality * ARRAY_VALUE_NANOS;
    }
    if (runBytes(runs) < bytes) {
      kind = DirectoryEntry.RUN;
      bytes = runBytes(runs);
      nanos = runs * RUN_NANOS;
    }
    int roaringBytes = bytes;
    int packed = packedBytes(nonZeroBytes);
    if (packed <= roaringBytes && packed + PACKED_NANOS < bytes + nanos) {
      kind = DirectoryEntry.PACKED;
      bytes = packed;
      nanos = PACKED_NANOS;
    }
    int nested = nestedBytes(nonZeroBytes, nonZeroWords);
    return nested <= roaringBytes && nested + NESTED_NANOS < bytes + nanos
        ? DirectoryEntry.NESTED
        : kind;
  }

  static int arrayBytes(int cardinality) {
    return 2 * cardinality;
  }

  static int runBytes(int runs) {
    return 2 + 4 * runs;
  }

  /// Rounded up, so that every container begins at an even place.
  static int packedBytes(int nonZeroBytes) {
    return (MASK_BYTES + nonZeroBytes + 1) & -2;
  }

  /// Rounded up likewise.
  static int nestedBytes(int nonZeroBytes, int nonZeroWords) {
    return (NESTED_HEADER_BYTES + nonZeroWords + nonZeroBytes + 1) & -2;
  }
}
