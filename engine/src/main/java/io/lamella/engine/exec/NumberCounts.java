package io.lamella.engine.exec;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// Counts numbers that lie far apart, by the numbers themselves.
final class NumberCounts implements ValueCounts {
  private final String attribute;
  private final Values.Decimals values;
  private final Map<BigDecimal, long[]> counts = new HashMap<>();

  NumberCounts(String attribute, Values.Decimals values) {
    this.attribute = attribute;
    this.values = values;
  }

  /// How many members have each number, in an array of one.
  Map<BigDecimal, long[]> counts() {
    return counts;
  }

  @Override
  public void add(int chunk, long[] members, int count) {
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        long row = ((long) chunk << 16) + (word << 6) + Long.numberOfTrailingZeros(left);
        if (values.presence().has(row)) {
          add(values.value(row));
        }
      }
    }
  }

  private void add(BigDecimal number) {
    long[] known = counts.computeIfAbsent(number.stripTrailingZeros(), key -> new long[1]);
    if (++known[0] == 1) {
      checkSize(attribute, counts.size());
    }
  }

  /// @throws EngineException `INVALID_ARGUMENT` for too many different numbers
  static void checkSize(String attribute, long different) {
    if (different > Breakdown.MAX_NUMBERS) {
      throw EngineException.invalidArgument(
          "attribute",
          "too many different values for a breakdown, ask for ranges instead: attribute="
              + attribute
              + ", limit="
              + Breakdown.MAX_NUMBERS);
    }
  }
}
