package io.lamella.engine.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One behaviour of a snapshot: its buckets by day, several days added up, and tails. A *tail* is a
/// small bucket with the newest events of a day, written since the day's bucket was built; a day
/// may have several, and no bucket yet. Immutable.
///
/// @param buckets ascending by day, one a day, none empty
/// @param rollUps of those buckets, in any order; there may be none for some days
/// @param tails ascending by day, those of one day oldest first
public record Behaviour(
    String name, List<Bucket> buckets, List<RollUp> rollUps, List<Bucket> tails) {
  private static final Comparator<RollUp> ORDER =
      Comparator.comparingInt(RollUp::firstDay).thenComparingInt(RollUp::days);

  private static final Comparator<Bucket> BY_DAY = Comparator.comparingInt(Bucket::day);

  public Behaviour {
    buckets = List.copyOf(buckets);
    rollUps = rollUps.stream().sorted(ORDER).toList();
    tails = List.copyOf(tails);
  }

  /// One without tails.
  public Behaviour(String name, List<Bucket> buckets, List<RollUp> rollUps) {
    this(name, buckets, rollUps, List.of());
  }

  /// Fewer parts in which the events of some buckets are counted: roll-ups wherever one adds up
  /// several of them and nothing else, the longest that does, and buckets elsewhere.
  ///
  /// @param from the first bucket, by its place in [#buckets]
  /// @param to behind the last
  public List<Counted> cover(int from, int to) {
    List<Counted> parts = new ArrayList<>();
    for (int place = from; place < to; ) {
      Counted part = buckets.get(place);
      int next = place + 1;
      for (int level = RollUpBuilder.SPANS.length - 1; level >= 0; level--) {
        int span = RollUpBuilder.SPANS[level];
        int firstDay = Math.floorDiv(buckets.get(place).day(), span) * span;
        int end = firstFromDay(firstDay + span);
        boolean nothingElse =
            (place == 0 || buckets.get(place - 1).day() < firstDay) && end <= to && end > next;
        RollUp rollUp = nothingElse ? rollUp(firstDay, span) : null;
        if (rollUp != null) {
          part = rollUp;
          next = end;
          break;
        }
      }
      parts.add(part);
      place = next;
    }
    return parts;
  }

  private @Nullable RollUp rollUp(int firstDay, int days) {
    int low = 0;
    int high = rollUps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      RollUp found = rollUps.get(middle);
      if (found.firstDay() < firstDay || (found.firstDay() == firstDay && found.days() < days)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == rollUps.size()) {
      return null;
    }
    RollUp found = rollUps.get(low);
    return found.firstDay() == firstDay && found.days() == days ? found : null;
  }

  /// The place of the first bucket of this day or a later one.
  private int firstFromDay(int day) {
    int low = 0;
    int high = buckets.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (buckets.get(middle).day() < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The buckets with an event in `[fromMillis, toMillis)`, ascending by day.
  public List<Bucket> between(long fromMillis, long toMillis) {
    int low = placeFrom(fromMillis);
    int high = low;
    while (high < buckets.size() && buckets.get(high).firstMillis() < toMillis) {
      high++;
    }
    return buckets.subList(low, high);
  }

  /// The buckets and tails with an event in `[fromMillis, toMillis)`, ascending by day.
  public List<Bucket> all(long fromMillis, long toMillis) {
    List<Bucket> between = between(fromMillis, toMillis);
    List<Bucket> some = tails(fromMillis, toMillis);
    if (some.isEmpty()) {
      return between;
    }
    // Stable: a day's bucket stays before its tails.
    return Stream.concat(between.stream(), some.stream()).sorted(BY_DAY).toList();
  }

  /// The tails with an event in `[fromMillis, toMillis)`, ascending by day.
  public List<Bucket> tails(long fromMillis, long toMillis) {
    return tails.stream()
        .filter(tail -> tail.lastMillis() >= fromMillis && tail.firstMillis() < toMillis)
        .toList();
  }

  /// Every bucket and tail, ascending by day.
  public List<Bucket> all() {
    return tails.isEmpty()
        ? buckets
        : Stream.concat(buckets.stream(), tails.stream()).sorted(BY_DAY).toList();
  }

  /// Every part: buckets, roll-ups and tails.
  public Stream<Part> parts() {
    return Stream.concat(Stream.concat(buckets.stream(), rollUps.stream()), tails.stream());
  }

  /// How many events.
  public long events() {
    return all().stream().mapToLong(Bucket::rows).sum();
  }

  /// The place of the first bucket with an event at this instant or later.
  public int placeFrom(long fromMillis) {
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
