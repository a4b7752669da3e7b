package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.EventSpread;
import io.lamella.engine.exec.EventSpreadRun;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.RowText;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Suggestion;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/// Breaks the customers of one expression down by the values that events of one behaviour have of
/// one property. All values are counted in one pass over the events' rows; only who has none of
/// those listed is a question of its own, since values overlap.
///
/// @param execution of the expression alone
record PropertyBreakdowns(Located located, Execution execution, Instant asOf, Limits limits) {
  private static final String BEHAVIOUR = "event_property.behaviour";
  private static final String PROPERTY = "event_property.property";
  private static final String REFUSED = "the breakdown is refused";
  private static final String WITHIN = "event_property.within";

  /// A value, as it is written.
  private record Valued(String text, EventSpread.Counts counts) {}

  Breakdown breakdown(BreakdownBy.EventProperty by, int limit, Deadline deadline) {
    Predicate.Did any = did(by, new Predicate.Has(Field.named(by.property())));
    ValueType type = check(by, any);
    Snapshot snapshot = execution.snapshot();
    long start = System.nanoTime();
    EventSpread spread = spread(any, by.property(), deadline);
    var conditions = new ValueConditions(by.property(), type);
    List<Breakdown.Slice> slices =
        top(spread, by.property(), type, limit).stream()
            .map(it ->
                new Breakdown.Slice(
                    it.text,
                    did(by, conditions.ofText(it.text)),
                    it.counts.members(),
                    it.counts.everybody()))
            .toList();
    long different =
        spread.counts().values().stream().filter(counts -> counts.members() > 0).count();
    return new Breakdown(
        snapshot.number(),
        asOf,
        snapshot.population(),
        spread.total(),
        slices,
        different == slices.size()
            ? 0
            : spread.withValue() - withListed(by, slices, type, deadline),
        different - slices.size(),
        spread.total() - spread.withValue(),
        true,
        System.nanoTime() - start);
  }

  /// At least one event on which a condition holds.
  private static Predicate.Did did(BreakdownBy.EventProperty by, Predicate condition) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Where(condition));
    by.within().ifPresent(span -> steps.add(new Step.Within(new Window.Last(span))));
    return new Predicate.Did(
        new Selection(List.of(new Selection.BehaviourName(by.behaviour())), steps));
  }

  private EventSpread spread(Predicate.Did any, String property, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    var statistics = new SnapshotStatistics(snapshot);
    Plan.Events events =
        Planner.clauses(new Located(any, part -> ""), statistics, asOf.toEpochMilli())
            .getFirst()
            .events()
            .orElseThrow();
    List<Plan> plans = List.of(execution.plans().getFirst(), Planner.everyone(statistics));
    return EventSpreadRun.of(
        new Execution(snapshot, plans, execution.workers()), events, property, deadline);
  }

  /// The values of most customers first, then the smaller value.
  private List<Valued> top(EventSpread spread, String property, ValueType type, int limit) {
    var dictionary = execution.snapshot().dictionaries().properties().get(property);
    return spread.counts().entrySet().stream()
        .filter(it -> it.getValue().members() > 0)
        .map(it -> new Valued(RowText.code(type, it.getKey(), dictionary), it.getValue()))
        .sorted(
            Comparator.comparingLong((Valued it) -> -it.counts.members())
                .thenComparing(Valued::text))
        .limit(limit)
        .toList();
  }

  private long withListed(
      BreakdownBy.EventProperty by,
      List<Breakdown.Slice> slices,
      ValueType type,
      Deadline deadline) {
    Predicate listed =
        type == ValueType.BOOLEAN
            // The other one is not listed.
            ? new ValueConditions(by.property(), type).ofText(slices.getFirst().value())
            : new Predicate.OneOf(
                new Operand.OfField(Field.named(by.property())),
                slices.stream().<Literal>map(slice -> new Literal.Text(slice.value())).toList());
    return new Narrowing(located, execution, asOf).count(did(by, listed), deadline);
  }

  // ---- what is refused

  private ValueType check(BreakdownBy.EventProperty by, Predicate.Did any) {
    Catalog catalog = execution.snapshot().catalog();
    var places = new Located(any, PropertyBreakdowns::place);
    EngineException.refuse(REFUSED, Checker.check(places, catalog, limits));
    ValueType type = catalog.propertyType(by.property());
    SortedSet<String> known =
        catalog.behaviours().getOrDefault(by.behaviour(), Collections.emptySortedSet());
    String name = "'" + by.property() + "'";
    if (!known.contains(by.property())) {
      throw refused(
          "no event of '"
              + by.behaviour()
              + "' has the property "
              + name
              + Suggestion.didYouMean(by.property(), known));
    }
    if (!type.isString() && type != ValueType.BOOLEAN) {
      throw refused(
          name
              + " is a "
              + type.label()
              + ", a breakdown by events is of keywords, texts and booleans");
    }
    return type;
  }

  private static String place(Object part) {
    return switch (part) {
      case Selection.BehaviourName _ -> BEHAVIOUR;
      case Field _ -> PROPERTY;
      default -> WITHIN;
    };
  }

  private static EngineException refused(String message) {
    return new EngineException(
        EngineException.Code.INVALID_ARGUMENT, REFUSED, List.of(new Fault(PROPERTY, message)));
  }
}
