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

  long sizeBytes() {
    return align(rows * width()) + align(rows * scalesWidth()) + align(listUnits << 2);
  }

  /// Writes the values at an offset, which is a multiple of 8, and returns them.
  Values writeTo(MemorySegment memory, long offset) {
    long listsOffset = offset + align(rows * width()) + align(rows * scalesWidth());
    return switch (type) {
      case KEYWORD, TEXT, BOOLEAN -> new Values.Codes(writeColumn(memory, offset));
      case NUMBER, DATE, INSTANT -> {
        Column unscaled = writeColumn(memory, offset);
        yield mixed
            ? new Values.Decimals(
                unscaled, 0, Optional.of(writeScales(memory, offset + align(rows * width()))))
            : new Values.Decimals(unscaled, maxScale, Optional.empty());
      }
      case SET -> writeSets(memory, offset, listsOffset);
    };
  }

  private void look() {
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      if (!stage.has(row)) {
        anyMissing = true;
        continue;
      }
      any = true;
      int scale = stage.scale(row);
      minScale = Math.min(minScale, scale);
      maxScale = Math.max(maxScale, scale);
      if (type == ValueType.SET) {
        listUnits += 1 + stage.listSize(row);
      }
    }
    if (type == ValueType.SET) {
      min = 0;
      max = listUnits;
      return;
    }
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      if (stage.has(row)) {
        widen(row);
      }
    }
    if (mixed) {
      lookUnscaled();
    }
  }

  private void widen(long row) {
    long factor = powerOfTen(maxScale - stage.scale(row));
    long slot = stage.slot(row);
    if (factor > 1 && Math.abs(slot) >= UNSCALED_LIMIT / factor) {
      mixed = true;
      return;
    }
    min = Math.min(min, slot * factor);
    max = Math.max(max, slot * factor);
  }

  private void lookUnscaled() {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      if (stage.has(row)) {
        min = Math.min(min, stage.slot(row));
        max = Math.max(max, stage.slot(row));
      }
    }
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
      long raw = stage.has(row) ? unscaled(row) - min + 1 : 0;
      write(memory, offset, width, position, raw);
    }
    return new Column(memory, offset, width, rows, min, max - min + 1);
  }

  private long unscaled(long row) {
    return mixed ? stage.slot(row) : stage.slot(row) * powerOfTen(maxScale - stage.scale(row));
  }

  private Column writeScales(MemorySegment memory, long offset) {
    int width = scalesWidth();
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      write(memory, offset, width, position, stage.has(row) ? stage.scale(row) - minScale + 1L : 0);
    }
    return new Column(memory, offset, width, rows, minScale, maxScale - minScale + 1L);
  }

  private Values writeSets(MemorySegment memory, long offset, long listsOffset) {
    int width = width();
    long place = 0;
    for (long position = 0; position < rows; position++) {
      long row = order.row(position);
      if (!stage.has(row)) {
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
