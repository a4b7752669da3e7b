package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.Binned;
import io.lamella.engine.exec.CategoryTally;
import io.lamella.engine.exec.ContrastRun;
import io.lamella.engine.exec.Contrasted;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Breaks the customers of one expression down by bins of one attribute: they and all others are
/// counted in one pass.
///
/// @param execution of the expression alone
record BinBreakdowns(Execution execution, Instant asOf) {

  /// The bins that somebody inside is in, ascending; if these are more than the limit, those of
  /// most customers.
  Breakdown breakdown(String attribute, Binned binned, int limit, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    ValueType type = snapshot.catalog().attributeType(attribute);
    long start = System.nanoTime();
    Plan everyone = Planner.everyone(new SnapshotStatistics(snapshot));
    Contrasted counted =
        ContrastRun.of(
            new Execution(
                snapshot, List.of(execution.plans().getFirst(), everyone), execution.workers()),
            ContrastRun.Comparison.SECOND_PLAN,
            List.of(new ContrastRun.Asked(attribute, binned.bins(), List.of())),
            deadline);
    CategoryTally inside = counted.attributes().getFirst().segment();
    List<Long> outside = counted.attributes().getFirst().comparison().counts();
    List<Integer> listed = listed(inside.counts(), limit);
    var names = CategoryNames.OfBins.of(snapshot, attribute, type, binned);
    List<Breakdown.Slice> slices = new ArrayList<>();
    for (int bin : listed) {
      long count = inside.counts().get(bin);
      slices.add(
          new Breakdown.Slice(
              names.text(bin), names.predicate(bin), count, count + outside.get(bin)));
    }
    return new Breakdown(
        snapshot.number(),
        asOf,
        snapshot.population(),
        counted.segment(),
        slices,
        inside.present() - slices.stream().mapToLong(Breakdown.Slice::count).sum(),
        inside.counts().stream().filter(count -> count > 0).count() - slices.size(),
        counted.segment() - inside.present(),
        false,
        System.nanoTime() - start);
  }

  private static List<Integer> listed(List<Long> counts, int limit) {
    return IntStream.range(0, counts.size())
        .boxed()
        .filter(bin -> counts.get(bin) > 0)
        .sorted(Comparator.comparingLong((Integer bin) -> -counts.get(bin)))
        .limit(limit)
        .sorted()
        .toList();
  }
}
