package io.lamella.engine.index;

import java.util.List;

/// One behaviour of a snapshot: its buckets by day. Immutable.
///
/// @param buckets ascending by day, none empty
public record Behaviour(String name, List<Bucket> buckets) {

  public Behaviour {
    buckets = List.copyOf(buckets);
  }

  /// The buckets with an event in `[fromMillis, toMillis)`, ascending by day.
  public List<Bucket> between(long fromMillis, long toMillis) {
    int low = firstFrom(fromMillis);
    int high = low;
    while (high < buckets.size() && buckets.get(high).firstMillis() < toMillis) {
      high++;
    }
    return buckets.subList(low, high);
  }

  /// How many events.
  public long events() {
    return buckets.stream().mapToLong(Bucket::rows).sum();
  }

  private int firstFrom(long fromMillis) {
    int low = 0;
    int high = buckets.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (buckets.get(middle).lastMillis() < fromMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
