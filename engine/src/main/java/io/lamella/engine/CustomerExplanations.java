package io.lamella.engine;

import io.lamella.engine.api.CustomerExplanation;
import io.lamella.engine.api.CustomerExplanation.Node;
import io.lamella.engine.api.CustomerExplanation.Verdict;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MemberSample.Event;
import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.exec.CustomerTimes;
import io.lamella.engine.exec.CustomerValues;
import io.lamella.engine.exec.Evidence;
import io.lamella.engine.exec.Memberships;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.CustomerLookup;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.plan.TurningPoints;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Answers why one customer satisfies an expression or does not. Each condition is asked for this
/// customer alone, now and at every instant at which it may turn; groups and saved segments are
/// worked out from when their parts turn. Confined to one thread; used once.
final class CustomerExplanations {
  /// Of each clause's events.
  private static final int MAX_EVENTS = 3;

  /// Plans that are made ready together: each may need some room of its own.
  private static final int PLANS = 16;

  private final Snapshot snapshot;
  private final int ordinal;
  private final long nowMillis;
  private final Deadline deadline;
  private final SnapshotStatistics statistics;

  private CustomerExplanations(Snapshot snapshot, int ordinal, Instant asOf, Deadline deadline) {
    this.snapshot = snapshot;
    this.ordinal = ordinal;
    this.nowMillis = asOf.toEpochMilli();
    this.deadline = deadline;
    this.statistics = new SnapshotStatistics(snapshot);
  }

  /// Explains an expression for the customer with an id.
  ///
  /// @param asked held meanwhile
  static CustomerExplanation of(
      PinnedExecution asked, Located located, Instant asOf, String customerId, Deadline deadline) {
    if (customerId.isEmpty()) {
      throw EngineException.invalidArgument("customer_id", "a customer id is empty");
    }
    Snapshot snapshot = asked.execution().snapshot();
    OptionalInt ordinal = CustomerLookup.ordinal(asked.workspace(), snapshot, customerId);
    if (ordinal.isEmpty()) {
      // The id itself is not told: messages are logged.
      throw new EngineException(
          EngineException.Code.UNKNOWN_CUSTOMER,
          "there is no customer with this id: snapshot=" + snapshot.number(),
          List.of(new Fault("customer_id", "there is no customer with this id")));
    }
    return new CustomerExplanations(snapshot, ordinal.getAsInt(), asOf, deadline).explain(located);
  }

  private CustomerExplanation explain(Located located) {
    long start = System.nanoTime();
    Node root = look(located, located.predicate(), List.of()).node;
    return new CustomerExplanation(
        snapshot.number(),
        Instant.ofEpochMilli(nowMillis),
        snapshot.population(),
        root,
        System.nanoTime() - start);
  }

  private record Seen(Node node, Timeline timeline) {}

  /// @param path where the predicate stands; inside a saved segment, where the segment does
  private Seen look(Located whole, Predicate predicate, List<Integer> path) {
    List<Predicate> terms = Terms.of(predicate);
    if (predicate instanceof Predicate.InSegment(String name)) {
      return segment(name, predicate, path);
    }
    if (terms.isEmpty()) {
      return condition(new Located(predicate, whole.locator()), path);
    }
    List<Seen> parts = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      List<Integer> child = new ArrayList<>(path);
      child.add(i);
      parts.add(look(whole, terms.get(i), child));
    }
    Timeline timeline =
        Timeline.of(parts.stream().map(Seen::timeline).toList(), enough(predicate, terms.size()));
    return seen(
        predicate,
        timeline,
        timeline.holds() ? Verdict.HOLDS : Verdict.FAILS,
        List.of(),
        List.of(),
        parts.stream().map(Seen::node).toList());
  }

  /// How many of a group's terms must hold.
  private static IntPredicate enough(Predicate group, int terms) {
    return switch (group) {
      case Predicate.And _ -> holding -> holding == terms;
      case Predicate.Not _ -> holding -> holding == 0;
      case Predicate.Quantified(var quantifier, int count, var _) ->
          switch (quantifier) {
            case AT_LEAST -> holding -> holding >= count;
            case AT_MOST -> holding -> holding <= count;
            case EXACTLY -> holding -> holding == count;
          };
      default -> holding -> holding > 0;
    };
  }

  private Seen segment(String name, Predicate predicate, List<Integer> path) {
    Located saved = snapshot.definitions().segment(name).orElseThrow();
    Seen inside = look(saved, saved.predicate(), List.of());
    List<NamedValue> values = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    gather(inside.node, path, values, events);
    return seen(
        predicate,
        inside.timeline,
        inside.timeline.holds() ? Verdict.HOLDS : Verdict.FAILS,
        values.stream().distinct().toList(),
        events,
        List.of());
  }

  private static void gather(
      Node node, List<Integer> path, List<NamedValue> values, List<Event> events) {
    values.addAll(node.values());
    for (Event event : node.events()) {
      events.add(
          new Event(path, event.behaviour(), event.instant(), event.properties(), event.found()));
    }
    node.children().forEach(child -> gather(child, path, values, events));
  }

  private Seen condition(Located condition, List<Integer> path) {
    Planner.Clause clause = Planner.clauses(condition, statistics, nowMillis).getFirst();
    BitSet now = holds(List.of(clause.plan(), clause.known().orElse(clause.plan())));
    Verdict verdict = Verdict.FAILS;
    if (now.get(0)) {
      verdict = Verdict.HOLDS;
    } else if (clause.known().isPresent() && !now.get(1)) {
      verdict = Verdict.UNKNOWN;
    }
    return seen(
        condition.predicate(),
        new Timeline(now.get(0), turns(condition, clause.attribute(), now.get(0))),
        verdict,
        clause.attribute().flatMap(new CustomerValues(snapshot, ordinal)::of).stream().toList(),
        clause
            .events()
            .map(events -> new Evidence(snapshot, events).of(ordinal, path, MAX_EVENTS))
            .orElse(List.of()),
        List.of());
  }

  private static Seen seen(
      Predicate predicate,
      Timeline timeline,
      Verdict verdict,
      List<NamedValue> values,
      List<Event> events,
      List<Node> children) {
    Optional<Instant> turns = timeline.firstTurn().map(Instant::ofEpochMilli);
    return new Seen(new Node(predicate, verdict, turns, values, events, children), timeline);
  }

  private List<Long> turns(Located condition, Optional<String> attribute, boolean holdsNow) {
    long endMillis = nowMillis + CustomerExplanation.HORIZON.toMillis();
    TurningPoints points =
        TurningPoints.of(
            condition.predicate(), snapshot.catalog().settings(), nowMillis, endMillis);
    List<Long> candidates =
        List.copyOf(points.at(CustomerTimes.of(snapshot, ordinal, attribute, points.behaviours())));
    List<Long> turns = new ArrayList<>();
    boolean holds = holdsNow;
    for (int from = 0; from < candidates.size(); from += PLANS) {
      List<Long> some = candidates.subList(from, Math.min(candidates.size(), from + PLANS));
      List<Plan> plans =
          some.stream().map(millis -> Planner.plan(condition, statistics, millis).plan()).toList();
      BitSet then = holds(plans);
      for (int i = 0; i < some.size(); i++) {
        if (then.get(i) != holds) {
          holds = !holds;
          turns.add(some.get(i));
        }
      }
    }
    return turns;
  }

  /// Which of some plans the customer is in.
  private BitSet holds(List<Plan> plans) {
    deadline.check();
    return new Memberships(snapshot, plans, deadline).of(new int[] {ordinal}, deadline).getFirst();
  }
}
