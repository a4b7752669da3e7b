package io.lamella.engine.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.Optional;

/// The values of one attribute by ordinal, or of one property by the rows of a bucket, in the form
/// that its type asks for. Immutable.
public sealed interface Values {

  /// Keyword, text, boolean: codes of a dictionary (0 and 1 for false and true).
  record Codes(Column codes) implements Values {
    @Override
    public Column presence() {
      return codes;
    }
  }

  /// Sets: each row's place in a store of member lists. A list is its length and then that many
  /// codes, ascending, 4 bytes each; a place counts in units of 4 bytes from `listsOffset`.
  record Sets(Column places, MemorySegment memory, long listsOffset) implements Values {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

    @Override
    public Column presence() {
      return places;
    }

    /// How many members the row's set has; 0 for no value.
    public int size(long row) {
      return places.has(row) ? memory.get(U32, listOffset(row)) : 0;
    }

    /// A member's code, for a row with a value and a number below its size.
    public int member(long row, int number) {
      return memory.get(U32, listOffset(row) + 4 + ((long) number << 2));
    }

    /// Whether the row's set has this member.
    public boolean contains(long row, int code) {
      int low = 0;
      int high = size(row) - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int member = member(row, middle);
        if (member == code) {
          return true;
        }
        if (member < code) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return false;
    }

    private long listOffset(long row) {
      return listsOffset + (places.value(row) << 2);
    }
  }

  /// Numbers, dates (as days since 1970-01-01), instants (as milliseconds since then) and locations
  /// (see [io.lamella.engine.catalog.Location]): exact decimals `unscaled / 10^scale`. One scale
  /// for all rows, unless the values are so far apart in size that 18 digits do not hold them at
  /// one scale; then each row has its own.
  record Decimals(Column unscaled, int scale, Optional<Column> scales) implements Values {
    @Override
    public Column presence() {
      return unscaled;
    }

    /// The exact value of a row that has one.
    public BigDecimal value(long row) {
      return BigDecimal.valueOf(unscaled.value(row), scale(row));
    }

    /// The value that stands as this raw in the column, where all have one scale.
    public BigDecimal ofRaw(long raw) {
      return BigDecimal.valueOf(unscaled.base() + raw - 1, scale);
    }

    /// Digits after the point of a row that has a value.
    public int scale(long row) {
      return scales.map(column -> (int) column.value(row)).orElse(scale);
    }
  }

  /// The column that tells which rows have a value.
  Column presence();
}
