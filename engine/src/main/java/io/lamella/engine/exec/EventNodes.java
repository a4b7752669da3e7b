package io.lamella.engine.exec;

import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan.Counted;
import io.lamella.engine.plan.Plan.Occurrences;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Makes the nodes that answer *at least n events*, or days, weeks or months with one.
///
/// Three ways, the same answer: the *union* of the buckets' bitmaps for n = 1; *counters* added
/// across those bitmaps; *rows* if events have a condition. In all of them a bucket that the window
/// cuts is read row by row, so that edges are exact to the millisecond.
final class EventNodes {
  /// Counters go no further.
  private static final int MAX_COUNTED = 65_535;

  /// Which way is taken.
  enum Way {
    UNION("union of bitmaps"),
    COUNTERS("counters over bitmaps"),
    ROWS("rows, since events have a condition");

    private final String description;

    Way(String description) {
      this.description = description;
    }

    /// For explanations.
    String description() {
      return description;
    }
  }

  private final Snapshot snapshot;
  private final Population population;
  private final ChunkScratch scratch;

  EventNodes(Snapshot snapshot, Population population, ChunkScratch scratch) {
    this.snapshot = snapshot;
    this.population = population;
    this.scratch = scratch;
  }

  /// How a selection is answered.
  static Way way(EventRows rows, int atLeast) {
    if (!rows.unconditional() || atLeast > MAX_COUNTED) {
      return Way.ROWS;
    }
    return atLeast == 1 ? Way.UNION : Way.COUNTERS;
  }

  Node of(Occurrences plan) {
    var rows = new EventRows(snapshot, plan.events());
    int[] units = units(rows, plan.counted());
    return switch (way(rows, plan.atLeast())) {
      case UNION -> union(present(rows));
      case COUNTERS ->
          new ThresholdNode(
              plan.atLeast(),
              plan.counted() == Counted.EVENTS
                  ? counts(rows, plan.atLeast())
                  : ofUnits(present(rows), units),
              population,
              scratch);
      case ROWS -> new RowsNode(rows, plan.counted(), plan.atLeast(), units, population, scratch);
    };
  }

  /// Of each bucket who has an event in the window.
  private List<Node> present(EventRows rows) {
    List<Node> nodes = new ArrayList<>();
    for (EventRows.Source source : rows.sources()) {
      nodes.add(
          source.partial()
              ? new RowPlaneNode(new RowPlanes(rows, source, Counted.DAYS, 1), 0, scratch)
              : new BitmapNode(source.bucket().customers(), population, scratch));
    }
    return nodes;
  }

  private Node union(List<Node> nodes) {
    return nodes.size() == 1 ? nodes.getFirst() : new UnionNode(nodes, population, scratch);
  }

  /// Of each bucket how many events a customer has in the window.
  private List<ThresholdNode.Weighted> counts(EventRows rows, int atLeast) {
    List<ThresholdNode.Weighted> counts = new ArrayList<>();
    for (EventRows.Source source : rows.sources()) {
      if (!source.partial() && !source.bucket().repeats()) {
        counts.add(
            new ThresholdNode.Weighted(
                new BitmapNode(source.bucket().customers(), population, scratch), 0));
      } else {
        var planes = new RowPlanes(rows, source, Counted.EVENTS, atLeast);
        for (int plane = 0; plane < planes.size(); plane++) {
          counts.add(new ThresholdNode.Weighted(new RowPlaneNode(planes, plane, scratch), plane));
        }
      }
    }
    counts.sort(Comparator.comparingInt(ThresholdNode.Weighted::weight).reversed());
    return counts;
  }

  /// Of each unit of time who has an event in it. Buckets of one unit stand together.
  private List<ThresholdNode.Weighted> ofUnits(List<Node> present, int[] units) {
    List<ThresholdNode.Weighted> weighted = new ArrayList<>();
    int from = 0;
    while (from < units.length) {
      int to = from + 1;
      while (to < units.length && units[to] == units[from]) {
        to++;
      }
      weighted.add(new ThresholdNode.Weighted(union(present.subList(from, to)), 0));
      from = to;
    }
    return weighted;
  }

  /// The day, week or month of each source, as a number that rises with time.
  private int[] units(EventRows rows, Counted counted) {
    DayOfWeek firstDayOfWeek = snapshot.catalog().settings().firstDayOfWeek();
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
