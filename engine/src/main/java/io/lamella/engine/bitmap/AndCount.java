package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.AndCountKernels;
import io.lamella.engine.kernel.ArrayKernels;
import io.lamella.engine.kernel.Kernels;

/// How many ordinals two containers of the same chunk share, by the loop that suits their kinds.
public final class AndCount {
  /// Values up to which an array is looked up in a container rather than that read whole.
  private static final int FEW = 8;

  private AndCount() {}

  /// How many ordinals the containers share.
  ///
  /// @param aEntry an entry of `a`
  /// @param bEntry the entry of `b` for the same chunk
  /// @param words 1,024, used on the way
  /// @param others 1,024 more
  public static long of(Bitmap a, long aEntry, Bitmap b, long bEntry, long[] words, long[] others) {
    int aKind = DirectoryEntry.kind(aEntry);
    int bKind = DirectoryEntry.kind(bEntry);
    if (aKind > bKind) {
      return of(b, bEntry, a, aEntry, words, others);
    }
    if (bKind == DirectoryEntry.NESTED && aKind >= DirectoryEntry.PACKED) {
      return ofNested(a, aEntry, b, bEntry, words, others);
    }
    return switch (aKind) {
      case DirectoryEntry.INLINE ->
          Containers.contains(
                  b.memory(), b.offset(bEntry), bEntry, (int) DirectoryEntry.place(aEntry))
              ? 1
              : 0;
      case DirectoryEntry.ARRAY -> ofArray(a, aEntry, b, bEntry, words);
      case DirectoryEntry.RUN -> throughWords(a, aEntry, b, bEntry, words);
      case DirectoryEntry.PACKED ->
          bKind == DirectoryEntry.PACKED
              ? AndCountKernels.packed(a.memory(), a.offset(aEntry), b.memory(), b.offset(bEntry))
              : AndCountKernels.packedAndBitset(
                  a.memory(), a.offset(aEntry), b.memory(), b.offset(bEntry));
      default ->
          AndCountKernels.bitsets(a.memory(), a.offset(aEntry), b.memory(), b.offset(bEntry));
    };
  }

  /// How many ordinals a container shares with 1,024 words.
  ///
  /// @param room 1,024 words, used on the way
  public static long ofWords(Bitmap a, long aEntry, long[] words, long[] room) {
    return switch (DirectoryEntry.kind(aEntry)) {
      case DirectoryEntry.INLINE -> {
        int low = (int) DirectoryEntry.place(aEntry);
        yield words[low >>> 6] >>> low & 1;
      }
      case DirectoryEntry.ARRAY ->
          AndCountKernels.arrayAndWords(
              a.memory(), a.offset(aEntry), DirectoryEntry.cardinality(aEntry), words);
      default -> {
        Containers.decode(a.memory(), a.offset(aEntry), aEntry, 0, Containers.WORDS, room, 0);
        yield Kernels.andCount(room, 0, words, 0, Containers.WORDS);
      }
    };
  }

  private static long ofArray(Bitmap a, long aEntry, Bitmap b, long bEntry, long[] words) {
    int cardinality = DirectoryEntry.cardinality(aEntry);
    long aOffset = a.offset(aEntry);
    long bOffset = b.offset(bEntry);
    return switch (DirectoryEntry.kind(bEntry)) {
      case DirectoryEntry.ARRAY ->
          AndCountKernels.arrays(
              a.memory(),
              aOffset,
              cardinality,
              b.memory(),
              bOffset,
              DirectoryEntry.cardinality(bEntry));
      case DirectoryEntry.BITSET ->
          AndCountKernels.arrayAndBitset(a.memory(), aOffset, cardinality, b.memory(), bOffset);
      default -> {
        if (cardinality > FEW) {
          Containers.decode(b.memory(), bOffset, bEntry, 0, Containers.WORDS, words, 0);
          yield AndCountKernels.arrayAndWords(a.memory(), aOffset, cardinality, words);
        }
        long both = 0;
        for (int i = 0; i < cardinality; i++) {
          int low = ArrayKernels.value(a.memory(), aOffset, i);
          both += Containers.contains(b.memory(), bOffset, bEntry, low) ? 1 : 0;
        }
        yield both;
      }
    };
  }

  /// A nested container is decoded sooner than anything can be done with it as it lies; the other
  /// one is counted against its words, decoded first if it is nested too.
  private static long ofNested(
      Bitmap a, long aEntry, Bitmap b, long bEntry, long[] words, long[] others) {
    Containers.decode(b.memory(), b.offset(bEntry), bEntry, 0, Containers.WORDS, words, 0);
    return switch (DirectoryEntry.kind(aEntry)) {
      case DirectoryEntry.BITSET ->
          AndCountKernels.bitsetAndWords(a.memory(), a.offset(aEntry), words);
      case DirectoryEntry.PACKED ->
          AndCountKernels.packedAndWords(a.memory(), a.offset(aEntry), words);
      default -> {
        Containers.decode(a.memory(), a.offset(aEntry), aEntry, 0, Containers.WORDS, others, 0);
        yield Kernels.andCount(words, 0, others, 0, Containers.WORDS);
      }
    };
  }

  /// The smaller kind is combined with the words of the other: of runs only the gaps are touched.
  private static long throughWords(Bitmap a, long aEntry, Bitmap b, long bEntry, long[] words) {
    Containers.decode(b.memory(), b.offset(bEntry), bEntry, 0, Containers.WORDS, words, 0);
    Containers.and(a.memory(), a.offset(aEntry), aEntry, 0, Containers.WORDS, words, 0);
    return Kernels.popcount(words, 0, Containers.WORDS);
  }
}
