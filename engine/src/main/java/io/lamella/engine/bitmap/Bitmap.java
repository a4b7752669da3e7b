package io.lamella.engine.bitmap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;

/// A set of ordinals in a [BitmapTable]. Immutable. Callers that work chunk by chunk find the
/// chunk's directory entry, which tells whether there is a container and its cardinality, and
/// combine a strip of it with their own words.
public final class Bitmap {
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final Bitmap EMPTY = new Bitmap(MemorySegment.NULL, 0, 0, 0);

  private final MemorySegment memory;
  private final long directoryOffset;
  private final int containers;
  private final long payloadOffset;

  Bitmap(MemorySegment memory, long directoryOffset, int containers, long payloadOffset) {
    this.memory = memory;
    this.directoryOffset = directoryOffset;
    this.containers = containers;
    this.payloadOffset = payloadOffset;
  }

  /// The empty set.
  public static Bitmap empty() {
    return EMPTY;
  }

  /// How many containers.
  public int containers() {
    return containers;
  }

  /// A directory entry by its position, ascending by chunk.
  public long entry(int position) {
    return memory.get(U64, directoryOffset + ((long) position << 3));
  }

  /// The directory entry of a chunk; 0 if it has no ordinal of it.
  public long entryOf(int chunk) {
    if (chunk < containers) {
      // In a bitmap that has every chunk up to this one, its position is its number.
      long entry = entry(chunk);
      if (DirectoryEntry.chunk(entry) == chunk) {
        return entry;
      }
    }
    int low = 0;
    int high = Math.min(chunk, containers) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long entry = entry(middle);
      int found = DirectoryEntry.chunk(entry);
      if (found == chunk) {
        return entry;
      }
      if (found < chunk) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  /// How many ordinals.
  public long cardinality() {
    long cardinality = 0;
    for (int position = 0; position < containers; position++) {
      cardinality += DirectoryEntry.cardinality(entry(position));
    }
    return cardinality;
  }

  /// Whether there is no ordinal.
  public boolean isEmpty() {
    return containers == 0;
  }

  /// Whether an ordinal is in the set.
  public boolean contains(int ordinal) {
    long entry = entryOf(ordinal >>> 16);
    return entry != 0 && Containers.contains(memory, payload(entry), entry, ordinal & 0xFFFF);
  }

  /// Takes every ordinal, ascending.
  public void forEach(IntConsumer consumer) {
    long[] words = new long[Containers.WORDS];
    for (int position = 0; position < containers; position++) {
      long entry = entry(position);
      int base = DirectoryEntry.chunk(entry) << 16;
      decode(entry, 0, Containers.WORDS, words, 0);
      for (int word = 0; word < Containers.WORDS; word++) {
        for (long left = words[word]; left != 0; left &= left - 1) {
          consumer.accept(base + (word << 6) + Long.numberOfTrailingZeros(left));
        }
      }
    }
  }

  /// Writes words `[fromWord, fromWord + words)` of an entry's container to the target.
  ///
  /// @param fromWord a multiple of 8, as is `words`
  public void decode(long entry, int fromWord, int words, long[] target, int to) {
    Containers.decode(memory, payload(entry), entry, fromWord, words, target, to);
  }

  /// Adds those words to the target.
  public void or(long entry, int fromWord, int words, long[] target, int to) {
    Containers.or(memory, payload(entry), entry, fromWord, words, target, to);
  }

  /// Keeps in the target what is in those words.
  public void and(long entry, int fromWord, int words, long[] target, int to) {
    Containers.and(memory, payload(entry), entry, fromWord, words, target, to);
  }

  /// Takes those words from the target.
  public void andNot(long entry, int fromWord, int words, long[] target, int to) {
    Containers.andNot(memory, payload(entry), entry, fromWord, words, target, to);
  }

  private long payload(long entry) {
    return payloadOffset + (DirectoryEntry.place(entry) << 3);
  }
}
