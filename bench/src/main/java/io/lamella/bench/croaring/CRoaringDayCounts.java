package io.lamella.bench.croaring;

import io.lamella.bench.Form;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// *At least 2 of some days* to CRoaring. Two families, as for Java's RoaringBitmap: bit-sliced
/// counters made of bitmaps or of the library's plain bitsets (for 2, *once* and *twice* are the
/// whole counter), and counting values into bytes, the whole population at once or one chunk at a
/// time so that the counts stay in the cache.
public final class CRoaringDayCounts implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final ValueLayout.OfInt VALUE = ValueLayout.JAVA_INT;

  private final Arena arena = Arena.ofShared();
  private final List<NativeBitmap> days;
  private final long[] cardinalities;
  private final int end;

  /// Room for the values of all days, in which a query works.
  private final MemorySegment values;

  private CRoaringDayCounts(List<NativeBitmap> days, int end) {
    this.days = days;
    this.end = end;
    this.cardinalities = days.stream().mapToLong(NativeBitmap::cardinality).toArray();
    this.values = arena.allocate(VALUE, Math.max(1, Arrays.stream(cardinalities).sum()));
  }

  /// Copies the days' bitmaps.
  public static CRoaringDayCounts of(List<RoaringBitmap> days) {
    return new CRoaringDayCounts(
        days.stream().map(NativeBitmap::of).toList(),
        days.stream().filter(day -> !day.isEmpty()).mapToInt(RoaringBitmap::last).max().orElse(0)
            + 1);
  }

  /// At least 2 of all days.
  public List<Form> atLeastTwo() {
    List<Form> forms = new ArrayList<>();
    forms.add(new Form("croaring, once and twice", this::onceAndTwice));
    forms.add(new Form("croaring, once and twice by halves", this::byHalves));
    forms.add(new Form("croaring, to_uint32_array, bytes at once", this::atOnce));
    forms.add(new Form("croaring, to_uint32_array, bytes by chunks", this::byChunks));
    if (NativeBitset.isThere()) {
      forms.add(new Form("croaring, bitsets once and twice", this::bitsets));
    }
    return forms;
  }

  private long onceAndTwice() {
    try (NativeBitmap once = days.getFirst().copy();
        NativeBitmap twice = once.and(days.get(1))) {
      once.orInPlace(days.get(1));
      for (NativeBitmap day : days.subList(2, days.size())) {
        try (NativeBitmap again = once.and(day)) {
          twice.lazyOrInPlace(again);
        }
        once.orInPlace(day);
      }
      twice.repair();
      return twice.cardinality();
    }
  }

  private record Counter(NativeBitmap once, NativeBitmap twice) implements AutoCloseable {
    @Override
    public void close() {
      once.close();
      twice.close();
    }
  }

  private long byHalves() {
    try (Counter counter = halves(0, days.size())) {
      return counter.twice.cardinality();
    }
  }

  private Counter halves(int from, int to) {
    if (to - from == 2) {
      return both(days.get(from), days.get(from + 1));
    }
    if (to - from == 3) {
      try (Counter two = both(days.get(from), days.get(from + 1));
          NativeBitmap third = two.once.and(days.get(from + 2))) {
        return new Counter(two.once.or(days.get(from + 2)), two.twice.or(third));
      }
    }
    int middle = (from + to) >>> 1;
    try (Counter left = halves(from, middle);
        Counter right = halves(middle, to)) {
      Counter counter = both(left.once, right.once);
      counter.twice.orInPlace(left.twice);
      counter.twice.orInPlace(right.twice);
      return counter;
    }
  }

  private static Counter both(NativeBitmap a, NativeBitmap b) {
    return new Counter(a.or(b), a.and(b));
  }

  private long bitsets() {
    try (NativeBitset once = NativeBitset.empty();
        NativeBitset twice = NativeBitset.empty();
        NativeBitset today = NativeBitset.empty()) {
      once.set(days.getFirst());
      for (NativeBitmap day : days.subList(1, days.size())) {
        today.set(day);
        try (NativeBitset again = once.copy()) {
          again.and(today);
          twice.or(again);
        }
        once.or(today);
      }
      return twice.cardinality();
    }
  }

  private long atOnce() {
    byte[] counts = new byte[end];
    long found = 0;
    for (int day = 0; day < cardinalities.length; day++) {
      days.get(day).writeTo(values);
      for (long i = 0; i < cardinalities[day]; i++) {
        found += ++counts[values.getAtIndex(VALUE, i)] == 2 ? 1 : 0;
      }
    }
    return found;
  }

  private long byChunks() {
    long[] ends = new long[cardinalities.length];
    long written = 0;
    for (int day = 0; day < ends.length; day++) {
      days.get(day).writeTo(values.asSlice(written * VALUE.byteSize()));
      written += cardinalities[day];
      ends[day] = written;
    }
    long[] places = new long[ends.length];
    System.arraycopy(ends, 0, places, 1, ends.length - 1);
    byte[] counts = new byte[CHUNK];
    long found = 0;
    for (int chunk = 0; chunk < end; chunk += CHUNK) {
      Arrays.fill(counts, (byte) 0);
      for (int day = 0; day < ends.length; day++) {
        long place = places[day];
        for (; place < ends[day]; place++) {
          int value = values.getAtIndex(VALUE, place) - chunk;
          if (value >= CHUNK) {
            break;
          }
          found += ++counts[value] == 2 ? 1 : 0;
        }
        places[day] = place;
      }
    }
    return found;
  }

  @Override
  public void close() {
    days.forEach(NativeBitmap::close);
    arena.close();
  }
}
