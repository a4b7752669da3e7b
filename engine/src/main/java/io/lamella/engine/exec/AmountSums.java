package io.lamella.engine.exec;

import java.util.List;
import java.util.stream.IntStream;

/// Adds up, exactly, what the customers of some sets have of a measure, and its squares. The
/// measure is worked out once a chunk, whatever the number of sets. Confined to one thread.
///
/// Its plain equivalent is a loop over the customers with a decimal sum.
final class AmountSums {
  private final QuantityRows quantity;
  private final List<Integer> sets;
  private final ChunkScratch scratch;
  private final List<AmountTally> tallies;

  /// @param quantity one that everybody without an event has 0 of, with a slot for each customer
  AmountSums(QuantityRows quantity, List<Integer> sets, ChunkScratch scratch) {
    this.quantity = quantity;
    this.sets = List.copyOf(sets);
    this.scratch = scratch;
    this.tallies = IntStream.range(0, sets.size()).mapToObj(set -> new AmountTally()).toList();
  }

  /// One for each set.
  List<AmountTally> tallies() {
    return tallies;
  }

  /// Adds a chunk.
  ///
  /// @param words who is in each set
  void add(int chunk, long[][] words) {
    quantity.open(chunk, scratch);
    for (int i = 0; i < sets.size(); i++) {
      long[] members = words[sets.get(i)];
      AmountTally tally = tallies.get(i);
      for (int word = 0; word < Population.CHUNK_WORDS; word++) {
        for (long left = members[word]; left != 0; left &= left - 1) {
          int low = (word << 6) + Long.numberOfTrailingZeros(left);
          if (quantity.hasEvents(low)) {
            tally.add(quantity.amounts(), low);
          }
        }
      }
    }
    quantity.close(scratch);
  }
}
