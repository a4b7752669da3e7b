package io.lamella.engine.bitmap;

/// Which container a set of 65,536 bits becomes: the smallest, unless a larger one decodes so much
/// faster that it is worth its bytes. The one place where this is decided (decision 3).
final class ContainerChoice {
  static final int BITSET_BYTES = 8_192;
  static final int MASK_BYTES = 1_024;

  /// Under this cardinality an array decodes about as fast as a packed container, which must read
  /// its whole mask.
  private static final int PACKED_FROM = 512;

  private ContainerChoice() {}

  /// The kind for a container.
  ///
  /// @param nonZeroBytes how many bytes of the bitset are not 0
  static int kind(int cardinality, int runs, int nonZeroBytes) {
    if (cardinality == 1) {
      return DirectoryEntry.INLINE;
    }
    int best = DirectoryEntry.BITSET;
    int bestBytes = BITSET_BYTES;
    if (cardinality >= PACKED_FROM && packedBytes(nonZeroBytes) < bestBytes) {
      best = DirectoryEntry.PACKED;
      bestBytes = packedBytes(nonZeroBytes);
    }
    if (arrayBytes(cardinality) < bestBytes) {
      best = DirectoryEntry.ARRAY;
      bestBytes = arrayBytes(cardinality);
    }
    return runBytes(runs) < bestBytes ? DirectoryEntry.RUN : best;
  }

  static int arrayBytes(int cardinality) {
    return 2 * cardinality;
  }

  static int runBytes(int runs) {
    return 2 + 4 * runs;
  }

  static int packedBytes(int nonZeroBytes) {
    return MASK_BYTES + nonZeroBytes;
  }
}
