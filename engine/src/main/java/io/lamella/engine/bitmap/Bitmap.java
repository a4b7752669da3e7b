package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.ArrayKernels;
import io.lamella.engine.kernel.Kernels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntConsumer;

/// A set of ordinals in a [BitmapTable]. Immutable; lives as long as the table's memory. Callers
/// that work chunk by chunk find the chunk's directory entry, which tells whether there is a
/// container and its cardinality, and combine a strip of it with their own words.
public final class Bitmap {
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final Bitmap EMPTY = new Bitmap(MemorySegment.NULL, 0, 0, 0);

  private final MemorySegment memory;
  private final long bitsetsOffset;
  private final long directoryOffset;
  private final int containers;

  Bitmap(MemorySegment memory, long bitsetsOffset, long directoryOffset, int containers) {
    this.memory = memory;
    this.bitsetsOffset = bitsetsOffset;
    this.directoryOffset = directoryOffset;
    this.containers = containers;
  }

  /// The empty set.
  public static Bitmap empty() {
    return EMPTY;
  }

  /// Writes where it lies.
  ///
  /// @param base offsets are told from here
  public void describe(DataOutput out, long base) throws IOException {
    out.writeLong(bitsetsOffset - base);
    out.writeLong(directoryOffset - base);
    out.writeInt(containers);
  }

  /// The bitmap that was described, in memory with the same bytes.
  public static Bitmap read(DataInput in, MemorySegment memory, long base) throws IOException {
    long bitsets = in.readLong() + base;
    long directory = in.readLong() + base;
    int containers = in.readInt();
    return containers == 0 ? EMPTY : new Bitmap(memory, bitsets, directory, containers);
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
    long entry = entryFrom(chunk);
    return entry != 0 && DirectoryEntry.chunk(entry) == chunk ? entry : 0;
  }

  /// The first directory entry whose chunk is not below this one; 0 if there is none.
  public long entryFrom(int chunk) {
    int position = positionOf(chunk);
    return position == containers ? 0 : entry(position);
  }

  /// Where an entry's container lies in [#memory], for callers that run kernels themselves. An
  /// inline container lies nowhere.
  public long offset(long entry) {
    long place = DirectoryEntry.place(entry);
    return DirectoryEntry.kind(entry) == DirectoryEntry.BITSET
        ? bitsetsOffset + place * ContainerChoice.BITSET_BYTES
        : directoryOffset + ((long) containers << 3) + place;
  }

  /// The memory that holds the containers.
  public MemorySegment memory() {
    return memory;
  }

  /// How many ordinals.
  public long cardinality() {
    return cardinalityOf(0, containers);
  }

  /// How many ordinals of chunks `[fromChunk, toChunk)`.
  public long cardinality(int fromChunk, int toChunk) {
    return cardinalityOf(positionOf(fromChunk), positionOf(toChunk));
  }

