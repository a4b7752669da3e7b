package io.lamella.engine.ingest;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Which parts of a snapshot are worth merging. A day is built anew when its tails have an eighth
/// of its events, an attribute when a 64th of the customers were changed: so each event is built a
/// few times, and a question reads little beside what was built. Pure.
final class MergePolicy {
  private static final int SMALLEST = 1 << 12;
  private static final int DAY_PART = 8;
  private static final int CUSTOMERS_PART = 64;

  private MergePolicy() {}

  /// What is due, most urgent first.
  ///
  /// @param quiet whether nothing was written lately: then anything is due
  static Optional<Merge> due(Snapshot snapshot, boolean quiet) {
    return all(snapshot).stream()
        .filter(merge -> quiet || urgency(snapshot, merge) >= 1)
        .max(Comparator.comparingDouble(merge -> urgency(snapshot, merge)));
  }

  private static double urgency(Snapshot snapshot, Merge merge) {
    return switch (merge) {
      case Merge.Day day ->
          (double) sum(day.tails(), Bucket::rows)
              / Math.max(SMALLEST, day.bucket().map(Bucket::rows).orElse(0) / DAY_PART);
      case Merge.Values values ->
          (double) sum(values.layers(), Changes::rows)
              / Math.max(SMALLEST, snapshot.ordinals() / CUSTOMERS_PART);
    };
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> rows) {
    return parts.stream().mapToLong(rows).sum();
  }

  /// Every day with tails and every attribute with changes.
  private static List<Merge> all(Snapshot snapshot) {
    List<Merge> merges = new ArrayList<>();
    snapshot
        .behaviours()
        .values()
        .forEach(behaviour ->
            byDay(behaviour.tails())
                .forEach((day, tails) -> merges.add(merge(behaviour, day, tails))));
    snapshot
        .contents()
        .changes()
        .forEach(
            (name, layers) -> merges.add(new Merge.Values(name, snapshot.attribute(name), layers)));
    return merges;
  }

  /// What must be built anew so that nothing of erased customers is left.
  static List<Merge> purge(Snapshot snapshot) {
    List<Merge> merges = new ArrayList<>();
    snapshot
        .contents()
        .changes()
        .forEach(
            (name, layers) -> merges.add(new Merge.Values(name, snapshot.attribute(name), layers)));
    Optional<Bitmap> gone = snapshot.unpurged().map(Erased::ordinals);
    if (gone.isEmpty()) {
      return merges;
    }
    for (Behaviour behaviour : snapshot.behaviours().values()) {
      Map<Integer, List<Bucket>> tails = byDay(behaviour.tails());
      Map<Integer, List<Bucket>> all = byDay(behaviour.all());
      all.forEach((day, buckets) -> {
        if (buckets.stream().anyMatch(bucket -> hasAny(bucket, gone.get()))) {
          merges.add(merge(behaviour, day, tails.getOrDefault(day, List.of())));
        }
      });
    }
    return merges;
  }

  /// The same merge as it stands in a later snapshot; empty if there is nothing left of it. Looks
  /// at that one day or attribute alone, since the writer waits.
  static Optional<Merge> again(Snapshot snapshot, Merge planned) {
    return switch (planned) {
      case Merge.Day(var name, int day, var _, var _) ->
          snapshot
              .behaviour(name)
              .filter(behaviour -> behaviour.all().stream().anyMatch(it -> it.day() == day))
              .map(behaviour ->
                  merge(
                      behaviour,
                      day,
                      behaviour.tails().stream().filter(tail -> tail.day() == day).toList()));
      case Merge.Values(var name, var _, var _) ->
          Optional.of(snapshot.changes(name))
              .filter(layers -> !layers.isEmpty())
              .map(layers -> new Merge.Values(name, snapshot.attribute(name), layers));
    };
  }

  private static boolean hasAny(Bucket bucket, Bitmap gone) {
    boolean[] any = {false};
    gone.forEach(ordinal -> any[0] |= bucket.customers().contains(ordinal));
    return any[0];
  }

  private static Merge merge(Behaviour behaviour, int day, List<Bucket> tails) {
    return new Merge.Day(
        behaviour.name(),
        day,
        behaviour.buckets().stream().filter(bucket -> bucket.day() == day).findFirst(),
        tails);
  }

  private static Map<Integer, List<Bucket>> byDay(List<Bucket> buckets) {
    Map<Integer, List<Bucket>> days = new TreeMap<>();
    buckets.forEach(
        bucket -> days.computeIfAbsent(bucket.day(), day -> new ArrayList<>()).add(bucket));
    return days;
  }
}
