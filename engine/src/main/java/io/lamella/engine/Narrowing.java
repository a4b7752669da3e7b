package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;

/// Counts those of one expression's customers who satisfy one more condition.
///
/// @param execution of the expression alone
record Narrowing(Located located, Execution execution, Instant asOf) {

  /// How many.
  ///
  /// @param condition of names and types that are known to be right
  long count(Predicate condition, Deadline deadline) {
    Predicate both = new Predicate.And(List.of(located.predicate(), condition));
    Plan plan =
        Planner.plan(
                new Located(both, part -> ""),
                new SnapshotStatistics(execution.snapshot()),
                asOf.toEpochMilli())
            .plan();
    return new Execution(execution.snapshot(), List.of(plan), execution.workers())
        .counts(deadline)[0];
  }
}
