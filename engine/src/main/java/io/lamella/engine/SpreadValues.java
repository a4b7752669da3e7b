package io.lamella.engine;

import io.lamella.engine.api.Breakdown.Slice;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.RowText;
import io.lamella.engine.exec.Spread;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.ValueTally;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The values of a spread: those of most customers, as they are written.
record SpreadValues(Snapshot snapshot, String attribute, ValueType type) {
  /// Rows between two looks at the deadline.
  private static final int CHECK_EVERY = 1 << 16;

  /// Some values.
  ///
  /// @param different how many values somebody inside has
  record Top(List<Slice> slices, long different) {}

  /// A value that can be compared with others of its attribute.
  private record Valued<V extends Comparable<V>>(V value, long count, int raw)
      implements Comparable<Valued<V>> {
    /// The one of most customers first, then the smaller value.
    @Override
    public int compareTo(Valued<V> other) {
      int byCount = Long.compare(other.count, count);
      return byCount != 0 ? byCount : value.compareTo(other.value);
    }
  }

  Top top(Spread spread, int limit, Deadline deadline) {
    return switch (spread) {
      case Spread.OfNothing _ -> new Top(List.of(), 0);
      case Spread.OfRaws raws -> top(raws, limit);
      case Spread.OfKeys keys -> top(keys, limit, deadline);
      case Spread.OfNumbers(var _, var _, Map<BigDecimal, Long> counts) -> {
        var best = new Best<BigDecimal>(limit);
        counts.forEach((number, count) -> best.add(new Valued<>(number, count, 0)));
        Map<BigDecimal, Long> populations =
            populations(best.list().stream().map(Valued::value).toList(), deadline);
        yield new Top(
            best.list().stream()
                .map(it -> number(it.value, it.count, populations.getOrDefault(it.value, 0L)))
                .toList(),
            counts.size());
      }
    };
  }

  private Top top(Spread.OfRaws spread, int limit) {
    Attribute found = snapshot.attribute(attribute).orElseThrow();
    long different = 0;
    var numbers = new Best<BigDecimal>(limit);
    var texts = new Best<String>(limit);
    for (int raw = 1; raw <= spread.maxRaw(); raw++) {
      long count = spread.count(raw);
      if (count == 0) {
        continue;
      }
      different++;
      if (found.values() instanceof Values.Decimals decimals) {
        numbers.add(new Valued<>(decimals.ofRaw(raw), count, raw));
      } else if (texts.takes(count)) {
        texts.add(new Valued<>(text(found, raw), count, raw));
      }
    }
    if (found.values() instanceof Values.Decimals) {
      return new Top(
          numbers.list().stream()
              .map(it -> number(it.value, it.count, found.withRaw(it.raw).cardinality()))
              .toList(),
          different);
    }
    return new Top(
        texts.list().stream()
            .map(it -> text(it.value, it.count, found.withRaw(it.raw).cardinality()))
            .toList(),
        different);
  }

  /// Of an attribute that was changed since it was built.
  private Top top(Spread.OfKeys spread, int limit, Deadline deadline) {
    ValueTally tally = ValueTally.of(snapshot, attribute);
    var numbers = new Best<BigDecimal>(limit);
    var texts = new Best<String>(limit);
    spread
        .counts()
        .forEach((key, count) -> {
          if (key instanceof BigDecimal number) {
            numbers.add(new Valued<>(number, count, 0));
          } else if (key instanceof Integer code && texts.takes(count)) {
            texts.add(new Valued<>(code(code), count, code));
          }
        });
    Map<BigDecimal, Long> built =
        numbers.list().isEmpty() || snapshot.attribute(attribute).isEmpty()
            ? Map.of()
            : populations(numbers.list().stream().map(Valued::value).toList(), deadline);
    List<Slice> slices = new ArrayList<>();
    for (Valued<BigDecimal> it : numbers.list()) {
      slices.add(
          number(it.value, it.count, built.getOrDefault(it.value, 0L) + tally.growth(it.value)));
    }
    for (Valued<String> it : texts.list()) {
      slices.add(text(it.value, it.count, tally.count(it.raw)));
    }
    return new Top(slices, spread.counts().size());
  }

  private String code(int code) {
    return RowText.code(type, code, snapshot.dictionaries().attributes().get(attribute));
  }

  private String text(Attribute found, int raw) {
    long code =
        raw - 1L + (found.values() instanceof Values.Codes codes ? codes.codes().base() : 0);
    return code((int) code);
  }

  private Slice text(String value, long count, long population) {
    return new Slice(value, conditions().ofText(value), count, population);
  }

  private Slice number(BigDecimal value, long count, long population) {
    return new Slice(conditions().text(value), conditions().ofNumber(value), count, population);
  }

  private ValueConditions conditions() {
    return new ValueConditions(attribute, type);
  }

  /// How many customers of all have some numbers, where numbers have no bitmaps.
  private Map<BigDecimal, Long> populations(List<BigDecimal> numbers, Deadline deadline) {
    Map<BigDecimal, Long> populations = new HashMap<>();
    numbers.forEach(number -> populations.put(number, 0L));
    var decimals = (Values.Decimals) snapshot.attribute(attribute).orElseThrow().values();
    for (int row = 0; row < snapshot.ordinals(); row++) {
      if (row % CHECK_EVERY == 0) {
        deadline.check();
      }
      if (decimals.presence().has(row)) {
        populations.computeIfPresent(
            decimals.value(row).stripTrailingZeros(), (number, count) -> count + 1);
      }
    }
    return populations;
  }

  /// The best of many, the last of them at the head.
  private static final class Best<V extends Comparable<V>> {
    private final int limit;
    private final PriorityQueue<Valued<V>> queue;

    Best(int limit) {
      this.limit = limit;
      queue = new PriorityQueue<>(Comparator.reverseOrder());
    }

    /// Whether a value of so many customers may be one of the best.
    boolean takes(long count) {
      Valued<V> last = queue.peek();
      return queue.size() < limit || last == null || count >= last.count;
    }

    void add(Valued<V> valued) {
      queue.add(valued);
      if (queue.size() > limit) {
        queue.remove();
      }
    }

    List<Valued<V>> list() {
      List<Valued<V>> list = new ArrayList<>(queue);
      list.sort(Comparator.naturalOrder());
      return list;
    }
  }
}