  private long cardinalityOf(int fromPosition, int toPosition) {
    long cardinality = 0;
    for (int position = fromPosition; position < toPosition; position++) {
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
    return entry != 0 && Containers.contains(memory, offset(entry), entry, ordinal & 0xFFFF);
  }

  /// How many ordinals of the set are below this one.
  public long rank(int ordinal) {
    int chunk = ordinal >>> 16;
    int position = positionOf(chunk);
    long below = cardinalityOf(0, position);
    if (position == containers || DirectoryEntry.chunk(entry(position)) != chunk) {
      return below;
    }
    return below + rankLow(entry(position), ordinal & 0xFFFF);
  }

  private long rankLow(long entry, int low) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> DirectoryEntry.place(entry) < low ? 1 : 0;
      case DirectoryEntry.ARRAY ->
          ArrayKernels.below(memory, offset(entry), DirectoryEntry.cardinality(entry), low);
      default -> {
        long[] words = new long[(low >>> 6) + 1];
        decode(entry, 0, words.length, words, 0);
        words[low >>> 6] &= (1L << low) - 1;
        yield Kernels.popcount(words, 0, words.length);
      }
    };
  }

  /// The ordinal that has this many ordinals of the set below it.
  ///
  /// @param rank from 0
  /// @throws IndexOutOfBoundsException if the set has no more than `rank` ordinals
  public int select(long rank) {
    long left = rank;
    for (int position = 0; position < containers && left >= 0; position++) {
      long entry = entry(position);
      int cardinality = DirectoryEntry.cardinality(entry);
      if (left < cardinality) {
        return (DirectoryEntry.chunk(entry) << 16) | selectLow(entry, (int) left);
      }
      left -= cardinality;
    }
    throw new IndexOutOfBoundsException("rank=" + rank + ", cardinality=" + cardinality());
  }

  private int selectLow(long entry, int rank) {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> (int) DirectoryEntry.place(entry);
      case DirectoryEntry.ARRAY -> ArrayKernels.value(memory, offset(entry), rank);
      default -> {
        long[] words = new long[Containers.WORDS];
        decode(entry, 0, words.length, words, 0);
        yield selectBit(words, rank);
      }
    };
  }

  private static int selectBit(long[] words, int rank) {
    int left = rank;
    int word = 0;
    for (; left >= Long.bitCount(words[word]); word++) {
      left -= Long.bitCount(words[word]);
    }
    // Each set bit in turn, until the one looked for is the lowest.
    long bits = words[word];
    for (; left > 0; left--) {
      bits &= bits - 1;
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /// Takes every ordinal, ascending.
  public void forEach(IntConsumer consumer) {
    for (int position = 0; position < containers; position++) {
      long entry = entry(position);
      int first = DirectoryEntry.chunk(entry) << 16;
      switch (DirectoryEntry.kind(entry)) {
        case DirectoryEntry.INLINE -> consumer.accept(first + (int) DirectoryEntry.place(entry));
        case DirectoryEntry.ARRAY -> {
          long offset = offset(entry);
          int cardinality = DirectoryEntry.cardinality(entry);
          for (int i = 0; i < cardinality; i++) {
            consumer.accept(first + ArrayKernels.value(memory, offset, i));
          }
        }
        default -> forEachBit(entry, first, consumer);
      }
    }
  }

  private void forEachBit(long entry, int first, IntConsumer consumer) {
    long[] words = new long[Containers.WORDS];
    decode(entry, 0, words.length, words, 0);
    for (int word = 0; word < words.length; word++) {
      for (long left = words[word]; left != 0; left &= left - 1) {
        consumer.accept(first + (word << 6) + Long.numberOfTrailingZeros(left));
      }
    }
  }

  /// Writes words `[fromWord, fromWord + words)` of an entry's container to the target.
  public void decode(long entry, int fromWord, int words, long[] target, int targetOffset) {
    Containers.decode(memory, offset(entry), entry, fromWord, words, target, targetOffset);
  }

  /// Adds those words to the target.
  public void or(long entry, int fromWord, int words, long[] target, int targetOffset) {
    Containers.or(memory, offset(entry), entry, fromWord, words, target, targetOffset);
  }

  /// Keeps in the target what is in those words.
  public void and(long entry, int fromWord, int words, long[] target, int targetOffset) {
    Containers.and(memory, offset(entry), entry, fromWord, words, target, targetOffset);
  }

  /// Takes those words from the target.
  public void andNot(long entry, int fromWord, int words, long[] target, int targetOffset) {
    Containers.andNot(memory, offset(entry), entry, fromWord, words, target, targetOffset);
  }

  /// Keeps those of some ascending low halves of ordinals that an entry's container has, in their
  /// order, at the front; returns how many.
  public int keep(long entry, char[] lows, int count) {
    return Containers.keep(memory, offset(entry), entry, lows, count, 0);
  }

  /// Keeps those that it has not.
  public int drop(long entry, char[] lows, int count) {
    return Containers.keep(memory, offset(entry), entry, lows, count, 1);
  }

  /// Writes the low halves of an entry's ordinals, ascending; returns how many.
  ///
  /// @param words 1,024, used on the way
  public int list(long entry, long[] words, char[] lows) {
    return Containers.list(memory, offset(entry), entry, words, lows);
  }

  /// How many bytes an entry's container takes beside the entry.
  public int sizeBytes(long entry) {
    return Containers.sizeBytes(memory, offset(entry), entry);
  }

  /// The position of the first entry whose chunk is not below this one.
  public int positionOf(int chunk) {
    // In a bitmap that has every chunk up to this one, its position is its number.
    if (chunk < containers && DirectoryEntry.chunk(entry(chunk)) == chunk) {
      return chunk;
    }
    int low = 0;
    // Chunks ascend, so none stands further on than its own number.
    int high = Math.min(chunk, containers);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (DirectoryEntry.chunk(entry(middle)) < chunk) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
