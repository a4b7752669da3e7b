package io.lamella.engine.index;

import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Packs staged values into [Values]: looks first, so that the size is known before memory is
/// taken, then writes. Confined to one thread.
final class ValuesPacker {
  /// One past the largest unscaled number of 18 digits.
  private static final long UNSCALED_LIMIT = powerOfTen(ValueFormat.MAX_DIGITS);

  private final ValueType type;
  private final ValueStage stage;
  private final RowOrder order;
  private final long rows;

  private boolean anyMissing;
  private boolean any;
  private int minScale = Integer.MAX_VALUE;
  private int maxScale;
  private boolean mixed;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long listUnits;

  ValuesPacker(ValueType type, ValueStage stage, RowOrder order, long rows) {
    this.type = type;
    this.stage = stage;
    this.order = order;
    this.rows = rows;
    look();
  }

  /// Whether some row has a value; if not, there is nothing to pack.
  boolean any() {
    return any;
  }

  /// Whether all values are whole numbers of one unit, `unscaled / 10^scale`.
  boolean hasOneScale() {
    return !mixed && type != ValueType.SET;
  }

  /// The smallest value, unscaled.
  long min() {
    return min;
  }

  /// The largest value, unscaled.
  long max() {
    return max;
  }

  /// The value of a row that has one, unscaled.
  long unscaled(long row) {
    return unscaled(row, stage.tag(row));
  }

  long sizeBytes() {
    return align(rows * width()) + align(rows * scalesWidth()) + align(listUnits << 2);
  }

  /// Writes the values at an offset, which is a multiple of 8, and returns them.
  Values writeTo(MemorySegment memory, long offset) {
    long listsOffset = offset + align(rows * width()) + align(rows * scalesWidth());
    return switch (type) {
      case KEYWORD, TEXT, BOOLEAN -> new Values.Codes(writeColumn(memory, offset));
      case NUMBER, DATE, INSTANT, LOCATION -> {
        Column unscaled = writeColumn(memory, offset);
        yield mixed
            ? new Values.Decimals(
                unscaled, 0, Optional.of(writeScales(memory, offset + align(rows * width()))))
            : new Values.Decimals(unscaled, maxScale, Optional.empty());
      }
      case SET -> writeSets(memory, offset, listsOffset);
    };
  }

  /// One pass in general: only rows of different scales are looked at a second time, to be brought
  /// to one.
  private void look() {
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      int tag = stage.tag(row);
      if (tag == ValueStage.NONE) {
        anyMissing = true;
        continue;
      }
      any = true;
      int scale = ValueStage.scale(tag);
      minScale = Math.min(minScale, scale);
      maxScale = Math.max(maxScale, scale);
      if (type == ValueType.SET) {
        listUnits += 1 + stage.listSize(row);
      } else {
        long slot = stage.slot(row);
        min = Math.min(min, slot);
        max = Math.max(max, slot);
      }
    }
    if (type == ValueType.SET) {
      min = 0;
      max = listUnits;
    } else if (any && minScale < maxScale) {
      lookAtOneScale();
    }
  }

  /// Widens the range to all values at the largest scale, unless they do not fit it.
  private void lookAtOneScale() {
    long scaledMin = Long.MAX_VALUE;
    long scaledMax = Long.MIN_VALUE;
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      int tag = stage.tag(row);
      if (tag == ValueStage.NONE) {
        continue;
      }
      long factor = powerOfTen(maxScale - ValueStage.scale(tag));
      long slot = stage.slot(row);
      if (factor > 1 && Math.abs(slot) >= UNSCALED_LIMIT / factor) {
        mixed = true;
        return;
      }
      scaledMin = Math.min(scaledMin, slot * factor);
      scaledMax = Math.max(scaledMax, slot * factor);
    }
    min = scaledMin;
    max = scaledMax;
  }

  private int width() {
    return Column.widthFor(max - min + 1, !anyMissing && min == max && type != ValueType.SET);
  }

  private int scalesWidth() {
    return mixed ? Column.widthFor(maxScale - minScale + 1L, false) : 0;
  }

  private Column writeColumn(MemorySegment memory, long offset) {
    int width = width();
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      int tag = stage.tag(row);
      long raw = tag == ValueStage.NONE ? 0 : unscaled(row, tag) - min + 1;
      write(memory, offset, width, position, raw);
    }
    return new Column(memory, offset, width, rows, min, max - min + 1);
  }

  private long unscaled(long row, int tag) {
    long slot = stage.slot(row);
    return mixed ? slot : slot * powerOfTen(maxScale - ValueStage.scale(tag));
  }

  private Column writeScales(MemorySegment memory, long offset) {
    int width = scalesWidth();
    for (long position = 0; position < rows; position++) {
      int tag = stage.tag(order.row(position));
      long raw = tag == ValueStage.NONE ? 0 : ValueStage.scale(tag) - minScale + 1L;
      write(memory, offset, width, position, raw);
    }
    return new Column(memory, offset, width, rows, minScale, maxScale - minScale + 1L);
  }

  private Values writeSets(MemorySegment memory, long offset, long listsOffset) {
    int width = width();
    long place = 0;
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      if (stage.tag(row) == ValueStage.NONE) {
        write(memory, offset, width, position, 0);
        continue;
      }
      write(memory, offset, width, position, place + 1);
      int size = stage.listSize(row);
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, listsOffset + (place << 2), size);
      for (int number = 0; number < size; number++) {
        memory.set(
            ValueLayout.JAVA_INT_UNALIGNED,
            listsOffset + ((place + 1 + number) << 2),
            stage.member(row, number));
      }
      place += 1 + size;
    }
    Column places = new Column(memory, offset, width, rows, 0, listUnits + 1);
    return new Values.Sets(places, memory, listsOffset);
  }

  private static void write(MemorySegment memory, long offset, int width, long row, long raw) {
    switch (width) {
      case 0 -> {}
      case 1 -> memory.set(ValueLayout.JAVA_BYTE, offset + row, (byte) raw);
      case 2 -> memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset + (row << 1), (short) raw);
      case 4 -> memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset + (row << 2), (int) raw);
      default -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset + (row << 3), raw);
    }
  }

  /// Rounds up to a multiple of 8.
  static long align(long bytes) {
    return (bytes + 7) & -8;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
