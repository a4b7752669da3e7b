package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.ValueTally;
import io.lamella.engine.kernel.Kernels;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the values that a plan's members have of an attribute that was changed since it was
/// built: member by member. Confined to one thread; several may share the chunks of a long
/// question.
final class KeyCounts implements ChunkRun.Worker {
  private final Evaluator evaluator;
  private final String attribute;
  private final CurrentValues current;
  private final Deadline deadline;
  private final long[] members = new long[Population.CHUNK_WORDS];
  private final Map<BigDecimal, long[]> numbers = new HashMap<>();
  private int[] codes = new int[64];
  private long total;
  private long withValue;

  KeyCounts(Evaluator evaluator, String attribute, CurrentValues current, Deadline deadline) {
    this.evaluator = evaluator;
    this.attribute = attribute;
    this.current = current;
    this.deadline = deadline;
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      deadline.check();
      if (!evaluator.members(0, chunk, members)) {
        continue;
      }
      total += Kernels.popcount(members, 0, Population.CHUNK_WORDS);
      for (int word = 0; word < Population.CHUNK_WORDS; word++) {
        for (long left = members[word]; left != 0; left &= left - 1) {
          add((chunk << 16) | (word << 6) | Long.numberOfTrailingZeros(left));
        }
      }
    }
  }

  private void add(int ordinal) {
    current
        .of(ordinal)
        .ifPresent(place -> {
          withValue++;
          ValueTally.forEachKey(place.values(), place.row(), this::count);
        });
  }

  private void count(Object key) {
    if (key instanceof Integer code) {
      if (code >= codes.length) {
        codes = Arrays.copyOf(codes, Math.max(code + 1, 2 * codes.length));
      }
      codes[code]++;
    } else if (key instanceof BigDecimal number) {
      numbers.computeIfAbsent(number, absent -> new long[1])[0]++;
      NumberCounts.checkSize(attribute, numbers.size());
    }
  }

  /// What some have counted together.
  static Spread sum(String attribute, List<KeyCounts> parts) {
    Map<Object, Long> counts = new HashMap<>();
    long total = 0;
    long withValue = 0;
    for (KeyCounts part : parts) {
      total += part.total;
      withValue += part.withValue;
      part.numbers.forEach((key, count) -> counts.merge(key, count[0], Long::sum));
      if (!part.numbers.isEmpty()) {
        NumberCounts.checkSize(attribute, counts.size());
      }
      for (int code = 0; code < part.codes.length; code++) {
        if (part.codes[code] > 0) {
          counts.merge(code, (long) part.codes[code], Long::sum);
        }
      }
    }
    return new Spread.OfKeys(total, withValue, counts);
  }
}
