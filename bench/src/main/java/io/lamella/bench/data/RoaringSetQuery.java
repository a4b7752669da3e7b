package io.lamella.bench.data;

import io.lamella.bench.Form;
import io.lamella.bench.data.SetQueryCondition.Between;
import io.lamella.bench.data.SetQueryCondition.OneOf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RangeBitmap;
import org.roaringbitmap.RoaringBitmap;

/// The Set Query table in RoaringBitmaps: one for each value that is asked for, as an index would
/// hold one for each value, run-optimised, and a RangeBitmap of each column of which a range is
/// asked for.
public final class RoaringSetQuery {
  /// By column, then by value.
  private final Map<Integer, Map<Integer, RoaringBitmap>> bitmaps = new HashMap<>();

  private final Map<Integer, RangeBitmap> ranges = new HashMap<>();

  private RoaringSetQuery() {}

  /// Makes the bitmaps.
  public static RoaringSetQuery of(SetQueryTable table) {
    var roaring = new RoaringSetQuery();
    Map<Integer, RangeBitmap.Appender> appenders = new HashMap<>();
    SetQueryLists.ranged()
        .forEach(cardinality -> appenders.put(cardinality, RangeBitmap.appender(cardinality)));
    for (int cardinality : SetQueryTable.CARDINALITIES) {
      roaring.bitmaps.put(cardinality, new HashMap<>());
    }
    table.forEach((number, values) -> {
      for (int column = 0; column < values.length; column++) {
        int cardinality = SetQueryTable.CARDINALITIES.get(column);
        int value = values[column];
        if (SetQueryLists.asksFor(cardinality, value)) {
          roaring
              .column(cardinality)
              .computeIfAbsent(value, _ -> new RoaringBitmap())
              .add(number - 1);
        }
        RangeBitmap.Appender range = appenders.get(cardinality);
        if (range != null) {
          range.add(value);
        }
      }
    });
    roaring.bitmaps.values().forEach(column -> column.values().forEach(RoaringBitmap::runOptimize));
    appenders.forEach((cardinality, range) -> roaring.ranges.put(cardinality, range.build()));
    return roaring;
  }

  /// Who has a value that some query asks for; customers count from 0.
  public RoaringBitmap with(int cardinality, int value) {
    return column(cardinality).getOrDefault(value, new RoaringBitmap());
  }

  private Map<Integer, RoaringBitmap> column(int cardinality) {
    return Objects.requireNonNull(bitmaps.get(cardinality));
  }

  /// Who satisfies every condition: the values of a range united, or a RangeBitmap asked about
  /// those whom the other conditions leave.
  public List<Form> all(List<SetQueryCondition> conditions) {
    return List.of(
        new Form("roaring, values united", () -> byValues(conditions)),
        new Form("roaring, RangeBitmap", () -> byRanges(conditions)));
  }

  private long byValues(List<SetQueryCondition> conditions) {
    List<RoaringBitmap> operands =
        conditions.stream()
            .map(this::union)
            .sorted(Comparator.comparingLong(RoaringBitmap::getLongCardinality))
            .toList();
    RoaringBitmap found = RoaringBitmap.and(operands.get(0), operands.get(1));
    for (RoaringBitmap operand : operands.subList(2, operands.size() - 1)) {
      found.and(operand);
    }
    return RoaringBitmap.andCardinality(found, operands.getLast());
  }

  private RoaringBitmap union(SetQueryCondition condition) {
    List<Integer> values = condition.values();
    if (values.size() == 1) {
      return with(condition.cardinality(), values.getFirst());
    }
    return FastAggregation.or(
        values.stream()
            .map(value -> with(condition.cardinality(), value))
            .toArray(RoaringBitmap[]::new));
  }

  private long byRanges(List<SetQueryCondition> conditions) {
    List<RoaringBitmap> exact = new ArrayList<>();
    List<Between> between = new ArrayList<>();
    for (SetQueryCondition condition : conditions) {
      switch (condition) {
        case OneOf oneOf -> exact.add(union(oneOf));
        case Between range -> between.add(range);
      }
    }
    RoaringBitmap found =
        FastAggregation.workShyAnd(new long[1024], exact.toArray(RoaringBitmap[]::new));
    for (int i = 0; i < between.size(); i++) {
      Between asked = between.get(i);
      RangeBitmap range = Objects.requireNonNull(ranges.get(asked.cardinality()));
      if (i == between.size() - 1) {
        return range.betweenCardinality(asked.low(), asked.high(), found);
      }
      found = range.between(asked.low(), asked.high(), found);
    }
    return found.getLongCardinality();
  }

  /// Who has a value and a number in one of some ranges. Customers are loaded in the order of their
  /// numbers, so a range of these is one of ordinals.
  public Form within(List<SetQueryLists.Numbers> ranges, RoaringBitmap value) {
    return new Form(
        "roaring, ranges of ordinals",
        () -> {
          long count = 0;
          for (SetQueryLists.Numbers range : ranges) {
            count += value.rangeCardinality(range.low() - 1L, range.high());
          }
          return count;
        });
  }
}
