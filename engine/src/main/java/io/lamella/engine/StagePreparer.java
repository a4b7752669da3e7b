package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedStages;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.SavedText;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.Lease;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.engine.segment.Kept;
import io.lamella.engine.segment.Stages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Turns the stages of a partition into plans over a pinned snapshot. Safe for use by many threads.
record StagePreparer(Limits limits, Execution.Workers workers, BooleanSupplier engineOpen) {

  PreparedStages prepare(Workspace workspace, String name, List<Instant> instants) {
    Lease lease = workspace.lease();
    lease.enter();
    try {
      Snapshot snapshot = lease.snapshot();
      Definitions.Partition partition = Kept.partitions(snapshot.definitions()).named(name);
      List<Located> stages = partition.texts().stream().map(SavedText::located).toList();
      check(stages, partition.saved(), snapshot);
      var statistics = new SnapshotStatistics(snapshot);
      List<Plan> plans = new ArrayList<>();
      Set<Fault> warnings = new LinkedHashSet<>();
      for (Instant instant : instants) {
        for (int i = 0; i < stages.size(); i++) {
          Planner.Planned planned = Planner.plan(stages.get(i), statistics, instant.toEpochMilli());
          plans.add(planned.plan());
          for (Fault warning : planned.warnings()) {
            warnings.add(placed(partition.saved(), i, warning));
          }
        }
      }
      plans.add(Planner.everyone(statistics));
      lease.exit();
      return new Prepared(
          partition.saved(),
          expressions(stages.stream().map(Located::predicate).toList()),
          instants.stream().map(instant -> instant.truncatedTo(ChronoUnit.MILLIS)).toList(),
          List.copyOf(warnings),
          PinnedExecution.of(
              workspace, lease, new Execution(snapshot, plans, workers), engineOpen));
    } catch (RuntimeException e) {
      lease.exit();
      workspace.end(lease);
      throw e;
    }
  }

  /// What was right when it was saved may be no longer.
  private void check(List<Located> stages, SavedPartition partition, Snapshot snapshot) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      for (Fault fault :
          Checker.check(stages.get(i), snapshot.catalog(), snapshot.definitions(), limits)) {
        faults.add(placed(partition, i, fault));
      }
    }
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
  }

  private static Fault placed(SavedPartition partition, int stage, Fault fault) {
    return new Fault(
        "partition",
        "in stage '" + partition.current().stages().get(stage).name() + "' at " + fault);
  }

  private static List<String> expressions(List<Predicate> stages) {
    List<String> expressions = new ArrayList<>();
    Stages.effective(stages).forEach(stage -> expressions.add(Expressions.print(stage)));
    expressions.add(Expressions.print(Stages.none(stages)));
    return List.copyOf(expressions);
  }

  /// Planned stages over their pinned snapshot.
  private record Prepared(
      SavedPartition partition,
      List<String> expressions,
      List<Instant> instants,
      List<Fault> warnings,
      PinnedExecution pinned)
      implements PreparedStages {

    @Override
    public long snapshot() {
      return pinned.snapshot();
    }

    @Override
    public long population() {
      return pinned.population();
    }

    @Override
    public long estimatedNanos() {
      return pinned.execution().estimatedNanos();
    }

    @Override
    public long[][] counts(Deadline deadline) {
      return pinned.whileOpen(() ->
          pinned
              .execution()
              .stages(partition.current().stages().size(), instants.size(), deadline));
    }

    @Override
    public void close() {
      pinned.close();
    }
  }
}
