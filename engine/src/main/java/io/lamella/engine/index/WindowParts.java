package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import java.util.ArrayList;
import java.util.List;

/// The parts of one behaviour in which a window's events are counted.
///
/// @param whole roll-ups and buckets that lie wholly in the window
/// @param cut buckets of which some events lie outside, whose rows must be looked at
public record WindowParts(List<Counted> whole, List<Bucket> cut) {

  /// Of the window `[fromMillis, toMillis)`.
  public static WindowParts of(Behaviour behaviour, long fromMillis, long toMillis) {
    int from = behaviour.placeFrom(fromMillis);
    int to = from + behaviour.between(fromMillis, toMillis).size();
    List<Bucket> cut = new ArrayList<>();
    // Only the first and the last day can be cut.
    while (from < to && isCut(behaviour.buckets().get(from), fromMillis, toMillis)) {
      cut.add(behaviour.buckets().get(from++));
    }
    while (from < to && isCut(behaviour.buckets().get(to - 1), fromMillis, toMillis)) {
      cut.add(behaviour.buckets().get(--to));
    }
    return new WindowParts(behaviour.cover(from, to), cut);
  }

  /// Whether some events of a bucket lie outside the window.
  public static boolean isCut(Bucket bucket, long fromMillis, long toMillis) {
    return bucket.firstMillis() < fromMillis || bucket.lastMillis() >= toMillis;
  }

  /// How many parts.
  public int size() {
    return whole.size() + cut.size();
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
