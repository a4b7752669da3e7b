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

/// Which parts of a snapshot are worth merging. A day and the roll-ups that have it are built anew
/// when its tails have half as many events as its bucket, an attribute when a 64th of the customers
/// were changed. Until then the newest tails of a day become one when there are some, as long as no
/// older one is larger than what is newer. So each event is built a few times, a question reads
/// little beside what was built, and roll-ups, which are larger than any day, seldom change. Pure.
final class MergePolicy {
  private static final int SMALLEST_DAY = 1 << 15;
  private static final int SMALLEST_VALUES = 1 << 12;
  private static final int DAY_PART = 2;

  /// Tails worth joining.
  private static final int MANY = 4;

  private static final int CUSTOMERS_PART = 64;

  private MergePolicy() {}

  /// What is due, most urgent first.
  ///
  /// @param quiet whether nothing was written lately: then anything is due
  static Optional<Merge> due(Snapshot snapshot, boolean quiet) {
    return all(snapshot, quiet).stream()
        .filter(merge -> quiet || urgency(snapshot, merge) >= 1)
        .max(Comparator.comparingDouble(merge -> urgency(snapshot, merge)));
  }

  private static double urgency(Snapshot snapshot, Merge merge) {
    return switch (merge) {
      case Merge.Day day ->
          (double) sum(day.tails(), Bucket::rows)
              / Math.max(SMALLEST_DAY, day.bucket().map(Bucket::rows).orElse(0) / DAY_PART);
      case Merge.Tails tails -> (double) tails.tails().size() / MANY;
      case Merge.Values values ->
          (double) sum(values.layers(), Changes::rows)
              / Math.max(SMALLEST_VALUES, snapshot.ordinals() / CUSTOMERS_PART);
    };
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> rows) {
    return parts.stream().mapToLong(rows).sum();
  }

  /// Every day with tails, or some of its tails if the day is not due, and every attribute with
  /// changes.
  private static List<Merge> all(Snapshot snapshot, boolean quiet) {
    List<Merge> merges = new ArrayList<>();
    for (Behaviour behaviour : snapshot.behaviours().values()) {
      byDay(behaviour.tails())
          .forEach((day, tails) -> {
            Merge whole = merge(behaviour, day, tails);
            if (quiet || urgency(snapshot, whole) >= 1) {
              merges.add(whole);
            } else {
              newest(tails)
                  .ifPresent(some -> merges.add(new Merge.Tails(behaviour.name(), day, some)));
            }
          });
    }
    snapshot
        .contents()
        .changes()
        .forEach(
            (name, layers) -> merges.add(new Merge.Values(name, snapshot.attribute(name), layers)));
    return merges;
  }

  /// The newest tails of a day, of which none is larger than what is newer; empty for less than
  /// two.
  private static Optional<List<Bucket>> newest(List<Bucket> tails) {
    long rows = GroupBuilder.MAX_JOINED;
    int from = tails.size();
    while (from > 0 && tails.get(from - 1).rows() <= rows) {
      rows += tails.get(--from).rows();
    }
    List<Bucket> newest = tails.subList(from, tails.size());
    return newest.size() < 2 ? Optional.empty() : Optional.of(List.copyOf(newest));
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
      case Merge.Tails tails ->
          throw new IllegalArgumentException("nothing is forgotten so: day=" + tails.day());
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
