package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.LongStream;
import org.agrona.collections.LongHashSet;

/// Bins for the numbers, dates and instants of attributes: a number each where there are few,
/// tenths of the population where there are many, calendar months or years. What takes a walk over
/// a column is kept as long as the column is; what was changed since it was built is added each
/// time, and tenths stay those of when it was built. Safe for use by many threads.
public final class AttributeBins {
  /// More different numbers than this are cut into tenths.
  private static final int MAX_VALUES = 20;

  private static final int TENTHS = 10;

  private final Map<Attribute, Binned> built = Collections.synchronizedMap(new WeakHashMap<>());

  /// The bins of an attribute; empty if nobody has a value.
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public Optional<Binned> of(Snapshot snapshot, String attribute, Deadline deadline) {
    ValueType type = snapshot.catalog().attributeType(attribute);
    WorkspaceSettings settings = snapshot.catalog().settings();
    CurrentValues current = CurrentValues.of(snapshot, attribute);
    Optional<Binned> before =
        current
            .built()
            .filter(found -> found.presentCardinality() > 0)
            .map(found -> ofBuilt(found, settings, deadline));
    if (current.changes().isEmpty()) {
      return before;
    }
    var changed = new TreeMap<BigDecimal, Long>();
    current.forEachChanged(ordinal ->
        current.of(ordinal).ifPresent(place -> changed.merge(number(place), 1L, Long::sum)));
    if (changed.isEmpty()) {
      return before.map(it -> withChanges(it, it, current));
    }
    return Optional.of(joined(before, changed, current, new CalendarBins(type, settings)));
  }

  private Binned ofBuilt(Attribute attribute, WorkspaceSettings settings, Deadline deadline) {
    // A workspace's zone is fixed once it holds anything that depends on it.
    Binned known = built.get(attribute);
    if (known == null) {
      known = find(attribute, settings, deadline);
      built.put(attribute, known);
    }
    return known;
  }

  private static Binned find(Attribute attribute, WorkspaceSettings settings, Deadline deadline) {
    var decimals = (Values.Decimals) attribute.values();
    if (attribute.type().isTime()) {
      Column column = decimals.unscaled();
      Binned periods =
          new CalendarBins(attribute.type(), settings)
              .between(BigDecimal.valueOf(column.base()), BigDecimal.valueOf(column.max()));
      return counted(attribute, periods.kind(), periods.bins(), deadline);
    }
    Optional<List<BigDecimal>> few = few(attribute, decimals, deadline);
    return few.isPresent()
        ? counted(attribute, Binned.Kind.VALUES, new Categories.Bins(few.get()), deadline)
        : counted(
            attribute,
            Binned.Kind.RANGES,
            new Categories.Bins(
                Quantiles.of(
                    new CurrentValues(Optional.of(attribute), List.of()),
                    (int) decimals.unscaled().rows(),
                    TENTHS,
                    deadline)),
            deadline);
  }

  /// The different numbers, if they are few.
  private static Optional<List<BigDecimal>> few(
      Attribute attribute, Values.Decimals decimals, Deadline deadline) {
    var seen = new TreeSet<BigDecimal>();
    for (int number = 0; number < attribute.numbers() && seen.size() <= MAX_VALUES; number++) {
      if (!attribute.withNumber(number).isEmpty()) {
        seen.add(decimals.ofRaw(number + 1L));
      }
    }
    if (attribute.numbers() == 0) {
      var raws = new LongHashSet();
      for (long row = 0; row < decimals.unscaled().rows() && seen.size() <= MAX_VALUES; row++) {
        if ((row & (Population.CHUNK - 1)) == 0) {
          deadline.check();
        }
        long raw = decimals.unscaled().raw(row);
        if (raw != 0 && (raws.add(raw) || decimals.scales().isPresent())) {
          seen.add(decimals.value(row).stripTrailingZeros());
        }
      }
    }
    return seen.size() <= MAX_VALUES ? Optional.of(List.copyOf(seen)) : Optional.empty();
  }

  private static Binned counted(
      Attribute attribute, Binned.Kind kind, Categories.Bins bins, Deadline deadline) {
    long[] counts = new long[bins.size()];
    if (attribute.numbers() > 0) {
      for (int raw = 1; raw <= attribute.numbers(); raw++) {
        counts[CategoryCounts.category(attribute, raw, bins)] +=
            attribute.withRaw(raw).cardinality();
      }
      return binned(kind, bins, counts);
    }
    var decimals = (Values.Decimals) attribute.values();
    var counting = new BinCounts(decimals, bins);
    long[] everybody = new long[Population.CHUNK_WORDS];
    Arrays.fill(everybody, -1L);
    for (int chunk = 0; (long) chunk << 16 < decimals.unscaled().rows(); chunk++) {
      deadline.check();
      counting.add(chunk, everybody, Population.CHUNK);
    }
    return binned(kind, bins, counting.counts());
  }

  /// Bins for what was there before and what was changed, with the counts of now.
  private static Binned joined(
      Optional<Binned> before,
      NavigableMap<BigDecimal, Long> changed,
      CurrentValues current,
      CalendarBins calendar) {
    if (calendar.type().isTime()) {
      List<BigDecimal> ends = new ArrayList<>(List.of(changed.firstKey(), changed.lastKey()));
      current
          .built()
          .filter(found -> found.presentCardinality() > 0)
          .map(found -> ((Values.Decimals) found.values()).unscaled())
          .ifPresent(column -> {
            ends.add(BigDecimal.valueOf(column.base()));
            ends.add(BigDecimal.valueOf(column.max()));
          });
      Binned periods = calendar.between(Collections.min(ends), Collections.max(ends));
      return withChanges(before.orElse(periods), periods, current);
    }
    if (before.isEmpty() || before.get().kind() == Binned.Kind.VALUES) {
      var numbers = new TreeMap<BigDecimal, Long>(changed);
      before.ifPresent(it -> it.addTo(numbers));
      Binned.Kind kind = numbers.size() <= MAX_VALUES ? Binned.Kind.VALUES : Binned.Kind.RANGES;
      var bins =
          new Categories.Bins(
              kind == Binned.Kind.VALUES
                  ? List.copyOf(numbers.keySet())
                  : Quantiles.of(numbers, TENTHS));
      Binned empty = Binned.empty(kind, bins);
      return withChanges(before.orElse(empty), empty, current);
    }
    return withChanges(before.get(), before.get(), current);
  }

  /// The bins with the counts of now.
  ///
  /// @param before with the counts of when the attribute was built
  private static Binned withChanges(Binned before, Binned bins, CurrentValues current) {
    long[] counts = before.countsIn(bins.bins());
    CategoryTallies.addChanges(current, bins.bins(), counts);
    return binned(bins.kind(), bins.bins(), counts);
  }

  private static Binned binned(Binned.Kind kind, Categories.Bins bins, long[] counts) {
    return new Binned(kind, bins, LongStream.of(counts).boxed().toList());
  }

  private static BigDecimal number(CurrentValues.Place place) {
    return ((Values.Decimals) place.values()).value(place.row()).stripTrailingZeros();
  }
}
