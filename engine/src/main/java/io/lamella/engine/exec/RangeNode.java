package io.lamella.engine.exec;

import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.index.Zones;
import io.lamella.engine.kernel.WordRanges;
import io.lamella.engine.plan.DecimalRange;
import java.util.Arrays;

/// One range of a number, where customers stand in its order at least in some chunks: there those
/// in the range stand side by side and are found by search. Other chunks are scanned.
final class RangeNode extends Node {
  /// What the search takes.
  private static final int SEARCH_NANOS = 100;

  private final ScanNode scan;
  private final Zones zones;
  private final Column column;
  private final long low;
  private final long high;

  // Of the chunk entered last: who is in the range is found when first asked for.
  private int chunk;
  private int ascending;
  private boolean found;
  private int from;
  private int to;

  RangeNode(Attribute attribute, DecimalRange range, ScanNode scan, ChunkScratch scratch) {
    super(scratch);
    var decimals = (Values.Decimals) attribute.values();
    this.scan = scan;
    this.zones = attribute.zones();
    this.column = decimals.unscaled();
    this.low = range.lowAtScale(decimals.scale());
    this.high = range.highAtScale(decimals.scale());
  }

  @Override
  boolean leaps() {
    return scan.leaps();
  }

  @Override
  int seek(int sought) {
    return scan.seek(sought);
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    ascending = zones.ascending(newChunk);
    found = false;
    ChunkState state = scan.enter(newChunk);
    if (state != ChunkState.SOME || ascending == 0) {
      return state;
    }
    find();
    // The chunk's numbers lie on both sides of the range and none in it.
    return from >= to ? ChunkState.EMPTY : ChunkState.SOME;
  }

  private void find() {
    from = below(low);
    to = high == Long.MAX_VALUE ? ascending : below(high + 1);
    found = true;
  }

  /// How many of the chunk's numbers are below this one.
  private int below(long number) {
    int below = 0;
    for (int left = ascending; left > 0; ) {
      int half = (left + 1) >>> 1;
      below += column.value(((long) chunk << 16) + below + half - 1) < number ? half : 0;
      left -= half;
    }
    return below;
  }

  @Override
  int bound() {
    return found ? to - from : scan.bound();
  }

  @Override
  int least() {
    return found ? to - from : scan.least();
  }

  @Override
  int costNanos() {
    return found ? SEARCH_NANOS : scan.costNanos();
  }

  @Override
  int keepNanos() {
    return found ? 1 : scan.keepNanos();
  }

  @Override
  void read(long[] target) {
    if (found) {
      Arrays.fill(target, 0);
      WordRanges.set(target, 0, from, to - 1);
    } else {
      scan.read(target);
    }
  }

  @Override
  void and(long[] target) {
    if (found) {
      WordRanges.keep(target, Population.CHUNK_WORDS, from, to - 1);
    } else {
      scan.and(target);
    }
  }

  @Override
  void or(long[] target) {
    if (found) {
      WordRanges.set(target, 0, from, to - 1);
    } else {
      scan.or(target);
    }
  }

  @Override
  void andNot(long[] target) {
    if (found) {
      WordRanges.clear(target, 0, from, to - 1);
    } else {
      scan.andNot(target);
    }
  }

  @Override
  long count() {
    return found ? to - from : scan.count();
  }

  @Override
  int keep(char[] lows, int count) {
    if (!found) {
      return scan.keep(lows, count);
    }
    int first = position(lows, count, from);
    int kept = position(lows, count, to) - first;
    System.arraycopy(lows, first, lows, 0, kept);
    return kept;
  }

  @Override
  int drop(char[] lows, int count) {
    if (!found) {
      return scan.drop(lows, count);
    }
    int first = position(lows, count, from);
    int end = position(lows, count, to);
    System.arraycopy(lows, end, lows, first, count - end);
    return count - (end - first);
  }

  /// How many of some ascending lows are below this one, which may be one past the last.
  private static int position(char[] lows, int count, int low) {
    if (low == Population.CHUNK) {
      return count;
    }
    int at = Arrays.binarySearch(lows, 0, count, (char) low);
    return at < 0 ? ~at : at;
  }
}
