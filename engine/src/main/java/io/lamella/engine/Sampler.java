package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.MemberSample.Event;
import io.lamella.engine.api.MemberSample.Member;
import io.lamella.engine.exec.CustomerValues;
import io.lamella.engine.exec.Evidence;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/// Shows some of the customers who satisfy one expression, with what made them members; of a saved
/// segment that is what its own clauses found.
///
/// @param execution of the expression alone
record Sampler(Located located, Execution execution, Instant asOf) {
  /// Of each clause's events.
  private static final int MAX_EVENTS = 3;

  MemberSample sample(int limit, Deadline deadline) {
    if (limit < 1 || limit > MemberSample.MAX_LIMIT) {
      throw EngineException.invalidArgument(
          "limit", "a sample has 1 to " + MemberSample.MAX_LIMIT + " members: limit=" + limit);
    }
    Snapshot snapshot = execution.snapshot();
    Execution.Sampled sampled = execution.sample(limit, deadline);
    List<Clause> clauses = clauses(snapshot);
    List<Member> members = new ArrayList<>();
    for (int ordinal : sampled.ordinals()) {
      deadline.check();
      List<Event> events = new ArrayList<>();
      clauses.forEach(
          clause -> events.addAll(clause.evidence.of(ordinal, clause.node, MAX_EVENTS)));
      members.add(
          new Member(
              snapshot.customers().idString(ordinal),
              new CustomerValues(snapshot, ordinal).all(),
              events));
    }
    return new MemberSample(
        snapshot.number(), asOf, snapshot.population(), sampled.count(), members);
  }

  /// A clause about behaviours.
  ///
  /// @param node its place in the tree; inside a saved segment, the place of the segment
  private record Clause(List<Integer> node, Evidence evidence) {}

  /// The clauses about behaviours, those inside of saved segments among them.
  private List<Clause> clauses(Snapshot snapshot) {
    List<Clause> clauses = new ArrayList<>();
    addClauses(located, path -> path, snapshot, clauses);
    return clauses;
  }

  /// @param placing where in the whole tree a leaf of the expression is told to be
  private void addClauses(
      Located expression,
      UnaryOperator<List<Integer>> placing,
      Snapshot snapshot,
      List<Clause> clauses) {
    Iterator<Planner.Clause> planned =
        Planner.clauses(expression, new SnapshotStatistics(snapshot), asOf.toEpochMilli())
            .iterator();
    Terms.leaves(
        expression.predicate(),
        (path, leaf) -> {
          List<Integer> node = placing.apply(path);
          planned
              .next()
              .events()
              .ifPresent(events -> clauses.add(new Clause(node, new Evidence(snapshot, events))));
          if (leaf instanceof Predicate.InSegment(String name)) {
            Located saved = snapshot.definitions().segment(name).orElseThrow();
            addClauses(saved, inside -> node, snapshot, clauses);
          }
        });
  }
}
