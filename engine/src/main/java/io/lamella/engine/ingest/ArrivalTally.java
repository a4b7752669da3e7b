package io.lamella.engine.ingest;

import io.lamella.engine.index.Arrivals;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Notes when values and events come in, until they are part of a snapshot. Confined to the writer.
final class ArrivalTally {
  /// A live event that comes more than so much after it happened is late: sizes that were told of
  /// its day were too small.
  private static final long LATE_MILLIS = Duration.ofDays(1).toMillis();

  private final Map<String, Long> attributes = new HashMap<>();
  private final Map<String, Events> behaviours = new HashMap<>();

  private static final class Events {
    private long lastMillis = Long.MIN_VALUE;
    private final SortedMap<Integer, Long> lateByDay = new TreeMap<>();
  }

  /// A value was written or taken away.
  void changed(String attribute, long arrivalMillis) {
    attributes.merge(attribute, arrivalMillis, Math::max);
  }

  /// A live event came.
  ///
  /// @param day on which it happened
  void came(String behaviour, int day, long millis, long arrivalMillis) {
    imported(behaviour, arrivalMillis);
    if (arrivalMillis - millis > LATE_MILLIS) {
      events(behaviour).lateByDay.merge(day, 1L, Long::sum);
    }
  }

  /// Events of a behaviour came with an import, which brings the past and so is never late.
  void imported(String behaviour, long arrivalMillis) {
    Events events = events(behaviour);
    events.lastMillis = Math.max(events.lastMillis, arrivalMillis);
  }

  private Events events(String behaviour) {
    return behaviours.computeIfAbsent(behaviour, name -> new Events());
  }

  /// What was noted.
  Arrivals arrivals() {
    Map<String, Arrivals.OfEvents> came = new HashMap<>();
    behaviours.forEach((name, events) ->
        came.put(name, new Arrivals.OfEvents(events.lastMillis, events.lateByDay)));
    return new Arrivals(attributes, came);
  }
}
