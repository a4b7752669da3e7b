package io.lamella.engine.exec;

import io.lamella.engine.kernel.RegionKernels;
import java.util.List;

/// How many customers are in exactly which of some sets, added up chunk by chunk: the sets are
/// turned over to a code for each customer, and the codes are counted. Confined to one thread.
final class RegionCounts {
  private final int sets;
  private final long[][] planes = new long[RegionKernels.PLANES][RegionKernels.BLOCK_WORDS];

  /// By code. There are two, for neighbours often have the same one, and adding to a count waits
  /// for what was added to it just before.
  private final int[] counts;

  private final int[] others;

  /// @param sets up to [RegionKernels#PLANES]
  RegionCounts(int sets) {
    this.sets = sets;
    this.counts = new int[1 << sets];
    this.others = new int[1 << sets];
  }

  /// Adds a chunk's customers.
  ///
  /// @param words of each set
  void add(List<long[]> words) {
    for (int from = 0; from < Population.CHUNK_WORDS; from += RegionKernels.BLOCK_WORDS) {
      for (int set = 0; set < sets; set++) {
        System.arraycopy(words.get(set), from, planes[set], 0, RegionKernels.BLOCK_WORDS);
      }
      RegionKernels.clear(planes, sets);
      RegionKernels.count(planes, counts, others);
    }
  }

  /// The counts of several parts together: those of region r are in set i if bit i of r is set, and
  /// else they are not. The first region is told to have nobody: who is in no set is not counted.
  static List<Long> sum(List<RegionCounts> parts) {
    Long[] sum = new Long[parts.getFirst().counts.length];
    sum[0] = 0L;
    for (int region = 1; region < sum.length; region++) {
      long count = 0;
      for (RegionCounts part : parts) {
        count += (long) part.counts[region] + part.others[region];
      }
      sum[region] = count;
    }
    return List.of(sum);
  }
}
