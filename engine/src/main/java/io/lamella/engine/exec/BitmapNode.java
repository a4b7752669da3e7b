package io.lamella.engine.exec;

import io.lamella.engine.bitmap.AndCount;
import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.kernel.CounterPlanes;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// One bitmap of the snapshot.
final class BitmapNode extends Node {
  // What reading a whole container takes, and looking one value up in it (KernelTimings, decision
  // 9).
  private static final int BITSET_NANOS = 90;
  private static final int PACKED_NANOS = 150;
  private static final int NESTED_NANOS = 180;
  private static final int SMALL_NANOS = 70;
  private static final int BIT_NANOS = 1;

  /// What copying an array's values takes.
  private static final int COPY_NANOS = 15;

  private static final double COPIED_NANOS = 0.1;

  /// What the processor reads to look at one value.
  private static final int LINE_BYTES = 64;

  private static final int PACKED_VALUE_NANOS = 3;
  private static final int ARRAY_VALUE_NANOS = 3;
  private static final int SEARCH_NANOS = 12;
  private static final int NESTED_VALUE_NANOS = 40;

  private final Bitmap bitmap;
  private final Population population;

  // The directory's entry looked at last: the first one that is not before any chunk from just
  // behind `previousChunk` up to `entryChunk`. Chunks come in ascending order most often, so the
  // next one is found there or one entry further on.
  private int position;
  private long entry;
  private int entryChunk = NO_CHUNK;
  private int previousChunk = NO_CHUNK;

  BitmapNode(Bitmap bitmap, Population population, ChunkScratch scratch) {
    super(scratch);
    this.bitmap = bitmap;
    this.population = population;
  }

  @Override
  Optional<Bitmap> bitmap() {
    return Optional.of(bitmap);
  }

  @Override
  boolean leaps() {
    return bitmap.containers() < population.chunks();
  }

  @Override
  int seek(int chunk) {
    find(chunk);
    return entryChunk;
  }

  /// Turns to the first entry that is not before a chunk.
  private void find(int chunk) {
    if (chunk > previousChunk && chunk <= entryChunk) {
      return;
    }
    boolean next = chunk > entryChunk;
    turn(next ? position + 1 : bitmap.positionOf(chunk), next ? entryChunk : NO_CHUNK);
    if (chunk > entryChunk) {
      turn(bitmap.positionOf(chunk), NO_CHUNK);
    }
  }

  /// @param before the chunk of the entry before that position, if it is known
  private void turn(int newPosition, int before) {
    position = newPosition;
    boolean any = newPosition < bitmap.containers();
    entry = any ? bitmap.entry(newPosition) : 0;
    entryChunk = any ? DirectoryEntry.chunk(entry) : NO_CHUNK;
    if (before != NO_CHUNK) {
      previousChunk = before;
    } else {
      previousChunk = newPosition == 0 ? -1 : DirectoryEntry.chunk(bitmap.entry(newPosition - 1));
    }
  }

  @Override
  ChunkState enter(int chunk) {
    find(chunk);
    if (entryChunk != chunk) {
      return ChunkState.EMPTY;
    }
    return DirectoryEntry.cardinality(entry) == population.sizeOf(chunk)
        ? ChunkState.FULL
        : ChunkState.SOME;
  }

  @Override
  int bound() {
    return DirectoryEntry.cardinality(entry);
  }

  @Override
  int least() {
    return DirectoryEntry.cardinality(entry);
  }

