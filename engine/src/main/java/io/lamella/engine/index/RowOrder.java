package io.lamella.engine.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// In which order staged rows become rows of a column.
public sealed interface RowOrder {

  /// The staged row that becomes row `position`.
  long row(long position);

  /// As they were staged.
  record Staged() implements RowOrder {
    @Override
    public long row(long position) {
      return position;
    }
  }

  /// As some sorted keys say: the row number is the low half of each.
  final class Keyed implements RowOrder {
    private final long[] keys;

    public Keyed(long[] keys) {
      this.keys = keys;
    }

    @Override
    public long row(long position) {
      return (int) keys[(int) position];
    }
  }

  /// A list of row numbers, 4 bytes each, from an offset on.
  record Listed(MemorySegment memory, long offset) implements RowOrder {
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

    @Override
    public long row(long position) {
      return memory.get(U32, offset + (position << 2)) & 0xFFFF_FFFFL;
    }
  }
}
