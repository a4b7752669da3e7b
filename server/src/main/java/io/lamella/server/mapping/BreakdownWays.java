package io.lamella.server.mapping;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownRequest.EventProperty;
import io.lamella.v1.BreakdownRequest.NumberBins;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// By what a request asks to break customers down.
public final class BreakdownWays {

  /// How many values are listed if the request does not say.
  private static final int VALUES = 20;

  private BreakdownWays() {}

  /// By what.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for what is not given whole
  public static BreakdownBy by(BreakdownRequest m) {
    return switch (m.getByCase()) {
      case BY_NOT_SET -> new BreakdownBy.Values(m.getAttribute());
      case PARTITION -> new BreakdownBy.Stages(alone(m, "partition", m.getPartition()));
      case SEGMENTS ->
          new BreakdownBy.Segments(alone(m, "segments", m.getSegments().getNamesList()));
      case BINS -> bins(m.getAttribute(), m.getBins());
      case EVENT_PROPERTY -> events(alone(m, "event_property", m.getEventProperty()));
      case PERIOD -> new BreakdownBy.Periods(m.getAttribute(), period(m));
    };
  }

  /// How many values or bins are listed.
  public static int limit(BreakdownRequest m) {
    if (m.getLimit() != 0) {
      return m.getLimit();
    }
    return switch (m.getByCase()) {
      case BINS, PERIOD -> Breakdown.MAX_LIMIT;
      case BY_NOT_SET, PARTITION, SEGMENTS, EVENT_PROPERTY -> VALUES;
    };
  }

  private static <T> T alone(BreakdownRequest m, String field, T way) {
    if (!m.getAttribute().isEmpty()) {
      throw EngineException.invalidArgument(
          "attribute", "a breakdown is by an attribute or by " + field + ", not by both");
    }
    return way;
  }

  private static BreakdownBy bins(String attribute, NumberBins m) {
    return switch (m.getCutCase()) {
      case QUANTILES -> new BreakdownBy.Quantiles(attribute, m.getQuantiles());
      case EDGES -> new BreakdownBy.Edges(attribute, edges(m.getEdges().getDecimalsList()));
      case WIDTH -> new BreakdownBy.Width(attribute, decimal("bins.width", m.getWidth()));
      case CUT_NOT_SET ->
          throw EngineException.invalidArgument("bins", "quantiles, edges or a width is missing");
    };
  }

  private static List<BigDecimal> edges(List<String> decimals) {
    List<BigDecimal> edges = new ArrayList<>();
    for (int i = 0; i < decimals.size(); i++) {
      edges.add(decimal("bins.edges.decimals[" + i + "]", decimals.get(i)));
    }
    return edges;
  }

  private static BigDecimal decimal(String field, String text) {
    return ValueFormat.number(text)
        .orElseThrow(() ->
            EngineException.invalidArgument(
                field, text.isEmpty() ? "a decimal is missing" : "not a decimal like -12.50"));
  }

  private static BreakdownBy events(EventProperty m) {
    Optional<Span> within =
        m.getWithin().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Span.read(m.getWithin())
                    .orElseThrow(() ->
                        EngineException.invalidArgument(
                            "event_property.within", Span.FORM + ", like 30d")));
    return new BreakdownBy.EventProperty(m.getBehaviour(), m.getProperty(), within);
  }

  private static Window.Period period(BreakdownRequest m) {
    return PredicateEnums.PERIODS
        .word(m.getPeriod())
        .orElseThrow(
            () -> EngineException.invalidArgument("period", "missing or not known: period"));
  }
}
