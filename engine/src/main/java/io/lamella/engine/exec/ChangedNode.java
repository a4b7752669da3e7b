package io.lamella.engine.exec;

import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.plan.ValueTest;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// An attribute's test where the values of some customers were changed: what the input says of all
/// others, and what the test says of these. A chunk without a change is the input's alone.
final class ChangedNode extends Node {
  private static final int ROW_NANOS = 4;

  private final Node input;
  private final Changes changes;
  private final RowTest test;
  private final Population population;
  private final long[] passed = new long[RowTest.BLOCK_WORDS];
  private int chunk;
  private boolean changed;
  private ChunkState state = ChunkState.EMPTY;

  ChangedNode(
      Node input, Changes changes, ValueTest test, Population population, ChunkScratch scratch) {
    super(scratch);
    this.input = input;
    this.changes = changes;
    this.test = RowTest.of(test);
    this.population = population;
  }

  @Override
  boolean leaps() {
    return input.leaps();
  }

  @Override
  int seek(int from) {
    int nearest = seekIn(input, from);
    if (nearest == from) {
      return from;
    }
    long entry = changes.customers().entryFrom(from);
    return entry == 0 ? nearest : Math.min(nearest, DirectoryEntry.chunk(entry));
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    changed = rows() > 0;
    state = enterIn(input, newChunk);
    return changed ? ChunkState.SOME : state;
  }

  private int rows() {
    return changes.rowStart(chunk + 1) - changes.rowStart(chunk);
  }

  @Override
  int bound() {
    if (!changed) {
      return input.bound();
    }
    int unchanged =
        switch (state) {
          case EMPTY -> 0;
          case FULL -> population.sizeOf(chunk);
          case SOME -> input.bound();
        };
    return Math.min(population.sizeOf(chunk), unchanged + rows());
  }

  @Override
  int least() {
    return changed ? 0 : input.least();
  }

  @Override
  int costNanos() {
    int unchanged = state == ChunkState.SOME ? input.costNanos() : 0;
    return changed ? unchanged + ROW_NANOS * rows() : unchanged;
  }

  @Override
  double listNanos() {
    return changed ? super.listNanos() : input.listNanos();
  }

  @Override
  int keepNanos() {
    // Asked for one customer of a chunk with changes it works out all.
    return changed ? costNanos() : input.keepNanos();
  }

  @Override
  double keepNanos(double customers) {
    return changed ? costNanos() : input.keepNanos(customers);
  }

  @Override
  void read(long[] target) {
    if (!changed) {
      input.read(target);
      return;
    }
    switch (state) {
      case EMPTY -> Arrays.fill(target, 0);
      case FULL -> population.fill(chunk, target);
      case SOME -> input.read(target);
    }
    int end = changes.rowStart(chunk + 1);
    for (int row = changes.rowStart(chunk); row < end; row += RowTest.BLOCK) {
      patch(row, Math.min(RowTest.BLOCK, end - row), target);
    }
  }

  private void patch(int fromRow, int count, long[] target) {
    Optional<Values> values = changes.values();
    if (values.isPresent()) {
      test.test(values.get(), fromRow, count, passed);
    } else {
      Arrays.fill(passed, 0, (count + 63) >>> 6, 0);
    }
    for (int i = 0; i < count; i++) {
      int low = changes.low(fromRow + i);
      long bit = passed[i >>> 6] >>> i & 1;
      target[low >>> 6] = (target[low >>> 6] & ~(1L << low)) | (bit << low);
    }
  }

  @Override
  void and(long[] target) {
    if (changed) {
      super.and(target);
    } else {
      input.and(target);
    }
  }

  @Override
  void or(long[] target) {
    if (changed) {
      super.or(target);
    } else {
      input.or(target);
    }
  }

  @Override
  void andNot(long[] target) {
    if (changed) {
      super.andNot(target);
    } else {
      input.andNot(target);
    }
  }

  @Override
  long count() {
    return changed ? super.count() : input.count();
  }

  @Override
  long andCount(Node other) {
    return changed ? CANNOT_TELL : input.andCount(other);
  }

  @Override
  int keep(char[] lows, int count) {
    return changed ? super.keep(lows, count) : input.keep(lows, count);
  }

  @Override
  int drop(char[] lows, int count) {
    return changed ? super.drop(lows, count) : input.drop(lows, count);
  }

  @Override
  int list(char[] lows) {
    return changed ? super.list(lows) : input.list(lows);
  }

  @Override
  void addTo(CounterPlanes planes, int weight) {
    if (changed) {
      super.addTo(planes, weight);
    } else {
      input.addTo(planes, weight);
    }
  }

  @Override
  Bitset bitset() {
    return changed ? Bitset.NONE : input.bitset();
  }

  @Override
  long bitsetOffset() {
    return input.bitsetOffset();
  }

  @Override
  MemorySegment memory() {
    return input.memory();
  }
}
