package io.lamella.engine.exec;

import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// Small numbers that stand for the values of one property, the same in every bucket: a string's is
/// its code, a decimal's is dealt out when it is first seen, the same whatever its scale. Confined
/// to one thread.
final class ValueNumbers {
  private final Map<BigDecimal, Integer> numbers = new HashMap<>();

  /// The number of a row's value, which it has.
  int of(Values values, int row) {
    return switch (values) {
      case Values.Codes codes -> (int) codes.codes().value(row);
      case Values.Decimals decimals ->
          numbers.computeIfAbsent(decimals.value(row).stripTrailingZeros(), key -> numbers.size());
      case Values.Sets _ -> throw new IllegalStateException("sets have no single value");
    };
  }
}
