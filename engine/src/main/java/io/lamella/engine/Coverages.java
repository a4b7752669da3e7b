package io.lamella.engine;

import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.Coverage.Day;
import io.lamella.engine.api.Coverage.OfAttribute;
import io.lamella.engine.api.Coverage.OfBehaviour;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.DistinctNumbers;
import io.lamella.engine.index.Arrivals;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Tells how much a snapshot knows of its customers.
///
/// @param days how many whole days before today are told of each behaviour
record Coverages(Snapshot snapshot, Instant asOf, int days, Deadline deadline) {
  private static final int DAYS_A_WEEK = 7;

  Coverages {
    if (days < 0 || days > Coverage.MAX_DAYS) {
      throw EngineException.invalidArgument(
          "days", "a coverage tells of 0 to " + Coverage.MAX_DAYS + " days: days=" + days);
    }
  }

  Coverage coverage() {
    List<OfAttribute> attributes = new ArrayList<>();
    snapshot.catalog().attributes().forEach((name, type) -> attributes.add(attribute(name, type)));
    return new Coverage(
        snapshot.number(),
        asOf,
        snapshot.population(),
        attributes,
        snapshot.catalog().behaviours().keySet().stream().map(this::behaviour).toList());
  }

  private OfAttribute attribute(String name, ValueType type) {
    deadline.check();
    var described = Descriptions.attribute(snapshot, name, type);
    return new OfAttribute(
        name,
        type,
        described.customers(),
        type.hasCodes()
            ? described.distinctValues()
            : DistinctNumbers.count(
                CurrentValues.of(snapshot, name), snapshot.ordinals(), deadline),
        snapshot.arrivals().attribute(name).map(Instant::ofEpochMilli));
  }

  private OfBehaviour behaviour(String name) {
    List<Living> parts = new ArrayList<>();
    for (Bucket bucket : snapshot.behaviour(name).map(Behaviour::all).orElse(List.of())) {
      deadline.check();
      Living living = living(bucket);
      if (living.count() > 0) {
        parts.add(living);
      }
    }
    Optional<Arrivals.OfEvents> came = snapshot.arrivals().behaviour(name);
    Map<Integer, Long> ofDays = new HashMap<>();
    parts.forEach(part -> ofDays.merge(part.bucket.day(), part.count(), Long::sum));
    return new OfBehaviour(
        name,
        parts.stream().mapToLong(Living::count).sum(),
        instant(parts.stream().mapToLong(Living::firstMillis).min()),
        instant(parts.stream().mapToLong(Living::lastMillis).max()),
        came.map(events -> Instant.ofEpochMilli(events.lastMillis())),
        days(ofDays, came.<Map<Integer, Long>>map(Arrivals.OfEvents::lateByDay).orElse(Map.of())));
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private List<Day> days(Map<Integer, Long> ofDays, Map<Integer, Long> late) {
    LocalDate today = asOf.atZone(snapshot.catalog().settings().zone()).toLocalDate();
    return IntStream.rangeClosed(1, days)
        .mapToObj(before -> today.minusDays(days + 1L - before))
        .map(date ->
            new Day(
                date,
                events(ofDays, date, 0),
                IntStream.rangeClosed(1, Coverage.WEEKS)
                    .mapToObj(weeks -> events(ofDays, date, weeks))
                    .toList(),
                events(late, date, 0)))
        .toList();
  }

  private static long events(Map<Integer, Long> ofDays, LocalDate date, int weeksBefore) {
    int day = (int) date.toEpochDay() - weeksBefore * DAYS_A_WEEK;
    return ofDays.getOrDefault(day, 0L);
  }

  private Living living(Bucket bucket) {
    var gone = new BitSet();
    snapshot
        .unpurged()
        .ifPresent(erased ->
            erased
                .ordinals()
                .forEach(
                    ordinal -> gone.set(bucket.rowFrom(ordinal), bucket.rowFrom(ordinal + 1))));
    return new Living(bucket, gone);
  }

  /// The events of a bucket but those of erased customers.
  ///
  /// @param gone their rows
  private record Living(Bucket bucket, BitSet gone) {
    long count() {
      return (long) bucket.rows() - gone.cardinality();
    }

    long firstMillis() {
      return gone.isEmpty() ? bucket.firstMillis() : millis().min().orElseThrow();
    }

    long lastMillis() {
      return gone.isEmpty() ? bucket.lastMillis() : millis().max().orElseThrow();
    }

    private LongStream millis() {
      return IntStream.range(0, bucket.rows())
          .filter(row -> !gone.get(row))
          .mapToLong(bucket::millis);
    }
  }
}
