package io.lamella.engine.exec;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses bins for the numbers, dates or instants that customers have of one attribute now, as a
/// caller asks for them. What depends on the values is empty if nobody has one. Confined to one
/// thread.
///
/// @param ordinals how many customers were given a place
public record CurrentBins(
    CurrentValues current, int ordinals, CalendarBins calendar, Deadline deadline) {

  /// Of an attribute.
  public static CurrentBins of(Snapshot snapshot, String attribute, Deadline deadline) {
    ValueType type = snapshot.catalog().attributeType(attribute);
    return new CurrentBins(
        CurrentValues.of(snapshot, attribute),
        snapshot.ordinals(),
        new CalendarBins(type, snapshot.catalog().settings()),
        deadline);
  }

  /// Bins of equally many customers, as far as equal numbers let them.
  public Optional<Binned> quantiles(int bins) {
    return current.presentCardinality() == 0
        ? Optional.empty()
        : Optional.of(ranges(Quantiles.of(current, ordinals, bins, deadline)));
  }

  /// Below the first edge, from each edge up to the next, from the last one on.
  ///
  /// @param edges ascending, one at least
  public static Binned ofEdges(List<BigDecimal> edges) {
    List<BigDecimal> lows = new ArrayList<>();
    // The first bin has whatever is below the first edge.
    lows.add(edges.getFirst().subtract(BigDecimal.ONE));
    lows.addAll(edges);
    return ranges(lows);
  }

  /// Bins so wide, from multiples of the width on.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for too many
  public Optional<Binned> ofWidth(BigDecimal width) {
    return ends()
        .map(ends -> {
          BigDecimal first = ends.low().divide(width, 0, RoundingMode.FLOOR);
          BigDecimal last = ends.high().divide(width, 0, RoundingMode.FLOOR);
          BigDecimal bins = last.subtract(first).add(BigDecimal.ONE);
          check("bins.width", bins);
          List<BigDecimal> lows = new ArrayList<>();
          for (int bin = 0; bin < bins.intValueExact(); bin++) {
            lows.add(first.add(BigDecimal.valueOf(bin)).multiply(width));
          }
          return Binned.empty(Binned.Kind.STEPS, new Categories.Bins(lows));
        });
  }

  /// Calendar periods.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for too many
  public Optional<Binned> periods(Window.Period period) {
    return ends()
        .map(ends -> {
          check("period", BigDecimal.valueOf(calendar.count(ends.low(), ends.high(), period)));
          return calendar.between(ends.low(), ends.high(), period);
        });
  }

  private static void check(String field, BigDecimal bins) {
    if (bins.compareTo(BigDecimal.valueOf(Breakdown.MAX_NUMBERS)) > 0) {
      throw EngineException.invalidArgument(
          field,
          "too many bins, take wider ones: bins="
              + bins.toPlainString()
              + ", limit="
              + Breakdown.MAX_NUMBERS);
    }
  }

  private static Binned ranges(List<BigDecimal> lows) {
    return Binned.empty(Binned.Kind.RANGES, new Categories.Bins(lows));
  }

  private record Ends(BigDecimal low, BigDecimal high) {}

  private Optional<Ends> ends() {
    if (current.presentCardinality() == 0) {
      return Optional.empty();
    }
    var numbers = new NumberRanks(current, ordinals, deadline);
    return Optional.of(new Ends(numbers.kthLargest(numbers.size()), numbers.kthLargest(1)));
  }
}
