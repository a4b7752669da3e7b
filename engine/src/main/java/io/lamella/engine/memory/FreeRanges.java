package io.lamella.engine.memory;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The ranges of a [Region] that nobody has: disjoint, and never two side by side, because
/// neighbours are joined. Confined to the region's lock.
final class FreeRanges {
  /// What [#take] returns if no range is large enough.
  static final long NONE = -1;

  private final NavigableMap<Long, Range> byOffset = new TreeMap<>();
  private final NavigableSet<Range> bySize =
      new TreeSet<>(Comparator.comparingLong(Range::size).thenComparingLong(Range::offset));

  private record Range(long offset, long size) {
    long end() {
      return offset + size;
    }
  }

  /// Takes a range out of the smallest one that is large enough, from its beginning, and returns
  /// its offset; [#NONE] if there is none.
  long take(long size) {
    Range best = bySize.ceiling(new Range(0, size));
    if (best == null) {
      return NONE;
    }
    remove(best);
    if (best.size > size) {
      insert(new Range(best.offset + size, best.size - size));
    }
    return best.offset;
  }

  /// Puts back a range that is not there.
  void add(long offset, long size) {
    var range = new Range(offset, size);
    Map.Entry<Long, Range> before = byOffset.lowerEntry(offset);
    if (before != null && before.getValue().end() == offset) {
      remove(before.getValue());
      range = new Range(before.getKey(), before.getValue().size + size);
    }
    Range after = byOffset.get(range.end());
    if (after != null) {
      remove(after);
      range = new Range(range.offset, range.size + after.size);
    }
    insert(range);
  }

  private void insert(Range range) {
    byOffset.put(range.offset, range);
    bySize.add(range);
  }

  private void remove(Range range) {
    byOffset.remove(range.offset);
    bySize.remove(range);
  }
}
