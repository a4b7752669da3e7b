package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.plan.Plan.Counted;
import io.lamella.engine.plan.Plan.Occurrences;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;

/// At least n events of a selection, or days, weeks or months with one.
///
/// Three ways, the same answer: the *union* of the buckets' bitmaps for n = 1; *counters* added
/// across those bitmaps where a customer is in each at most once; *rows* for everything else. In
/// all of them a bucket that the window cuts is read row by row, so that edges are exact to the
/// millisecond.
final class OccurrencesNode extends ChunkNode {

  /// Which way is taken.
  enum Way {
    UNION,
    COUNTERS,
    ROWS
  }

  /// Under this share of a chunk in each bucket, adding row after row beats adding whole bitmaps.
  private static final double SPARSE = 0.01;

  private final EventRows rows;
  private final Counted counted;
  private final int atLeast;
  private final Way way;
  private final int[] units;
  private final ChunkScratch scratch;
  private final long[] dayBits;
  private final CounterPlanes planes;

  OccurrencesNode(Occurrences plan, Snapshot snapshot, ChunkScratch scratch) {
    this.scratch = scratch;
    this.rows = new EventRows(snapshot, plan.events());
    this.counted = plan.counted();
    this.atLeast = plan.atLeast();
    this.way = way(rows, counted, atLeast);
    this.units = units(rows, counted, snapshot.catalog().settings().firstDayOfWeek());
    boolean planed = way == Way.COUNTERS;
    this.dayBits = new long[planed ? Population.CHUNK_WORDS : 0];
    this.planes = new CounterPlanes(planed ? Population.CHUNK_WORDS : 0, atLeast);
  }

  /// How the selection is answered, for explanations.
  static Way way(EventRows rows, Counted counted, int atLeast) {
    if (!rows.unconditional()) {
      return Way.ROWS;
    }
    if (atLeast == 1) {
      return Way.UNION;
    }
    boolean onceEach =
        counted == Counted.DAYS
            || (counted == Counted.EVENTS
                && rows.sources().stream().noneMatch(source -> source.bucket().repeats()));
    return onceEach ? Way.COUNTERS : Way.ROWS;
  }

  @Override
  ChunkState decide(int chunk) {
    return rows.any(chunk) ? ChunkState.SOME : ChunkState.EMPTY;
  }

  @Override
  void compute(int chunk, long[] bits) {
    switch (way) {
      case UNION -> union(chunk, bits);
      case COUNTERS -> {
        if (isSparse(chunk)) {
          count(chunk, bits);
        } else {
          addBitmaps(chunk, bits);
        }
      }
      case ROWS -> {
        if (atLeast == 1) {
          rows.forEach(
              chunk, (bucket, from, count, selected) -> mark(bucket, from, count, selected, bits));
        } else {
          count(chunk, bits);
        }
      }
    }
  }

  private void union(int chunk, long[] bits) {
    List<EventRows.Source> sources = rows.sources();
    for (int i = 0; i < sources.size(); i++) {
      addTo(sources.get(i), chunk, bits);
    }
  }

  private void addTo(EventRows.Source source, int chunk, long[] bits) {
    Bitmap customers = source.bucket().customers();
    long entry = customers.entryOf(chunk);
    if (entry == 0) {
      return;
    }
    if (source.partial()) {
      rows.forEach(
          source,
          chunk,
          (bucket, from, count, selected) -> mark(bucket, from, count, selected, bits));
    } else {
      customers.or(entry, 0, Population.CHUNK_WORDS, bits, 0);
    }
  }

  private boolean isSparse(int chunk) {
    long customers = 0;
    int buckets = 0;
    for (EventRows.Source source : rows.sources()) {
      long entry = source.bucket().customers().entryOf(chunk);
      if (entry != 0) {
        customers += DirectoryEntry.cardinality(entry);
        buckets++;
      }
    }
    return customers < SPARSE * Population.CHUNK * buckets;
  }

  /// Adds one bitmap a unit; buckets of the same day but of different behaviours are one unit when
  /// days are counted.
  private void addBitmaps(int chunk, long[] bits) {
    planes.clear();
    List<EventRows.Source> sources = rows.sources();
    int i = 0;
    while (i < sources.size()) {
      Arrays.fill(dayBits, 0);
      addTo(sources.get(i), chunk, dayBits);
      int unit = units[i++];
      while (counted == Counted.DAYS && i < sources.size() && units[i] == unit) {
        addTo(sources.get(i++), chunk, dayBits);
      }
      planes.add(dayBits, 0);
    }
    planes.atLeast(atLeast, bits, 0);
  }

  private void count(int chunk, long[] bits) {
    int[] counts = scratch.counts();
    if (counted == Counted.EVENTS) {
      rows.forEach(
          chunk,
          (bucket, from, count, selected) ->
              countRows(bucket, from, count, selected, counts, bits));
      return;
    }
    int[] lastUnits = scratch.lastUnits();
    for (int i = 0; i < rows.sources().size(); i++) {
      int unit = units[i];
      rows.forEach(
          rows.sources().get(i),
          chunk,
          (bucket, from, count, selected) ->
              countUnits(bucket, from, count, selected, unit, lastUnits, counts, bits));
    }
  }

  private void countRows(
      Bucket bucket, int from, int count, long[] selected, int[] counts, long[] bits) {
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int low = bucket.low(from + place);
          if (++counts[low] == atLeast) {
            bits[low >>> 6] |= 1L << low;
          }
        });
  }

  private void countUnits(
      Bucket bucket,
      int from,
      int count,
      long[] selected,
      int unit,
      int[] lastUnits,
      int[] counts,
      long[] bits) {
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int low = bucket.low(from + place);
          if (lastUnits[low] != unit) {
            lastUnits[low] = unit;
            if (++counts[low] == atLeast) {
              bits[low >>> 6] |= 1L << low;
            }
          }
        });
  }

  private static void mark(Bucket bucket, int from, int count, long[] selected, long[] bits) {
    SelectedRows.forEach(
        selected,
        count,
        place -> {
          int low = bucket.low(from + place);
          bits[low >>> 6] |= 1L << low;
        });
  }

  /// The day, week or month of each source, as a number that rises with time.
  private static int[] units(EventRows rows, Counted counted, DayOfWeek firstDayOfWeek) {
    return rows.sources().stream()
        .mapToInt(source -> unit(source.bucket().day(), counted, firstDayOfWeek))
        .toArray();
  }

  private static int unit(int day, Counted counted, DayOfWeek firstDayOfWeek) {
    return switch (counted) {
      case EVENTS, DAYS -> day;
      // 1970-01-01 was a Thursday, three days after a Monday.
      case WEEKS -> Math.floorDiv(day + 3 - (firstDayOfWeek.getValue() - 1), 7);
      case MONTHS ->
          Math.toIntExact(LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH));
    };
  }
}
