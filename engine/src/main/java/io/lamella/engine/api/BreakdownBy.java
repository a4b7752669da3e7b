package io.lamella.engine.api;

import io.lamella.engine.query.Span;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// By what the customers of a segment are broken down.
public sealed interface BreakdownBy {

  /// The values of an attribute: keyword, text, set, boolean, or number or date of not too many
  /// different values; those of most customers first.
  record Values(String attribute) implements BreakdownBy {}

  /// The stages of a saved partition, in their order.
  record Stages(String partition) implements BreakdownBy {}

  /// Saved segments, in the order in which they are named; they may overlap.
  record Segments(List<String> names) implements BreakdownBy {
    public Segments {
      names = List.copyOf(names);
    }
  }

  /// So many bins of a number, ascending, of equally many customers of the population each, as far
  /// as equal numbers let them.
  record Quantiles(String attribute, int bins) implements BreakdownBy {}

  /// Bins of a number, ascending: below the first edge, from each edge up to the next, from the
  /// last one on.
  record Edges(String attribute, List<BigDecimal> edges) implements BreakdownBy {
    public Edges {
      edges = List.copyOf(edges);
    }
  }

  /// Bins of a number, ascending, each so wide, from a multiple of the width on.
  record Width(String attribute, BigDecimal width) implements BreakdownBy {}

  /// The values that events of a behaviour have of a property, keyword, text or boolean; those of
  /// most customers first. A customer has every value that one of their events has.
  ///
  /// @param within only events of the last so long before the question's instant; all events up to
  ///   it if there is none
  record EventProperty(String behaviour, String property, Optional<Span> within)
      implements BreakdownBy {}

  /// Calendar periods of a date or an instant in the workspace's zone, ascending.
  record Periods(String attribute, Window.Period period) implements BreakdownBy {}
}
