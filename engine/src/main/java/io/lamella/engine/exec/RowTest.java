package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.index.Zones;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.CodeSet;
import io.lamella.engine.plan.DecimalRange;
import io.lamella.engine.plan.Ring;
import io.lamella.engine.plan.ValueTest;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// A [ValueTest] made ready to run over rows of values, so many at a time that a wide column's stay
/// in L2. Confined to one thread.
abstract class RowTest {
  /// Rows that are tested at once, at most.
  static final int BLOCK = 1 << 14;

  static final int BLOCK_WORDS = BLOCK >>> 6;

  /// Sets bit i of the target where row `fromRow + i` passes, for i below `count`, and clears it
  /// elsewhere; spare bits of the last word are cleared.
  abstract void test(Values values, long fromRow, int count, long[] target);

  /// Whether one row passes.
  abstract boolean passes(Values values, long row);

  /// Whether nobody of a chunk can pass, as far as its zone tells.
  boolean isOutside(Zones zones, int chunk) {
    return false;
  }

  /// Whether every value of a chunk passes, as far as its zone tells.
  boolean isInside(Zones zones, int chunk) {
    return false;
  }

  static RowTest of(ValueTest test) {
    return switch (test) {
      case ValueTest.Present _ -> new Present();
      case ValueTest.CodeIn(CodeSet codes, boolean negated) ->
          negated ? new Except(new Codes(codes)) : new Codes(codes);
      case ValueTest.InRanges(List<DecimalRange> ranges) -> new Ranges(ranges);
      case ValueTest.HasMembers(CodeSet codes, boolean all) -> new Members(codes, all);
      case ValueTest.SizeIn(List<DecimalRange> ranges) -> new Sizes(ranges);
      case ValueTest.ByCalendar calendar -> new ByCalendar(calendar);
      case ValueTest.Near(Location centre, double metres) ->
          new AreaTest(new Circle(centre, metres));
      case ValueTest.Inside(Ring ring) -> new AreaTest(new Polygon(ring));
    };
  }

  private static int words(int count) {
    return (count + 63) >>> 6;
  }

  /// The definition that the special forms shorten: asks row by row.
  private static void each(
      Column presence, long fromRow, int count, LongPredicate passes, long[] target) {
    Arrays.fill(target, 0, words(count), 0);
    for (int i = 0; i < count; i++) {
      if (presence.has(fromRow + i) && passes.test(fromRow + i)) {
        target[i >>> 6] |= 1L << i;
      }
    }
  }

  private static final class Present extends RowTest {
    @Override
    boolean passes(Values values, long row) {
      return values.presence().has(row);
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      values.presence().present(fromRow, count, target);
    }
  }

  /// Has a value, and fails another test.
  private static final class Except extends RowTest {
    private final RowTest inner;
    private final long[] passed = new long[BLOCK_WORDS];

    Except(RowTest inner) {
      this.inner = inner;
    }

    @Override
    boolean passes(Values values, long row) {
      return values.presence().has(row) && !inner.passes(values, row);
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      values.presence().present(fromRow, count, target);
      inner.test(values, fromRow, count, passed);
      Kernels.andNot(passed, 0, target, 0, words(count));
    }
  }

  private static final class Codes extends RowTest {
    /// Up to so many codes a pass each over the column is cheaper than looking every row up.
    private static final int FEW = 4;

    private final CodeSet codes;
    private final long[] raws;

    /// Bit c is set for code c; empty for few codes.
    private final long[] table;

    private final long[] passed = new long[BLOCK_WORDS];

    Codes(CodeSet codes) {
      this.codes = codes;
      boolean few = codes.size() <= FEW;
      raws = new long[few ? 0 : BLOCK];
      table = new long[few ? 0 : (codes.code(codes.size() - 1) >>> 6) + 1];
      for (int i = 0; !few && i < codes.size(); i++) {
        table[codes.code(i) >>> 6] |= 1L << codes.code(i);
      }
    }

    @Override
    boolean passes(Values values, long row) {
      Column column = values.presence();
      return column.has(row) && codes.contains((int) column.value(row));
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      Column column = values.presence();
      if (codes.size() > FEW) {
        lookUp(column, fromRow, count, target);
        return;
      }
      Arrays.fill(target, 0, words(count), 0);
      for (int i = 0; i < codes.size(); i++) {
        column.inRange(fromRow, count, codes.code(i), codes.code(i), passed);
        Kernels.or(passed, 0, target, 0, words(count));
      }
    }

    private void lookUp(Column column, long fromRow, int count, long[] target) {
      column.decode(fromRow, count, raws, 0);
      long shift = column.base() - 1;
      for (int word = 0; word < words(count); word++) {
        long bits = 0;
        int end = Math.min(64, count - (word << 6));
        for (int i = 0; i < end; i++) {
          long raw = raws[(word << 6) + i];
          long code = raw + shift;
          long place = code >>> 6;
          if (raw != 0 && place < table.length) {
            bits |= (table[(int) place] >>> code & 1) << i;
          }
        }
        target[word] = bits;
      }
    }
  }

