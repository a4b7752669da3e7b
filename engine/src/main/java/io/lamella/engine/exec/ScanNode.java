package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.index.Zones;

/// An attribute's test answered from its column.
final class ScanNode extends Node {
  /// Of a column's byte (decision 11).
  private static final double BYTE_NANOS = 0.03;

  private static final int VALUE_NANOS = 20;

  private final Values values;
  private final Bitmap present;
  private final Zones zones;
  private final Population population;
  private final RowTest test;
  private final int costNanos;
  private final long[] block = new long[RowTest.BLOCK_WORDS];
  private int chunk;

  // What was sought last: no chunk of `[soughtFrom, soughtTo)` has anybody.
  private int soughtFrom = NO_CHUNK;
  private int soughtTo = NO_CHUNK;

  ScanNode(Attribute attribute, RowTest test, Population population, ChunkScratch scratch) {
    super(scratch);
    this.zones = attribute.zones();
    this.population = population;
    this.values = attribute.values();
    this.present = attribute.present();
    this.test = test;
    this.costNanos = (int) nanos(values.presence()) + 1;
  }

  /// What a pass over a column takes in a chunk.
  static double nanos(Column column) {
    return BYTE_NANOS * Population.CHUNK * column.width();
  }

  @Override
  boolean leaps() {
    return true;
  }

  @Override
  int seek(int from) {
    // Chunks are visited a few at a time, and each time what comes behind them is asked for again.
    if (from < soughtFrom || from > soughtTo) {
      soughtFrom = from;
      soughtTo = search(from);
    }
    return soughtTo;
  }

  private int search(int from) {
    int sought = from;
    while (true) {
      long entry = present.entryFrom(sought);
      if (entry == 0) {
        return NO_CHUNK;
      }
      sought = DirectoryEntry.chunk(entry);
      if (!test.isOutside(zones, sought)) {
        return sought;
      }
      sought++;
    }
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    long entry = present.entryOf(newChunk);
    if (entry == 0 || test.isOutside(zones, newChunk)) {
      return ChunkState.EMPTY;
    }
    boolean everybody = DirectoryEntry.cardinality(entry) == population.sizeOf(newChunk);
    return everybody && test.isInside(zones, newChunk) ? ChunkState.FULL : ChunkState.SOME;
  }

  @Override
  int bound() {
    return DirectoryEntry.cardinality(present.entryOf(chunk));
  }

  @Override
  int costNanos() {
    return costNanos;
  }

  @Override
  int keepNanos() {
    return VALUE_NANOS;
  }

  @Override
  void read(long[] target) {
    long first = (long) chunk << 16;
    for (int word = 0; word < Population.CHUNK_WORDS; word += RowTest.BLOCK_WORDS) {
      test.test(values, first + ((long) word << 6), RowTest.BLOCK, block);
      System.arraycopy(block, 0, target, word, RowTest.BLOCK_WORDS);
    }
    scratch.meter((long) Population.CHUNK * values.presence().width());
  }

  @Override
  int keep(char[] lows, int count) {
    long first = (long) chunk << 16;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char low = lows[i];
      lows[kept] = low;
      kept += test.passes(values, first + low) ? 1 : 0;
    }
    return kept;
  }

  @Override
  int drop(char[] lows, int count) {
    return dropKept(lows, count);
  }
}
