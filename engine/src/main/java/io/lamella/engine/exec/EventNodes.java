package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Counted;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.Events;
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
/// across those bitmaps; *rows* if events have a condition or a sequence. In all of them a bucket
/// that the window cuts is read row by row, so that edges are exact to the millisecond.
final class EventNodes {
  /// Counters go no further.
  private static final int MAX_COUNTED = 65_535;

  /// Which way is taken.
  enum Way {
    UNION("union of bitmaps"),
    COUNTERS("counters over bitmaps"),
    ROWS("rows, since events are looked at one by one");

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
    var rows = new EventRows(snapshot, plan.events(), scratch);
    return switch (way(rows, plan.atLeast())) {
      case UNION -> union(present(rows, plan.events()));
      case COUNTERS -> new ThresholdNode(plan.atLeast(), weighted(rows, plan), population, scratch);
      case ROWS ->
          new RowsNode(
              rows,
              plan.counted(),
              plan.atLeast(),
              units(rows, plan.counted()),
              population,
              scratch);
    };
  }

  /// Where the events of a selection without conditions are counted: inputs of weight w count for
  /// 2^w. A count that is not below what is asked for may be told as another one that is not.
  List<ThresholdNode.Weighted> events(Occurrences plan) {
    var rows = new EventRows(snapshot, plan.events(), scratch);
    return plan.atLeast() == 1
        ? List.of(new ThresholdNode.Weighted(union(present(rows, plan.events())), 0))
        : counts(rows, plan);
  }

  /// The parts of every behaviour of a selection.
  static List<WindowParts> parts(Snapshot snapshot, Events events) {
    return events.behaviours().stream()
        .flatMap(name -> snapshot.behaviour(name).stream())
        .map(behaviour -> WindowParts.of(behaviour, events.fromMillis(), events.toMillis()))
        .toList();
  }

  /// The parts of every behaviour of a selection, so that days add up.
  private List<WindowParts> days(Events events) {
    return events.behaviours().stream()
        .flatMap(name -> snapshot.behaviour(name).stream())
        .map(behaviour -> WindowParts.byDay(behaviour, events.fromMillis(), events.toMillis()))
        .toList();
  }

  /// Who has an event of any of some buckets in the window.
  private Node anyOf(EventRows rows, List<Bucket> buckets, Events events) {
    return union(
        buckets.stream()
            .map(bucket ->
                new EventRows.Source(
                    bucket, WindowParts.isCut(bucket, events.fromMillis(), events.toMillis())))
            .map(source -> present(rows, source))
            .toList());
  }

  /// Who has an event in the window, part by part.
  private List<Node> present(EventRows rows, Events events) {
    List<Node> nodes = new ArrayList<>();
    for (WindowParts parts : parts(snapshot, events)) {
      for (Counted whole : parts.whole()) {
        whole.dayCounts().forEach(bitmap -> nodes.add(bitmap(bitmap)));
      }
      for (Bucket cut : parts.cut()) {
        nodes.add(present(rows, new EventRows.Source(cut, true)));
      }
    }
    return nodes;
  }

  /// Who has an event of one bucket in the window.
  private Node present(EventRows rows, EventRows.Source source) {
    return source.partial()
        ? new RowPlaneNode(new RowPlanes(rows, source, Plan.Counted.DAYS, 1), 0, scratch)
        : bitmap(source.bucket().customers());
  }

  private Node bitmap(Bitmap bitmap) {
    return new BitmapNode(bitmap, population, scratch);
  }

  private Node union(List<Node> nodes) {
    return nodes.size() == 1 ? nodes.getFirst() : new UnionNode(nodes, population, scratch);
  }

  /// What is counted. Days of several behaviours are days of any of them, and weeks and months have
  /// an event or not, whatever their days say: these are united first.
  private List<ThresholdNode.Weighted> weighted(EventRows rows, Occurrences plan) {
    boolean eventsOfAll = plan.counted() == Plan.Counted.EVENTS;
    boolean daysOfOne =
        plan.counted() == Plan.Counted.DAYS && plan.events().behaviours().size() == 1;
    return eventsOfAll || daysOfOne
        ? counts(rows, plan)
        : ofUnits(rows, units(rows, plan.counted()));
  }

  /// Of each part how many events, or days, a customer has in the window.
  private List<ThresholdNode.Weighted> counts(EventRows rows, Occurrences plan) {
    boolean events = plan.counted() == Plan.Counted.EVENTS;
    List<ThresholdNode.Weighted> counts = new ArrayList<>();
    for (WindowParts parts : events ? parts(snapshot, plan.events()) : days(plan.events())) {
      for (List<Bucket> day : parts.days()) {
        counts.add(new ThresholdNode.Weighted(anyOf(rows, day, plan.events()), 0));
      }
      for (Counted whole : parts.whole()) {
        List<Bitmap> planes = events ? whole.eventCounts() : whole.dayCounts();
        for (int plane = 0; plane < planes.size(); plane++) {
          counts.add(new ThresholdNode.Weighted(bitmap(planes.get(plane)), plane));
        }
      }
      for (Bucket cut : parts.cut()) {
        var source = new EventRows.Source(cut, true);
        var planes = new RowPlanes(rows, source, plan.counted(), plan.atLeast());
        for (int plane = 0; plane < planes.size(); plane++) {
          counts.add(new ThresholdNode.Weighted(new RowPlaneNode(planes, plane, scratch), plane));
        }
      }
    }
    counts.sort(Comparator.comparingInt(ThresholdNode.Weighted::weight).reversed());
    return counts;
  }

  /// Of each unit of time who has an event in it.
  private List<ThresholdNode.Weighted> ofUnits(EventRows rows, int[] units) {
    List<Node> present = rows.sources().stream().map(source -> present(rows, source)).toList();
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
  private int[] units(EventRows rows, Plan.Counted counted) {
    DayOfWeek firstDayOfWeek = snapshot.catalog().settings().firstDayOfWeek();
    return rows.sources().stream()
        .mapToInt(source -> unit(source.bucket().day(), counted, firstDayOfWeek))
        .toArray();
  }

  /// The day, week or month of a day, as a number that rises with time.
  static int unit(int day, Plan.Counted counted, DayOfWeek firstDayOfWeek) {
    return switch (counted) {
      case EVENTS, DAYS -> day;
      // 1970-01-01 was a Thursday, three days after a Monday.
      case WEEKS -> Math.floorDiv(day + 3 - (firstDayOfWeek.getValue() - 1), 7);
      case MONTHS ->
          Math.toIntExact(LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH));
    };
  }
}
