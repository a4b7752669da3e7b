package io.lamella.engine.exec;

import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.plan.EventCondition;
import io.lamella.engine.plan.Plan.Events;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The events of a selection, read from the rows of its buckets: block by block, with the rows that
/// pass the window and the condition marked. Confined to one thread.
final class EventRows {
  /// Rows looked at once.
  static final int BLOCK = 4_096;

  /// A bucket that the window reaches into.
  ///
  /// @param partial whether some of its events lie outside the window
  record Source(Bucket bucket, boolean partial) {}

  /// Takes blocks of rows.
  interface Visitor {
    /// Looks at rows `[fromRow, fromRow + count)` of a bucket, all of one chunk.
    ///
    /// @param selected bit i is set if row `fromRow + i` is in the selection
    void block(Bucket bucket, int fromRow, int count, long[] selected);
  }

  private final Events events;
  private final List<Source> sources = new ArrayList<>();
  private final RowCondition condition;
  private final long[] selected = new long[BLOCK >>> 6];
  private final long[] inWindow = new long[BLOCK >>> 6];

  EventRows(Snapshot snapshot, Events events) {
    this.events = events;
    this.condition = new RowCondition(events.condition());
    for (String name : events.behaviours()) {
      List<Bucket> buckets =
          snapshot
              .behaviour(name)
              .map((Behaviour found) -> found.all(events.fromMillis(), events.toMillis()))
              .orElse(List.of());
      for (Bucket bucket : buckets) {
        sources.add(
            new Source(bucket, WindowParts.isCut(bucket, events.fromMillis(), events.toMillis())));
      }
    }
    sources.sort(Comparator.comparingInt(source -> source.bucket().day()));
  }

  /// The buckets that the window reaches into, ascending by day.
  List<Source> sources() {
    return sources;
  }

  /// Whether every event in the window counts.
  boolean unconditional() {
    return events.condition() instanceof EventCondition.Always;
  }

  /// Whether some bucket has a row of the chunk.
  boolean any(int chunk) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).bucket().customers().entryOf(chunk) != 0) {
        return true;
      }
    }
    return false;
  }

  /// How many rows the buckets have of a chunk.
  long rowsOf(int chunk) {
    long count = 0;
    for (int i = 0; i < sources.size(); i++) {
      Bucket bucket = sources.get(i).bucket();
      count += chunk < bucket.chunks() ? bucket.rowStart(chunk + 1) - bucket.rowStart(chunk) : 0;
    }
    return count;
  }

  /// Visits the rows of a chunk, bucket by bucket, ascending by day.
  void forEach(int chunk, Visitor visitor) {
    for (int i = 0; i < sources.size(); i++) {
      forEach(sources.get(i), chunk, visitor);
    }
  }

  /// Visits the rows that one bucket has of a chunk.
  void forEach(Source source, int chunk, Visitor visitor) {
    Bucket bucket = source.bucket();
    int end = chunk < bucket.chunks() ? bucket.rowStart(chunk + 1) : 0;
    for (int row = bucket.rowStart(chunk); row < end; row += BLOCK) {
      visit(source, row, Math.min(BLOCK, end - row), visitor);
    }
  }

  private void visit(Source source, int row, int count, Visitor visitor) {
    Bucket bucket = source.bucket();
    condition.test(bucket, row, count, selected);
    if (source.partial()) {
      bucket
          .times()
          .inRange(
              row,
              count,
              fromStart(bucket, events.fromMillis()),
              fromStart(bucket, events.toMillis()) - 1,
              inWindow);
      for (int word = 0; word < (count + 63) >>> 6; word++) {
        selected[word] &= inWindow[word];
      }
    }
    visitor.block(bucket, row, count, selected);
  }

  /// Visits the rows of one customer, bucket by bucket, ascending by day.
  void forCustomer(int ordinal, Visitor visitor) {
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      int from = source.bucket().rowFrom(ordinal);
      int end = source.bucket().rowFrom(ordinal + 1);
      for (int row = from; row < end; row += BLOCK) {
        visit(source, row, Math.min(BLOCK, end - row), visitor);
      }
    }
  }

  /// An instant as milliseconds since the bucket's day began, cut to what a day can hold.
  private static long fromStart(Bucket bucket, long millis) {
    if (millis <= bucket.startMillis()) {
      return 0;
    }
    Column times = bucket.times();
    return millis > bucket.startMillis() + times.max()
        ? times.max() + 1
        : millis - bucket.startMillis();
  }
}
