package io.lamella.engine.catalog;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Infers a column's type from all its cells that are not empty: the first of boolean, number,
/// date, instant that fits them all, else keyword. Confined to one thread.
public final class TypeInference {

  private static final ValueType[] ORDER = {
    ValueType.BOOLEAN, ValueType.NUMBER, ValueType.DATE, ValueType.INSTANT
  };

  private final Map<ValueType, Long> ruledOut = new EnumMap<>(ValueType.class);
  private long firstLine;

  /// Looks at one cell; an empty one says nothing.
  public void see(long line, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    if (firstLine == 0) {
      firstLine = line;
    }
    if (ruledOut.size() == ORDER.length) {
      return;
    }
    for (ValueType type : ORDER) {
      if (!ruledOut.containsKey(type) && !ValueFormat.fits(type, cell)) {
        ruledOut.put(type, line);
      }
    }
  }

  /// The type; empty if every cell was.
  public Optional<ValueType> type() {
    if (firstLine == 0) {
      return Optional.empty();
    }
    for (ValueType type : ORDER) {
      if (!ruledOut.containsKey(type)) {
        return Optional.of(type);
      }
    }
    return Optional.of(ValueType.KEYWORD);
  }

  /// The first line that is not of each type.
  public Map<ValueType, Long> ruledOut() {
    return Map.copyOf(ruledOut);
  }

  /// The first line with a cell that is not empty; 0 if there is none.
  public long firstLine() {
    return firstLine;
  }
}
