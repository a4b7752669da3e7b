package io.lamella.engine.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What some plans have in common.
///
/// @param pairs by two plans, how many customers are in both
/// @param any how many are in any of them
/// @param regions how many are in exactly which, by the bits of the place in the list, where the
///   first stands for nobody; empty if they were not asked
public record OverlapTotals(List<List<Long>> pairs, long any, List<Long> regions) {

  public OverlapTotals {
    pairs = List.copyOf(pairs);
    regions = List.copyOf(regions);
  }

  /// What some have counted together.
  static OverlapTotals sum(List<OverlapCounts> parts) {
    List<PairCounts> pairs = parts.stream().map(OverlapCounts::pairs).toList();
    List<List<Long>> table = new ArrayList<>();
    for (long[] row : PairCounts.sum(pairs)) {
      table.add(Arrays.stream(row).boxed().toList());
    }
    List<RegionCounts> regions = parts.stream().flatMap(part -> part.regions().stream()).toList();
    return new OverlapTotals(
        table,
        pairs.stream().mapToLong(PairCounts::any).sum(),
        regions.isEmpty() ? List.of() : RegionCounts.sum(regions));
  }
}
