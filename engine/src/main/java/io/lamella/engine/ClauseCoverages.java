package io.lamella.engine;

import io.lamella.engine.api.ClauseCoverage;
import io.lamella.engine.api.ClauseCoverage.Bounds;
import io.lamella.engine.api.ClauseCoverage.Clause;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.plan.UnknownBounds;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/// Answers how much of one expression is decided for lack of a value.
///
/// @param execution of the expression alone
record ClauseCoverages(Located located, Execution execution, Instant asOf) {

  ClauseCoverage coverage(Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    long start = System.nanoTime();
    List<Planner.Clause> clauses =
        Planner.clauses(located, new SnapshotStatistics(snapshot), asOf.toEpochMilli());
    List<Plan> plans = new ArrayList<>(execution.plans());
    for (Planner.Clause clause : clauses) {
      plans.add(clause.plan());
      plans.add(clause.known().orElse(clause.plan()));
    }
    long[] counts = counts(plans, deadline);
    long[] unknown = new long[clauses.size()];
    for (int i = 0; i < unknown.length; i++) {
      unknown[i] =
          clauses.get(i).known().isPresent() ? snapshot.population() - counts[2 * i + 2] : 0;
    }
    List<Bounds> bounds = bounds(clauses, unknown, counts[0], deadline);
    List<Clause> told = new ArrayList<>();
    Terms.leaves(
        located.predicate(),
        (path, leaf) -> {
          int i = told.size();
          told.add(
              new Clause(
                  path,
                  leaf,
                  counts[2 * i + 1],
                  clauses.get(i).known().isPresent()
                      ? OptionalLong.of(unknown[i])
                      : OptionalLong.empty(),
                  bounds.get(i)));
        });
    return new ClauseCoverage(
        snapshot.number(),
        asOf,
        snapshot.population(),
        counts[0],
        bounds.getLast(),
        told,
        System.nanoTime() - start);
  }

  /// Of each condition, then of all. Those of whom nobody is unknown need no plan.
  private List<Bounds> bounds(
      List<Planner.Clause> clauses, long[] unknown, long count, Deadline deadline) {
    List<IntPredicate> opened = new ArrayList<>();
    for (int i = 0; i < unknown.length; i++) {
      if (unknown[i] > 0) {
        int number = i;
        opened.add(clause -> clause == number);
      }
    }
    opened.add(_ -> true);
    List<Plan> plans = new ArrayList<>();
    Predicate predicate = located.predicate();
    long population = execution.snapshot().population();
    for (IntPredicate open : opened) {
      UnknownBounds.Bounds of = UnknownBounds.of(predicate, clauses, population, open);
      plans.add(of.most());
      plans.add(of.fewest());
    }
    long[] counts = counts(plans, deadline);
    List<Bounds> bounds = new ArrayList<>();
    int at = 0;
    for (int i = 0; i <= unknown.length; i++) {
      if (i < unknown.length && unknown[i] == 0) {
        bounds.add(new Bounds(0, 0));
      } else {
        bounds.add(new Bounds(counts[at] - count, count - counts[at + 1]));
        at += 2;
      }
    }
    return bounds;
  }

  private long[] counts(List<Plan> plans, Deadline deadline) {
    return new Execution(execution.snapshot(), plans, execution.workers()).counts(deadline);
  }
}
