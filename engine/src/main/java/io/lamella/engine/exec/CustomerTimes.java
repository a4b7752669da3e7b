package io.lamella.engine.exec;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.TurningPoints.OwnTimes;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Reads the times in one customer's data: dates and instants of an attribute and of properties,
/// and when events happened. Confined to one thread; used once.
public final class CustomerTimes {
  private final Snapshot snapshot;
  private final int ordinal;
  private final Set<Long> events = new HashSet<>();
  private final Set<Long> instants = new HashSet<>();
  private final Set<LocalDate> dates = new HashSet<>();

  private CustomerTimes(Snapshot snapshot, int ordinal) {
    this.snapshot = snapshot;
    this.ordinal = ordinal;
  }

  /// The times.
  ///
  /// @param attribute whose value is read, if there is one
  /// @param behaviours whose events are read
  public static OwnTimes of(
      Snapshot snapshot, int ordinal, Optional<String> attribute, Collection<String> behaviours) {
    var times = new CustomerTimes(snapshot, ordinal);
    attribute.ifPresent(times::addAttribute);
    behaviours.forEach(times::addEvents);
    return new OwnTimes(times.events, times.instants, times.dates);
  }

  private void addAttribute(String name) {
    ValueType type = snapshot.catalog().attributeType(name);
    if (isTime(type)) {
      CurrentValues.of(snapshot, name)
          .of(ordinal)
          .ifPresent(place -> add(type, place.values(), place.row()));
    }
  }

  private void addEvents(String behaviour) {
    snapshot
        .behaviour(behaviour)
        .ifPresent(found -> {
          for (Bucket bucket : found.all()) {
            int end = bucket.rowFrom(ordinal + 1);
            for (int row = bucket.rowFrom(ordinal); row < end; row++) {
              events.add(bucket.millis(row));
              addProperties(bucket, row);
            }
          }
        });
  }

  private void addProperties(Bucket bucket, int row) {
    bucket
        .properties()
        .forEach((name, values) -> {
          ValueType type = snapshot.catalog().propertyType(name);
          if (isTime(type) && values.presence().has(row)) {
            add(type, values, row);
          }
        });
  }

  private static boolean isTime(ValueType type) {
    return type == ValueType.DATE || type == ValueType.INSTANT;
  }

  private void add(ValueType type, Values values, long row) {
    if (values instanceof Values.Decimals decimals) {
      long stored = decimals.unscaled().value(row);
      if (type == ValueType.DATE) {
        dates.add(LocalDate.ofEpochDay(stored));
      } else {
        instants.add(stored);
      }
    }
  }
}
