package io.lamella.engine.store;

/// A place between two records of a [Log], named by the record that follows it. Only comparing has
/// a meaning; a caller that keeps one in a file keeps the number.
///
/// @param offset how many records came before, from 0
public record LogPosition(long offset) implements Comparable<LogPosition> {
  /// Before the first record there ever was.
  public static final LogPosition BEGINNING = new LogPosition(0);

  public LogPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("no such position: offset=" + offset);
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    return Long.compare(offset, other.offset);
  }
}
