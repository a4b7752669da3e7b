package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.Binned;
import io.lamella.engine.exec.CurrentBins;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Suggestion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers how one expression's customers are spread, by whatever is asked.
///
/// @param execution of the expression alone
record WideBreakdowns(Located located, Execution execution, Instant asOf, Limits limits) {

  Breakdown breakdown(BreakdownBy by, int limit, Deadline deadline) {
    checkLimit(limit);
    return switch (by) {
      case BreakdownBy.Values(String attribute) ->
          new Breakdowns(located, execution, asOf).breakdown(attribute, limit, deadline);
      case BreakdownBy.Stages(String partition) ->
          new ConditionBreakdowns(execution, asOf, limits).stages(partition, deadline);
      case BreakdownBy.Segments(List<String> names) ->
          new ConditionBreakdowns(execution, asOf, limits).segments(names, deadline);
      case BreakdownBy.EventProperty property ->
          new PropertyBreakdowns(located, execution, asOf, limits)
              .breakdown(property, limit, deadline);
      case BreakdownBy.Quantiles(String attribute, int bins) -> {
        checkType(attribute, ValueType.NUMBER);
        checkBins("bins.quantiles", bins);
        yield bins(attribute, current(attribute, deadline).quantiles(bins), limit, deadline);
      }
      case BreakdownBy.Edges(String attribute, List<BigDecimal> edges) -> {
        checkType(attribute, ValueType.NUMBER);
        checkEdges(edges);
        yield bins(attribute, Optional.of(CurrentBins.ofEdges(edges)), limit, deadline);
      }
      case BreakdownBy.Width(String attribute, BigDecimal width) -> {
        checkType(attribute, ValueType.NUMBER);
        if (width.signum() <= 0) {
          throw EngineException.invalidArgument(
              "bins.width", "a width is above 0: width=" + width.toPlainString());
        }
        yield bins(attribute, current(attribute, deadline).ofWidth(width), limit, deadline);
      }
      case BreakdownBy.Periods(String attribute, var period) -> {
        checkType(attribute, ValueType.DATE, ValueType.INSTANT);
        yield bins(attribute, current(attribute, deadline).periods(period), limit, deadline);
      }
    };
  }

  private CurrentBins current(String attribute, Deadline deadline) {
    return CurrentBins.of(execution.snapshot(), attribute, deadline);
  }

  /// Where nobody has a value, nobody has one in any bin.
  private Breakdown bins(String attribute, Optional<Binned> binned, int limit, Deadline deadline) {
    return new BinBreakdowns(execution, asOf)
        .breakdown(
            attribute,
            binned.orElseGet(() -> CurrentBins.ofEdges(List.of(BigDecimal.ZERO))),
            limit,
            deadline);
  }

  // ---- what is refused

  static void checkLimit(int limit) {
    if (limit < 1 || limit > Breakdown.MAX_LIMIT) {
      throw EngineException.invalidArgument(
          "limit", "a breakdown lists 1 to " + Breakdown.MAX_LIMIT + " values: limit=" + limit);
    }
  }

  /// The type of an attribute.
  ///
  /// @throws EngineException `UNKNOWN_NAME`
  static ValueType typeOf(Snapshot snapshot, String attribute) {
    var attributes = snapshot.catalog().attributes();
    ValueType type = attributes.get(attribute);
    if (type == null) {
      throw new EngineException(
          EngineException.Code.UNKNOWN_NAME,
          "unknown attribute '"
              + attribute
              + "'"
              + Suggestion.didYouMean(attribute, attributes.keySet()));
    }
    return type;
  }

  private void checkType(String attribute, ValueType... wanted) {
    ValueType type = typeOf(execution.snapshot(), attribute);
    if (!List.of(wanted).contains(type)) {
      throw EngineException.invalidArgument(
          "attribute",
          "'"
              + attribute
              + "' is a "
              + type.label()
              + (wanted[0] == ValueType.NUMBER
                  ? ", bins are of numbers"
                  : ", calendar periods are of dates and instants"));
    }
  }

  private static void checkBins(String field, int bins) {
    if (bins < 1 || bins > Breakdown.MAX_LIMIT) {
      throw EngineException.invalidArgument(
          field,
          String.format(
              Locale.ROOT, "a breakdown has 1 to %,d bins: bins=%d", Breakdown.MAX_LIMIT, bins));
    }
  }

  private static void checkEdges(List<BigDecimal> edges) {
    checkBins("bins.edges.decimals", edges.size());
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i - 1).compareTo(edges.get(i)) >= 0) {
        throw EngineException.invalidArgument(
            "bins.edges.decimals[" + i + "]",
            "edges ascend: edge="
                + edges.get(i).toPlainString()
                + ", before="
                + edges.get(i - 1).toPlainString());
      }
    }
  }
}
