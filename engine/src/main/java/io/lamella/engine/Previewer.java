package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Notice;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.Preview;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.PreviewTree;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Answers what the parts of one expression do. Its conditions are planned one by one, when it is
/// first asked. Confined to one thread.
final class Previewer {
  private final Located located;
  private final Snapshot snapshot;
  private final Execution.Workers workers;
  private final Instant asOf;
  private final long readingNanos;
  private Optional<Planned> planned = Optional.empty();

  /// @param readingNanos what reading and checking the expression took
  Previewer(
      Located located,
      Snapshot snapshot,
      Execution.Workers workers,
      Instant asOf,
      long readingNanos) {
    this.located = located;
    this.snapshot = snapshot;
    this.workers = workers;
    this.asOf = asOf;
    this.readingNanos = readingNanos;
  }

  private record Planned(List<Planner.Clause> clauses, PreviewTree tree, long nanos) {}

  long estimatedNanos() {
    return planned().tree.estimatedNanos(snapshot.population());
  }

  Preview preview(long minUsefulSize, Deadline deadline) {
    Planned plan = planned();
    long start = System.nanoTime();
    Preview.Node root = new Execution(snapshot, List.of(), workers).preview(plan.tree, deadline);
    List<Notice> notices =
        new Notices(located, snapshot.population(), minUsefulSize, this::overlap)
            .list(root, plan.clauses, deadline);
    return new Preview(
        snapshot.number(),
        asOf,
        snapshot.population(),
        readingNanos + plan.nanos,
        System.nanoTime() - start,
        root,
        notices);
  }

  private List<List<Long>> overlap(List<Preview.Node> nodes, Deadline deadline) {
    var statistics = new SnapshotStatistics(snapshot);
    var plans =
        nodes.stream()
            .map(node ->
                Planner.plan(
                        new Located(node.predicate(), located.locator()),
                        statistics,
                        asOf.toEpochMilli())
                    .plan())
            .toList();
    return new Execution(snapshot, plans, workers).overlap(Overlap.Extent.PAIRS, deadline).pairs();
  }

  private Planned planned() {
    if (planned.isEmpty()) {
      long start = System.nanoTime();
      List<Planner.Clause> clauses =
          Planner.clauses(located, new SnapshotStatistics(snapshot), asOf.toEpochMilli());
      PreviewTree tree = PreviewTree.of(located.predicate(), clauses);
      planned = Optional.of(new Planned(clauses, tree, System.nanoTime() - start));
    }
    return planned.get();
  }
}
