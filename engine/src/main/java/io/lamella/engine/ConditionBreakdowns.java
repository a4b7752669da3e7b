package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.exec.ContrastRun;
import io.lamella.engine.exec.Contrasted;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.SavedText;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.segment.Kept;
import io.lamella.engine.segment.Stages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Breaks the customers of one expression down by conditions that are kept under names: the stages
/// of a partition, or segments. All are counted in one pass.
///
/// @param execution of the expression alone
record ConditionBreakdowns(Execution execution, Instant asOf, Limits limits) {

  /// A condition with what it is called.
  private record Named(String name, Predicate predicate) {}

  /// By the stages of a partition.
  Breakdown stages(String name, Deadline deadline) {
    Definitions.Partition partition =
        Kept.partitions(execution.snapshot().definitions()).named(name);
    List<Predicate> stages =
        partition.texts().stream().map(SavedText::located).map(Located::predicate).toList();
    List<Predicate> effective = Stages.effective(stages);
    List<SavedPartition.Stage> named = partition.saved().current().stages();
    List<Named> conditions = new ArrayList<>();
    for (int i = 0; i < effective.size(); i++) {
      conditions.add(new Named(named.get(i).name(), effective.get(i)));
    }
    return breakdown(conditions, Stages.none(stages), false, deadline);
  }

  /// By segments.
  Breakdown segments(List<String> names, Deadline deadline) {
    checkNames(names);
    List<Named> conditions =
        names.stream().map(name -> new Named(name, new Predicate.InSegment(name))).toList();
    Predicate none = Stages.none(conditions.stream().map(Named::predicate).toList());
    return breakdown(conditions, none, true, deadline);
  }

  private static void checkNames(List<String> names) {
    List<Fault> faults = new ArrayList<>();
    if (names.isEmpty() || names.size() > Breakdown.MAX_SEGMENTS) {
      faults.add(
          new Fault(
              "segments.names",
              "a breakdown is by 1 to "
                  + Breakdown.MAX_SEGMENTS
                  + " segments: segments="
                  + names.size()));
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        faults.add(new Fault("segments.names[" + i + "]", "named twice: segment=" + names.get(i)));
      }
    }
    EngineException.refuse("the breakdown is refused", faults);
  }

  private Breakdown breakdown(
      List<Named> conditions, Predicate none, boolean overlapping, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    check(conditions);
    long start = System.nanoTime();
    var statistics = new SnapshotStatistics(snapshot);
    List<Plan> plans = new ArrayList<>(execution.plans());
    conditions.forEach(condition -> plans.add(plan(condition.predicate(), statistics)));
    plans.add(plan(none, statistics));
    Contrasted counted =
        ContrastRun.of(
            new Execution(snapshot, plans, execution.workers()),
            ContrastRun.Comparison.EVERYONE_ELSE,
            List.of(),
            deadline);
    List<Breakdown.Slice> slices = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      Contrasted.OfCondition counts = counted.conditions().get(i);
      Named condition = conditions.get(i);
      slices.add(
          new Breakdown.Slice(
              condition.name(),
              condition.predicate(),
              counts.segment(),
              counts.segment() + counts.comparison()));
    }
    return new Breakdown(
        snapshot.number(),
        asOf,
        snapshot.population(),
        counted.segment(),
        slices,
        0,
        0,
        counted.conditions().getLast().segment(),
        overlapping,
        System.nanoTime() - start);
  }

  private Plan plan(Predicate predicate, SnapshotStatistics statistics) {
    return Planner.plan(new Located(predicate, part -> ""), statistics, asOf.toEpochMilli()).plan();
  }

  /// A name may be of nothing, and what was right when it was saved may be no longer.
  private void check(List<Named> conditions) {
    Snapshot snapshot = execution.snapshot();
    List<Fault> faults = new ArrayList<>();
    for (Named condition : conditions) {
      var located = new Located(condition.predicate(), part -> "");
      for (Fault fault :
          Checker.check(located, snapshot.catalog(), snapshot.definitions(), limits)) {
        faults.add(new Fault("by", "'" + condition.name() + "': " + fault.message()));
      }
    }
    EngineException.refuse("the breakdown is refused", faults);
  }
}
