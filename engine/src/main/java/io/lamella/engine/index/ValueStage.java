package io.lamella.engine.index;

import io.lamella.engine.memory.GrowableMemory;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Values of one attribute or property while an import collects them: a slot and a tag for each row
/// (ordinal or event), unpacked, so that any row can be set at any time. Confined to the import.
///
/// ```
///   tag   1 byte a row: 0 no value, else 1 + digits after the point
///   slot  8 bytes a row: code, unscaled number, day, millisecond, or the place of a member list
///   lists 4 bytes: length, then so many codes
/// ```
public final class ValueStage implements AutoCloseable {
  /// The tag of a row without a value.
  static final int NONE = 0;

  private static final long MAX_BYTES = 1L << 35;
  private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

  private final GrowableMemory tags;
  private final GrowableMemory slots;
  private final GrowableMemory lists;
  private long listsEnd;
  private long rows;

  /// A stage that one thread makes, fills and closes.
  public static ValueStage confined(MemoryBudget budget) {
    return new ValueStage(
        GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES),
        GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES),
        GrowableMemory.confined(budget, Purpose.STAGING, MAX_BYTES));
  }

  private ValueStage(GrowableMemory tags, GrowableMemory slots, GrowableMemory lists) {
    this.tags = tags;
    this.slots = slots;
    this.lists = lists;
  }

  /// Takes every row's value away and keeps the memory.
  public void reset() {
    tags.memory().asSlice(0, rows).fill((byte) NONE);
    rows = 0;
    listsEnd = 0;
  }

  public ValueStage(MemoryBudget budget) {
    tags = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
    slots = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
    lists = new GrowableMemory(budget, Purpose.STAGING, MAX_BYTES);
  }

  /// Gives a row a value, whatever it had before.
  public void set(long row, long slot, int scale) {
    ensure(row + 1);
    tags.memory().set(ValueLayout.JAVA_BYTE, row, (byte) (scale + 1));
    slots.memory().set(U64, row << 3, slot);
  }

  /// Gives a row a set: so many codes, ascending, none twice, at least one.
  public void setList(long row, int[] codes, int count) {
    lists.ensure(listsEnd + ((count + 1L) << 2));
    MemorySegment memory = lists.memory();
    memory.set(U32, listsEnd, count);
    MemorySegment.copy(codes, 0, memory, U32, listsEnd + 4, count);
    set(row, listsEnd >>> 2, 0);
    listsEnd += (count + 1L) << 2;
  }

  /// Takes a row's value away.
  public void clear(long row) {
    if (row < rows) {
      tags.memory().set(ValueLayout.JAVA_BYTE, row, (byte) NONE);
    }
  }

  /// Takes over the values of rows `[fromRow, fromRow + count)` as rows from `targetRow` on.
  public void copyFrom(Values values, long fromRow, long count, long targetRow) {
    for (long i = 0; i < count; i++) {
      long row = fromRow + i;
      if (!values.presence().has(row)) {
        continue;
      }
      switch (values) {
        case Values.Codes(Column codes) -> set(targetRow + i, codes.value(row), 0);
        case Values.Decimals decimals ->
            set(targetRow + i, decimals.unscaled().value(row), decimals.scale(row));
        case Values.Sets sets -> {
          int[] members = new int[sets.size(row)];
          for (int number = 0; number < members.length; number++) {
            members[number] = sets.member(row, number);
          }
          setList(targetRow + i, members, members.length);
        }
      }
    }
  }

  /// Takes over changes, a row being an ordinal.
  public void apply(Changes changes) {
    changes.forEach((row, ordinal) -> {
      clear(ordinal);
      changes.values().ifPresent(values -> copyFrom(values, row, 1, ordinal));
    });
  }

  /// Whether a row has a value.
  public boolean has(long row) {
    return tag(row) != NONE;
  }

  /// What [#scale] knows of a row; [#NONE] if it has no value.
  int tag(long row) {
    return row < rows ? tags.memory().get(ValueLayout.JAVA_BYTE, row) : NONE;
  }

  /// Digits after the point of a value with this tag.
  static int scale(int tag) {
    return tag - 1;
  }

  long slot(long row) {
    return slots.memory().get(U64, row << 3);
  }

  /// How many members the set of a row with a value has.
  public int listSize(long row) {
    return lists.memory().get(U32, slot(row) << 2);
  }

  /// A member's code.
  public int member(long row, int number) {
    return lists.memory().get(U32, (slot(row) + 1 + number) << 2);
  }

  private void ensure(long toRows) {
    if (toRows > rows) {
      tags.ensure(toRows);
      slots.ensure(toRows << 3);
      rows = toRows;
    }
  }

  @Override
  public void close() {
    tags.close();
    slots.close();
    lists.close();
  }
}
