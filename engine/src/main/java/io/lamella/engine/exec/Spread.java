package io.lamella.engine.exec;

import java.math.BigDecimal;
import java.util.Map;

/// How the members of a plan are spread over the values of one attribute.
public sealed interface Spread {

  /// How many members.
  long total();

  /// How many of them have a value.
  long withValue();

  /// Nobody at all has a value.
  record OfNothing(long total) implements Spread {
    @Override
    public long withValue() {
      return 0;
    }
  }

  /// Of values that have a bitmap each, by their raws.
  final class OfRaws implements Spread {
    private final long total;
    private final long withValue;
    private final int[] counts;

    OfRaws(long total, long withValue, int[] counts) {
      this.total = total;
      this.withValue = withValue;
      this.counts = counts;
    }

    @Override
    public long total() {
      return total;
    }

    @Override
    public long withValue() {
      return withValue;
    }

    /// The largest raw.
    public int maxRaw() {
      return counts.length - 1;
    }

    /// How many members have the value of this raw, from 1.
    public int count(int raw) {
      return counts[raw];
    }
  }

  /// Of an attribute that was changed since it was built: by keys, see
  /// [io.lamella.engine.index.ValueTally].
  record OfKeys(long total, long withValue, Map<Object, Long> counts) implements Spread {
    public OfKeys {
      counts = Map.copyOf(counts);
    }
  }

  /// Of numbers.
  record OfNumbers(long total, long withValue, Map<BigDecimal, Long> counts) implements Spread {
    public OfNumbers {
      counts = Map.copyOf(counts);
    }
  }
}
