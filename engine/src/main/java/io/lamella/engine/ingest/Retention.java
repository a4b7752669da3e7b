package io.lamella.engine.ingest;

import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.RollUp;
import io.lamella.engine.index.Snapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which buckets are kept no longer: whole days that ended before a behaviour's days of retention.
/// Pure.
final class Retention {

  private Retention() {}

  /// The contents without what is kept no longer; empty if everything is kept.
  static Optional<Snapshot.Contents> apply(Snapshot snapshot, Instant now) {
    Map<String, Integer> retention = snapshot.catalog().retention();
    if (retention.isEmpty()) {
      return Optional.empty();
    }
    ZoneId zone = snapshot.catalog().settings().zone();
    Map<String, Behaviour> behaviours = new HashMap<>(snapshot.behaviours());
    boolean changed = false;
    for (Map.Entry<String, Integer> entry : retention.entrySet()) {
      Behaviour behaviour = behaviours.get(entry.getKey());
      long firstDay = now.atZone(zone).toLocalDate().minusDays(entry.getValue()).toEpochDay();
      if (behaviour != null
          && behaviour.all().stream().anyMatch(bucket -> bucket.day() < firstDay)) {
        behaviours.put(entry.getKey(), from(behaviour, firstDay));
        changed = true;
      }
    }
    return changed ? Optional.of(snapshot.contents().withBehaviours(behaviours)) : Optional.empty();
  }

  /// A roll-up with a day that is dropped would count it.
  private static Behaviour from(Behaviour behaviour, long firstDay) {
    List<Bucket> buckets =
        behaviour.buckets().stream().filter(bucket -> bucket.day() >= firstDay).toList();
    List<RollUp> rollUps =
        behaviour.rollUps().stream().filter(rollUp -> rollUp.firstDay() >= firstDay).toList();
    List<Bucket> tails = behaviour.tails().stream().filter(tail -> tail.day() >= firstDay).toList();
    return new Behaviour(behaviour.name(), buckets, rollUps, tails);
  }
}
