package io.lamella.engine.exec;

import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Counted;
import io.lamella.engine.plan.Plan.Events;
import java.util.ArrayList;
import java.util.List;

/// The parts of one behaviour in which a window's events are counted.
///
/// @param whole roll-ups and buckets that lie wholly in the window
/// @param cut buckets of which some events lie outside
record WindowParts(List<Counted> whole, List<EventRows.Source> cut) {

  static WindowParts of(Behaviour behaviour, Events events) {
    int from = behaviour.placeFrom(events.fromMillis());
    int to = from + behaviour.between(events.fromMillis(), events.toMillis()).size();
    List<EventRows.Source> cut = new ArrayList<>();
    // Only the first and the last day can be cut.
    while (from < to && isCut(behaviour.buckets().get(from), events)) {
      cut.add(new EventRows.Source(behaviour.buckets().get(from++), true));
    }
    while (from < to && isCut(behaviour.buckets().get(to - 1), events)) {
      cut.add(new EventRows.Source(behaviour.buckets().get(--to), true));
    }
    return new WindowParts(behaviour.cover(from, to), cut);
  }

  /// Whether some events of a bucket lie outside the window.
  static boolean isCut(Bucket bucket, Events events) {
    return bucket.firstMillis() < events.fromMillis() || bucket.lastMillis() >= events.toMillis();
  }

  /// How many parts.
  int size() {
    return whole.size() + cut.size();
  }
}
