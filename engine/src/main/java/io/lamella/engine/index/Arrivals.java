package io.lamella.engine.index;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// When what a snapshot holds came in. It follows from the writes and their arrivals alone, so
/// reading the journal again gives the same; what came before this was kept is not in it. Counts,
/// so whoever is erased is counted on. Immutable.
///
/// @param attributes when a value of an attribute was last written or taken away, in milliseconds
/// @param behaviours of each behaviour when its events came
public record Arrivals(Map<String, Long> attributes, Map<String, OfEvents> behaviours) {
  /// Nothing is known.
  public static final Arrivals NONE = new Arrivals(Map.of(), Map.of());

  public Arrivals {
    attributes = Map.copyOf(attributes);
    behaviours = Map.copyOf(behaviours);
  }

  /// When events of one behaviour came.
  ///
  /// @param lastMillis when the newest arrival was
  /// @param lateByDay how many live ones came late, by the day on which they happened; days without
  ///   are left out
  public record OfEvents(long lastMillis, SortedMap<Integer, Long> lateByDay) {
    public OfEvents {
      lateByDay = Collections.unmodifiableSortedMap(new TreeMap<>(lateByDay));
    }

    private OfEvents with(OfEvents more) {
      SortedMap<Integer, Long> late = lateByDay;
      if (!more.lateByDay.isEmpty()) {
        late = new TreeMap<>(lateByDay);
        for (Map.Entry<Integer, Long> day : more.lateByDay.entrySet()) {
          late.merge(day.getKey(), day.getValue(), Long::sum);
        }
      }
      return new OfEvents(Math.max(lastMillis, more.lastMillis), late);
    }
  }

  /// These and what came after them.
  public Arrivals with(Arrivals more) {
    if (more.equals(NONE)) {
      return this;
    }
    Map<String, Long> changed = new HashMap<>(attributes);
    more.attributes.forEach((name, millis) -> changed.merge(name, millis, Math::max));
    Map<String, OfEvents> came = new HashMap<>(behaviours);
    more.behaviours.forEach((name, events) -> came.merge(name, events, OfEvents::with));
    return new Arrivals(changed, came);
  }

  /// When a value of an attribute was last written or taken away.
  public Optional<Long> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// When the events of a behaviour came.
  public Optional<OfEvents> behaviour(String name) {
    return Optional.ofNullable(behaviours.get(name));
  }
}
