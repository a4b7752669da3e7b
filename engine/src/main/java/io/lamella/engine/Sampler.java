package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.MemberSample.Event;
import io.lamella.engine.api.MemberSample.Member;
import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.exec.Evidence;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.RowText;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows some of the customers who satisfy one expression, with what made them members.
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
    Map<List<Integer>, Evidence> evidence = evidence(snapshot);
    List<Member> members = new ArrayList<>();
    for (int ordinal : sampled.ordinals()) {
      deadline.check();
      List<Event> events = new ArrayList<>();
      evidence.forEach((node, found) -> events.addAll(found.of(ordinal, node, MAX_EVENTS)));
      members.add(
          new Member(
              snapshot.customers().idString(ordinal), attributes(snapshot, ordinal), events));
    }
    return new MemberSample(
        snapshot.number(), asOf, snapshot.population(), sampled.count(), members);
  }

  private static List<NamedValue> attributes(Snapshot snapshot, int ordinal) {
    List<NamedValue> values = new ArrayList<>();
    snapshot
        .catalog()
        .attributes()
        .forEach((name, type) ->
            CurrentValues.of(snapshot, name)
                .of(ordinal)
                .flatMap(place ->
                    RowText.of(
                        type,
                        place.values(),
                        place.row(),
                        snapshot.dictionaries().attributes().get(name)))
                .ifPresent(text -> values.add(new NamedValue(name, text))));
    return values;
  }

  /// The clauses about behaviours, by their places in the tree.
  private Map<List<Integer>, Evidence> evidence(Snapshot snapshot) {
    Map<List<Integer>, Evidence> evidence = new LinkedHashMap<>();
    List<Planner.Clause> clauses =
        Planner.clauses(located, new SnapshotStatistics(snapshot), asOf.toEpochMilli());
    addEvidence(located.predicate(), List.of(), clauses.iterator(), snapshot, evidence);
    return evidence;
  }

  private static void addEvidence(
      Predicate predicate,
      List<Integer> path,
      Iterator<Planner.Clause> clauses,
      Snapshot snapshot,
      Map<List<Integer>, Evidence> evidence) {
    List<Predicate> terms = Terms.of(predicate);
    if (terms.isEmpty()) {
      clauses
          .next()
          .events()
          .ifPresent(events -> evidence.put(path, new Evidence(snapshot, events)));
    }
    for (int i = 0; i < terms.size(); i++) {
      List<Integer> child = new ArrayList<>(path);
      child.add(i);
      addEvidence(terms.get(i), List.copyOf(child), clauses, snapshot, evidence);
    }
  }
}