  private static final class Ranges extends RowTest {
    private static final int SCALES = 10;

    private final List<DecimalRange> ranges;

    // The ranges' ends as whole numbers of each scale; one scale is all that is asked for in
    // general, and to make them takes longer than a chunk.
    private final long[] @Nullable [] lows = new long[SCALES][];
    private final long[] @Nullable [] highs = new long[SCALES][];
    private final long[] passed = new long[BLOCK_WORDS];

    Ranges(List<DecimalRange> ranges) {
      this.ranges = ranges;
    }

    private long[] lows(int scale) {
      long[] known = lows[scale];
      if (known == null) {
        known = ranges.stream().mapToLong(range -> range.lowAtScale(scale)).toArray();
        lows[scale] = known;
      }
      return known;
    }

    private long[] highs(int scale) {
      long[] known = highs[scale];
      if (known == null) {
        known = ranges.stream().mapToLong(range -> range.highAtScale(scale)).toArray();
        highs[scale] = known;
      }
      return known;
    }

    @Override
    boolean isOutside(Zones zones, int chunk) {
      long[] low = lows(zones.scale());
      long[] high = highs(zones.scale());
      for (int i = 0; i < low.length; i++) {
        if (!zones.isOutside(chunk, low[i], high[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    boolean isInside(Zones zones, int chunk) {
      long[] low = lows(zones.scale());
      long[] high = highs(zones.scale());
      for (int i = 0; i < low.length; i++) {
        if (zones.isInside(chunk, low[i], high[i])) {
          return true;
        }
      }
      return false;
    }

    @Override
    boolean passes(Values values, long row) {
      var decimals = (Values.Decimals) values;
      if (!decimals.unscaled().has(row)) {
        return false;
      }
      if (decimals.scales().isPresent()) {
        return ranges.stream().anyMatch(range -> range.contains(decimals.value(row)));
      }
      long value = decimals.unscaled().value(row);
      long[] low = lows(decimals.scale());
      long[] high = highs(decimals.scale());
      for (int i = 0; i < low.length; i++) {
        if (value >= low[i] && value <= high[i]) {
          return true;
        }
      }
      return false;
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      var decimals = (Values.Decimals) values;
      if (decimals.scales().isPresent()) {
        each(decimals.unscaled(), fromRow, count, row -> passes(values, row), target);
        return;
      }
      long[] low = lows(decimals.scale());
      long[] high = highs(decimals.scale());
      if (low.length == 1) {
        decimals.unscaled().inRange(fromRow, count, low[0], high[0], target);
        return;
      }
      Arrays.fill(target, 0, words(count), 0);
      for (int i = 0; i < low.length; i++) {
        decimals.unscaled().inRange(fromRow, count, low[i], high[i], passed);
        Kernels.or(passed, 0, target, 0, words(count));
      }
    }
  }

  private static final class Members extends RowTest {
    private final CodeSet codes;
    private final boolean all;

    Members(CodeSet codes, boolean all) {
      this.codes = codes;
      this.all = all;
    }

    @Override
    boolean passes(Values values, long row) {
      var sets = (Values.Sets) values;
      return sets.places().has(row) && passes(sets, row);
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      var sets = (Values.Sets) values;
      each(sets.places(), fromRow, count, row -> passes(sets, row), target);
    }

    private boolean passes(Values.Sets sets, long row) {
      for (int i = 0; i < codes.size(); i++) {
        if (sets.contains(row, codes.code(i)) != all) {
          return !all;
        }
      }
      return all;
    }
  }

  private static final class Sizes extends RowTest {
    private final long[] lows;
    private final long[] highs;

    Sizes(List<DecimalRange> ranges) {
      lows = ranges.stream().mapToLong(range -> range.lowAtScale(0)).toArray();
      highs = ranges.stream().mapToLong(range -> range.highAtScale(0)).toArray();
    }

    @Override
    boolean passes(Values values, long row) {
      var sets = (Values.Sets) values;
      return sets.places().has(row) && passes(sets.size(row));
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      var sets = (Values.Sets) values;
      each(sets.places(), fromRow, count, row -> passes(sets.size(row)), target);
    }

    private boolean passes(int size) {
      for (int i = 0; i < lows.length; i++) {
        if (size >= lows[i] && size <= highs[i]) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class ByCalendar extends RowTest {
    private final ValueTest.ByCalendar test;

    ByCalendar(ValueTest.ByCalendar test) {
      this.test = test;
    }

    @Override
    boolean passes(Values values, long row) {
      Column column = values.presence();
      return column.has(row) && CalendarTests.passes(test, column.value(row));
    }

    @Override
    void test(Values values, long fromRow, int count, long[] target) {
      Column column = values.presence();
      each(column, fromRow, count, row -> CalendarTests.passes(test, column.value(row)), target);
    }
  }
}
