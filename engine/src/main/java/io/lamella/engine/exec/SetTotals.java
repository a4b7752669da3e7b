package io.lamella.engine.exec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the sets of a recipe have.
///
/// @param counts how many customers, by set
/// @param amounts of the sets that are summed, in their order
/// @param regions how many customers are in exactly which of the sets whose regions are counted:
///   bit i of a place in the list stands for the i-th of these; the first stands for nobody
public record SetTotals(List<Long> counts, List<Amount> amounts, List<Long> regions) {

  public SetTotals {
    counts = List.copyOf(counts);
    amounts = List.copyOf(amounts);
    regions = List.copyOf(regions);
  }

  /// What the customers of a set have of a quantity together.
  ///
  /// @param nonZero how many have another amount than 0
  /// @param squares the sum of each one's amount times itself
  public record Amount(long nonZero, BigDecimal sum, BigDecimal squares) {
    static final Amount NOTHING = new Amount(0, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /// What some have counted together.
  static SetTotals sum(SetRecipe recipe, List<SetCounts> parts) {
    long[] counts = new long[recipe.plans() + recipe.steps().size()];
    for (SetCounts part : parts) {
      for (int set = 0; set < counts.length; set++) {
        counts[set] += part.counts()[set];
      }
    }
    List<Amount> amounts = new ArrayList<>();
    if (recipe.quantity().isPresent()) {
      for (int i = 0; i < recipe.summed().size(); i++) {
        Amount amount = Amount.NOTHING;
        for (SetCounts part : parts) {
          amount = part.sums().orElseThrow().tallies().get(i).with(amount);
        }
        amounts.add(amount);
      }
    }
    return new SetTotals(
        Arrays.stream(counts).boxed().toList(),
        amounts,
        RegionCounts.sum(parts.stream().map(SetCounts::regions).toList()));
  }
}
