package io.lamella.engine.bitmap;

/// Two bitmaps counted together, chunk by chunk along their directories: nothing is entered,
/// ordered or listed on the way. Immutable.
///
/// @param joined what is counted of them
public record BitmapPair(Bitmap a, Bitmap b, Joined joined) {

  /// Ordinals of a chunk.
  private static final int ALL = 1 << 16;

  /// What is counted of two bitmaps.
  public enum Joined {
    /// Ordinals in both.
    AND,
    /// Ordinals in the first and not in the second.
    AND_NOT,
    /// Ordinals in either.
    OR
  }

  /// How many ordinals of chunks `[from, to)`.
  ///
  /// @param words 1,024, used on the way
  /// @param others 1,024 more
  public long count(int from, int to, long[] words, long[] others) {
    long both = both(from, to, words, others);
    return switch (joined) {
      case AND -> both;
      case AND_NOT -> a.cardinality(from, to) - both;
      case OR -> a.cardinality(from, to) + b.cardinality(from, to) - both;
    };
  }

  private long both(long aEntry, long bEntry, long[] words, long[] others) {
    int aCardinality = DirectoryEntry.cardinality(aEntry);
    int bCardinality = DirectoryEntry.cardinality(bEntry);
    return Math.max(aCardinality, bCardinality) == ALL
        ? Math.min(aCardinality, bCardinality)
        : AndCount.of(a, aEntry, b, bEntry, words, others);
  }

  private long both(int from, int to, long[] words, long[] others) {
    int aPosition = a.positionOf(from);
    int bPosition = b.positionOf(from);
    long both = 0;
    while (aPosition < a.containers() && bPosition < b.containers()) {
      long aEntry = a.entry(aPosition);
      long bEntry = b.entry(bPosition);
      int aChunk = DirectoryEntry.chunk(aEntry);
      int bChunk = DirectoryEntry.chunk(bEntry);
      if (Math.max(aChunk, bChunk) >= to) {
        break;
      }
      if (aChunk == bChunk) {
        both += both(aEntry, bEntry, words, others);
        aPosition++;
        bPosition++;
      } else if (aChunk < bChunk) {
        aPosition = a.positionOf(bChunk);
      } else {
        bPosition = b.positionOf(aChunk);
      }
    }
    return both;
  }
}
