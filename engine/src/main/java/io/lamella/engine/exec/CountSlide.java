package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Customers with at least so many events in a window that slides.
final class CountSlide extends WindowSlide {
  private final int atLeast;
  private final Core core;
  private final int[] counts = new int[Population.CHUNK];

  /// Of one block of rows.
  private final char[] block = new char[EventRows.BLOCK];

  /// Where the events of the core are counted. No count of it ever falls, so one that is cut at
  /// what is asked for is as good as any.
  sealed interface Core {
    /// In bitmaps.
    ///
    /// @param parts inputs of weight w count for 2^w
    record OfBitmaps(
        List<ThresholdNode.Weighted> parts, Population population, ChunkScratch scratch)
        implements Core {}

    /// In rows.
    record OfRows(List<EventRows.Source> sources) implements Core {}
  }

  CountSlide(SlidingAtoms atoms, EventRows rows, Optional<Node> among, int atLeast, Core core) {
    super(atoms, rows, among);
    this.atLeast = atLeast;
    this.core = core;
  }

  @Override
  void clear() {
    Arrays.fill(counts, 0);
  }

  @Override
  void takeCore(EventRows ofCore, int ofChunk) {
    switch (core) {
      case Core.OfBitmaps(var parts, Population population, ChunkScratch scratch) -> {
        long[] members = scratch.takeWords();
        for (ThresholdNode.Weighted part : parts) {
          switch (part.node().enter(ofChunk)) {
            case EMPTY -> {}
            case FULL -> {
              population.fill(ofChunk, members);
              add(members, 1 << part.weight());
            }
            case SOME -> {
              part.node().read(members);
              add(members, 1 << part.weight());
            }
          }
        }
        scratch.giveWords();
      }
      case Core.OfRows(var sources) -> {
        for (EventRows.Source source : sources) {
          ofCore.forEach(
              source,
              ofChunk,
              (bucket, from, count, selected) ->
                  SelectedRows.forEach(
                      selected, count, place -> count(bucket.low(from + place), 1)));
        }
      }
    }
  }

  private void add(long[] members, int one) {
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        count((word << 6) + Long.numberOfTrailingZeros(left), one);
      }
    }
  }

  @Override
  void grow(int capacity) {}

  @Override
  int read(Bucket bucket, int fromRow, int count, long[] selected, int at) {
    bucket.lows(fromRow, count, block);
    int end = at;
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        lows[end++] = block[(word << 6) + Long.numberOfTrailingZeros(left)];
      }
    }
    return end;
  }

  @Override
  void add(int start, int end) {
    for (int i = start; i < end; i++) {
      count(lows[i], 1);
    }
  }

  private void count(int low, int one) {
    int before = counts[low];
    int after = before + one;
    counts[low] = after;
    turn(low, before, after);
  }

  @Override
  void subtract(int start, int end) {
    for (int i = start; i < end; i++) {
      int low = lows[i];
      int before = counts[low];
      counts[low] = before - 1;
      turn(low, before - 1, before);
    }
  }

  /// Turns the bit if a count passes the limit, without a branch that nobody can guess.
  private void turn(int low, int less, int more) {
    int passes = (less - atLeast & ~(more - atLeast)) >>> 31;
    words[low >>> 6] ^= (long) passes << low;
  }
}
