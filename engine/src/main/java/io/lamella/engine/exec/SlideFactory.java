package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.Occurrences;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.query.Measure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Makes the slides of chains of windows, where that is less work than evaluating each window by
/// itself.
record SlideFactory(Snapshot snapshot, Population population, ChunkScratch scratch) {

  /// Looking at a row for an atom, and if it is one of its rows taking it in and leaving it out, on
  /// the scale of the planner's estimates: measured with 400 and 700 rows of a chunk a day.
  private static final double ROW_NANOS = 2;

  /// What a window takes beside, of a chunk.
  private static final double WINDOW_NANOS = 300;

  /// No more rows of a chunk are remembered: 8 MiB, or 40 MiB with values.
  private static final long MAX_ROWS = 1 << 22;

  /// A slide over the windows of a chain.
  ///
  /// @param among who matters; everybody if there is none
  Optional<WindowSlide> slide(List<Plan> windows, Optional<Node> among) {
    var atoms = new SlidingAtoms(windows);
    var rows = new EventRows(snapshot, atoms.events(), scratch);
    if (!isWorthIt(windows, atoms, rows)) {
      return Optional.empty();
    }
    return switch (windows.getFirst()) {
      case Occurrences occurrences ->
          Optional.of(
              new CountSlide(
                  atoms, rows, among, occurrences.atLeast(), core(occurrences, atoms, rows)));
      case Plan.QuantityIn(Quantity.OfEvents taken, var ranges, var _) -> {
        String property = ((Measure.OfProperty) taken.measure()).property().name();
        OptionalInt scale = LongScale.ofSums(rows.sources(), property);
        yield scale.isPresent()
            ? Optional.of(new SumSlide(atoms, rows, among, property, ranges, scale.getAsInt()))
            : Optional.empty();
      }
      default -> throw new IllegalArgumentException("no window slides: " + windows.getFirst());
    };
  }

  private CountSlide.Core core(Occurrences window, SlidingAtoms atoms, EventRows rows) {
    if (!atoms.hasCore()) {
      return new CountSlide.Core.OfRows(List.of());
    }
    if (!window.events().isPlain()) {
      return new CountSlide.Core.OfRows(
          atoms.sources(rows.sources(), atoms.coreFrom(), atoms.coreTo()));
    }
    var core =
        new Occurrences(
            atoms.between(atoms.coreFrom(), atoms.coreTo()),
            window.counted(),
            window.atLeast(),
            window.weight());
    return new CountSlide.Core.OfBitmaps(
        new EventNodes(snapshot, population, scratch).events(core), population, scratch);
  }

  private boolean isWorthIt(List<Plan> windows, SlidingAtoms atoms, EventRows rows) {
    boolean[] edges = atoms.edges();
    long edgeRows = 0;
    Set<Bucket> buckets = new HashSet<>();
    for (int atom = 0; atom < edges.length; atom++) {
      if (edges[atom]) {
        for (EventRows.Source source : atoms.sources(rows.sources(), atom, atom + 1)) {
          edgeRows += source.bucket().rows();
          buckets.add(source.bucket());
        }
      }
    }
    double nanos = ROW_NANOS * edgeRows + WINDOW_NANOS * windows.size() * population.chunks();
    long plainNanos = windows.stream().mapToLong(window -> window.weight().costNanos()).sum();
    return nanos < plainNanos && mostRows(buckets) <= MAX_ROWS;
  }

  /// How many rows some buckets have of a chunk at most.
  private long mostRows(Set<Bucket> buckets) {
    long most = 0;
    for (int chunk = 0; chunk < population.chunks(); chunk++) {
      long rows = 0;
      for (Bucket bucket : buckets) {
        rows += bucket.rowStart(chunk + 1) - bucket.rowStart(chunk);
      }
      most = Math.max(most, rows);
    }
    return most;
  }
}
