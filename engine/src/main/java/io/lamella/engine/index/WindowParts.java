package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parts of one behaviour in which a window's events are counted.
///
/// @param whole roll-ups and buckets that lie wholly in the window
/// @param cut buckets of which some events lie outside, whose rows must be looked at
/// @param days days whose customers stand in several buckets, since they have tails: the buckets of
///   each; only told apart by [#byDay]
public record WindowParts(List<Counted> whole, List<Bucket> cut, List<List<Bucket>> days) {

  /// Of the window `[fromMillis, toMillis)`, so that the events of all parts add up. A customer may
  /// stand in several parts of one day.
  public static WindowParts of(Behaviour behaviour, long fromMillis, long toMillis) {
    WindowParts parts = sorted(behaviour, fromMillis, toMillis);
    List<Bucket> tails = behaviour.tails(fromMillis, toMillis);
    if (tails.isEmpty()) {
      return parts;
    }
    List<Counted> whole = new ArrayList<>(parts.whole);
    List<Bucket> cut = new ArrayList<>(parts.cut);
    for (Bucket tail : tails) {
      if (isCut(tail, fromMillis, toMillis)) {
        cut.add(tail);
      } else {
        whole.add(tail);
      }
    }
    return new WindowParts(whole, cut, List.of());
  }

  /// Of the window `[fromMillis, toMillis)`, so that the days of all parts add up.
  public static WindowParts byDay(Behaviour behaviour, long fromMillis, long toMillis) {
    List<Bucket> tails = behaviour.tails(fromMillis, toMillis);
    if (tails.isEmpty()) {
      return sorted(behaviour, fromMillis, toMillis);
    }
    SortedMap<Integer, List<Bucket>> days = new TreeMap<>();
    tails.forEach(tail -> days.computeIfAbsent(tail.day(), day -> new ArrayList<>()).add(tail));
    List<Counted> whole = new ArrayList<>();
    List<Bucket> cut = new ArrayList<>();
    int from = behaviour.placeFrom(fromMillis);
    int end = from + behaviour.between(fromMillis, toMillis).size();
    int place = from;
    for (int next = from; next <= end; next++) {
      List<Bucket> day = next < end ? days.get(behaviour.buckets().get(next).day()) : null;
      if (next == end || day != null) {
        add(behaviour, place, next, fromMillis, toMillis, whole, cut);
        place = next + 1;
      }
      if (day != null) {
        day.addFirst(behaviour.buckets().get(next));
      }
    }
    return new WindowParts(whole, cut, List.copyOf(days.values()));
  }

  private static WindowParts sorted(Behaviour behaviour, long fromMillis, long toMillis) {
    int from = behaviour.placeFrom(fromMillis);
    int to = from + behaviour.between(fromMillis, toMillis).size();
    List<Counted> whole = new ArrayList<>();
    List<Bucket> cut = new ArrayList<>();
    add(behaviour, from, to, fromMillis, toMillis, whole, cut);
    return new WindowParts(whole, cut, List.of());
  }

  private static void add(
      Behaviour behaviour,
      int first,
      int end,
      long fromMillis,
      long toMillis,
      List<Counted> whole,
      List<Bucket> cut) {
    int from = first;
    int to = end;
    // Only the first and the last day can be cut.
    while (from < to && isCut(behaviour.buckets().get(from), fromMillis, toMillis)) {
      cut.add(behaviour.buckets().get(from++));
    }
    while (from < to && isCut(behaviour.buckets().get(to - 1), fromMillis, toMillis)) {
      cut.add(behaviour.buckets().get(--to));
    }
    whole.addAll(behaviour.cover(from, to));
  }

  /// Whether some events of a bucket lie outside the window.
  public static boolean isCut(Bucket bucket, long fromMillis, long toMillis) {
    return bucket.firstMillis() < fromMillis || bucket.lastMillis() >= toMillis;
  }

  /// How many parts.
  public int size() {
    return whole.size() + cut.size() + days.stream().mapToInt(List::size).sum();
  }

  /// How many containers of bitmaps say what is asked of the whole parts.
  ///
  /// @param events how many events; else only who has any, and on how many days
  public long containers(boolean events) {
    long containers = 0;
    for (Counted part : whole) {
      for (Bitmap bitmap : events ? part.eventCounts() : part.dayCounts()) {
        containers += bitmap.containers();
      }
    }
    return containers;
  }

  /// How many rows the cut buckets have.
  public long cutRows() {
    return cut.stream().mapToLong(Bucket::rows).sum();
  }
}
