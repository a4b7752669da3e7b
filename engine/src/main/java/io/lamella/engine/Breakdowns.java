package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.Spread;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;

/// Answers how one expression's customers are spread over an attribute. The whole spread is
/// counted, then cut to the values of most customers: what is left is exact.
///
/// @param execution of the expression alone
record Breakdowns(Located located, Execution execution, Instant asOf) {

  Breakdown breakdown(String attribute, int limit, Deadline deadline) {
    ValueType type = check(attribute);
    Snapshot snapshot = execution.snapshot();
    long start = System.nanoTime();
    Spread spread = execution.spread(attribute, deadline);
    var values = new SpreadValues(snapshot, attribute, type);
    SpreadValues.Top top = values.top(spread, limit, deadline);
    return new Breakdown(
        snapshot.number(),
        asOf,
        snapshot.population(),
        spread.total(),
        top.slices(),
        type == ValueType.SET
            ? otherMembers(attribute, spread, top, deadline)
            : spread.withValue() - top.slices().stream().mapToLong(Breakdown.Slice::count).sum(),
        top.different() - top.slices().size(),
        spread.total() - spread.withValue(),
        type == ValueType.SET,
        System.nanoTime() - start);
  }

  /// Who has a set, but none of the members listed: sets overlap, so the counts do not add.
  private long otherMembers(
      String attribute, Spread spread, SpreadValues.Top top, Deadline deadline) {
    if (top.different() == top.slices().size()) {
      return 0;
    }
    Field field = Field.named(attribute);
    List<Literal.Text> listed =
        top.slices().stream().map(slice -> new Literal.Text(slice.value())).toList();
    long any =
        new Narrowing(located, execution, asOf)
            .count(new Predicate.HasMembers(field, Predicate.Members.ANY, listed), deadline);
    return spread.withValue() - any;
  }

  private ValueType check(String attribute) {
    ValueType type = WideBreakdowns.typeOf(execution.snapshot(), attribute);
    if (type == ValueType.LOCATION) {
      throw EngineException.invalidArgument(
          "attribute",
          "a location has no breakdown, ask with near or inside instead: attribute=" + attribute);
    }
    if (type == ValueType.INSTANT) {
      throw EngineException.invalidArgument(
          "attribute",
          "an instant has no breakdown by values, ask for calendar periods instead: attribute="
              + attribute);
    }
    return type;
  }
}
