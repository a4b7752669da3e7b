package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.Events;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// The windows of a chain, cut where any of them begins or ends: between two cuts lies an *atom*,
/// which is in a window as a whole or not at all. What lies in all windows is the *core*.
/// Immutable.
///
/// ```
///   window 0      [-----------------)
///   window 1         [-----------------)
///   window 2            [-----------------)
///   atoms         [--|--|-----------|--|--)
///   core                [-----------)
/// ```
final class SlidingAtoms {
  private final Events events;
  private final long[] cuts;
  private final int[] from;
  private final int[] to;
  private final int coreFrom;
  private final int coreTo;

  /// @param windows the parts of a chain
  SlidingAtoms(List<Plan> windows) {
    List<Events> taken =
        windows.stream().map(window -> SlidingWindows.events(window).orElseThrow()).toList();
    this.events = taken.getFirst();
    this.cuts =
        taken.stream()
            .flatMapToLong(window -> LongStream.of(window.fromMillis(), window.toMillis()))
            .sorted()
            .distinct()
            .toArray();
    this.from = taken.stream().mapToInt(window -> place(window.fromMillis())).toArray();
    this.to = taken.stream().mapToInt(window -> place(window.toMillis())).toArray();
    int lastFrom = Arrays.stream(from).max().orElseThrow();
    int firstTo = Arrays.stream(to).min().orElseThrow();
    this.coreFrom = Math.min(lastFrom, firstTo);
    this.coreTo = firstTo;
  }

  private int place(long millis) {
    return Arrays.binarySearch(cuts, millis);
  }

  /// How many windows.
  int windows() {
    return from.length;
  }

  /// How many atoms.
  int size() {
    return cuts.length - 1;
  }

  /// The first atom of a window.
  int from(int window) {
    return from[window];
  }

  /// Behind the last atom of a window.
  int to(int window) {
    return to[window];
  }

  boolean hasCore() {
    return coreFrom < coreTo;
  }

  /// The first atom of the core.
  int coreFrom() {
    return coreFrom;
  }

  /// Behind the last atom of the core.
  int coreTo() {
    return coreTo;
  }

  /// The instant at which an atom begins.
  long millis(int atom) {
    return cuts[atom];
  }

  /// The events of all windows and of what lies between them.
  Events events() {
    return between(0, size());
  }

  /// The events of some atoms.
  Events between(int fromAtom, int toAtom) {
    return new Events(
        events.behaviours(), cuts[fromAtom], cuts[toAtom], events.condition(), List.of());
  }

  /// Those of some buckets that some atoms reach into.
  List<EventRows.Source> sources(List<EventRows.Source> all, int fromAtom, int toAtom) {
    long fromMillis = cuts[fromAtom];
    long toMillis = cuts[toAtom];
    List<EventRows.Source> sources = new ArrayList<>();
    for (EventRows.Source source : all) {
      Bucket bucket = source.bucket();
      if (bucket.lastMillis() >= fromMillis && bucket.firstMillis() < toMillis) {
        sources.add(new EventRows.Source(bucket, WindowParts.isCut(bucket, fromMillis, toMillis)));
      }
    }
    return List.copyOf(sources);
  }

  /// Whether a window that is not all of them has an atom: by atom.
  boolean[] edges() {
    int[] begun = new int[cuts.length];
    for (int window = 0; window < windows(); window++) {
      begun[from[window]]++;
      begun[to[window]]--;
    }
    boolean[] edges = new boolean[size()];
    int open = 0;
    for (int atom = 0; atom < edges.length; atom++) {
      open += begun[atom];
      edges[atom] = open > 0 && open < windows();
    }
    return edges;
  }
}
