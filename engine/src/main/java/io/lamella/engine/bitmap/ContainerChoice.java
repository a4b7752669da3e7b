package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.PackedKernels;

/// Which container a set of 65,536 bits becomes. The one place where this is decided (decision 3).
///
/// The kind that Roaring would take, the smallest of array, run and bitset; packed instead, if it
/// is no larger and costs less. A container costs its bytes, and one byte more for each nanosecond
/// that it takes to decode, so that a machine without the instruction for it packs less. Thus no
/// container is larger than Roaring's, on any machine.
final class ContainerChoice {
  static final int BITSET_BYTES = 8_192;
  static final int MASK_BYTES = 1_024;

  // A container read in strips from L2, by KernelTimings on a Zen 4 with other work beside it.
  private static final int BITSET_NANOS = 130;
  private static final int PACKED_NANOS = PackedKernels.expandsVectors() ? 210 : 1_250;
  private static final int ARRAY_VALUE_NANOS = 1;
  private static final int RUN_NANOS = 4;

  private ContainerChoice() {}

  /// The kind for a container.
  ///
  /// @param nonZeroBytes how many bytes of the bitset are not 0
  static int kind(int cardinality, int runs, int nonZeroBytes) {
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
    int packed = packedBytes(nonZeroBytes);
    return packed <= bytes && packed + PACKED_NANOS < bytes + nanos ? DirectoryEntry.PACKED : kind;
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
}