  @Override
  int costNanos() {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.BITSET -> BITSET_NANOS;
      case DirectoryEntry.PACKED -> PACKED_NANOS;
      case DirectoryEntry.NESTED -> NESTED_NANOS;
      case DirectoryEntry.ARRAY -> SMALL_NANOS + DirectoryEntry.cardinality(entry) / 2;
      default -> SMALL_NANOS;
    };
  }

  @Override
  double listNanos() {
    int kind = DirectoryEntry.kind(entry);
    return kind == DirectoryEntry.ARRAY || kind == DirectoryEntry.INLINE
        ? COPY_NANOS + bound() * COPIED_NANOS
        : super.listNanos();
  }

  @Override
  int keepNanos() {
    return switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.BITSET -> BIT_NANOS;
      case DirectoryEntry.PACKED -> PACKED_VALUE_NANOS;
      case DirectoryEntry.NESTED -> NESTED_VALUE_NANOS;
      case DirectoryEntry.ARRAY -> ARRAY_VALUE_NANOS;
      default -> SEARCH_NANOS;
    };
  }

  @Override
  double keepNanos(double customers) {
    return Math.min(customers * keepNanos(), costNanos() + customers * BIT_NANOS);
  }

  @Override
  void read(long[] target) {
    bitmap.decode(entry, 0, Population.CHUNK_WORDS, target, 0);
    scratch.meter(bitmap, entry);
  }

  @Override
  void and(long[] target) {
    if (decodesFirst()) {
      super.and(target);
      return;
    }
    bitmap.and(entry, 0, Population.CHUNK_WORDS, target, 0);
    scratch.meter(bitmap, entry);
  }

  @Override
  void or(long[] target) {
    if (decodesFirst()) {
      super.or(target);
      return;
    }
    bitmap.or(entry, 0, Population.CHUNK_WORDS, target, 0);
    scratch.meter(bitmap, entry);
  }

  @Override
  void andNot(long[] target) {
    if (decodesFirst()) {
      super.andNot(target);
      return;
    }
    bitmap.andNot(entry, 0, Population.CHUNK_WORDS, target, 0);
    scratch.meter(bitmap, entry);
  }

  /// Whether a container is decoded sooner, and its words combined, than combined itself.
  private boolean decodesFirst() {
    return DirectoryEntry.kind(entry) == DirectoryEntry.NESTED;
  }

  @Override
  long count() {
    return DirectoryEntry.cardinality(entry);
  }

  @Override
  long andCount(Node other) {
    if (!(other instanceof BitmapNode bits)) {
      return other instanceof ComplementNode ? other.andCount(this) : CANNOT_TELL;
    }
    scratch.meter(bitmap, entry);
    scratch.meter(bits.bitmap, bits.entry);
    long[] words = scratch.takeWords();
    long both = AndCount.of(bitmap, entry, bits.bitmap, bits.entry, words, scratch.takeWords());
    scratch.giveWords();
    scratch.giveWords();
    return both;
  }

  @Override
  int keep(char[] lows, int count) {
    if (readsSooner(count)) {
      return super.keep(lows, count);
    }
    scratch.meter((long) count * LINE_BYTES);
    return bitmap.keep(entry, lows, count);
  }

  @Override
  int drop(char[] lows, int count) {
    if (readsSooner(count)) {
      return super.drop(lows, count);
    }
    scratch.meter((long) count * LINE_BYTES);
    return bitmap.drop(entry, lows, count);
  }

  /// Whether the whole container is read sooner than so many values are looked up one by one.
  private boolean readsSooner(int count) {
    return (long) count * (keepNanos() - BIT_NANOS) > costNanos();
  }

  @Override
  int list(char[] lows) {
    scratch.meter(bitmap, entry);
    long[] words = scratch.takeWords();
    int count = bitmap.list(entry, words, lows);
    scratch.giveWords();
    return count;
  }

  @Override
  void addTo(CounterPlanes planes, int weight) {
    scratch.meter(bitmap, entry);
    long offset = bitmap.offset(entry);
    switch (DirectoryEntry.kind(entry)) {
      case DirectoryEntry.INLINE -> planes.add((int) DirectoryEntry.place(entry), weight);
      case DirectoryEntry.ARRAY ->
          planes.addArray(bitmap.memory(), offset, DirectoryEntry.cardinality(entry), weight);
      case DirectoryEntry.PACKED -> planes.addPacked(bitmap.memory(), offset, weight);
      case DirectoryEntry.NESTED -> planes.addNested(bitmap.memory(), offset, weight);
      case DirectoryEntry.BITSET -> planes.addBitset(bitmap.memory(), offset, weight);
      default -> super.addTo(planes, weight);
    }
  }

  @Override
  Bitset bitset() {
    return DirectoryEntry.kind(entry) == DirectoryEntry.BITSET ? Bitset.AS_IT_IS : Bitset.NONE;
  }

  @Override
  long bitsetOffset() {
    scratch.meter(bitmap, entry);
    return bitmap.offset(entry);
  }

  @Override
  MemorySegment memory() {
    return bitmap.memory();
  }
}
