package io.lamella.engine.exec;

import io.lamella.engine.plan.EventCondition;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.Counted;
import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.plan.Plan.Weight;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.query.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which parts of one expression's plans at several instants ask the same of the same events and
/// differ in their window alone, so that a [WindowSlide] may answer them all. Immutable.
///
/// @param places of each of those parts, whose window it is
/// @param common what all of the plans are intersected with: nobody else matters to any of them
record SlidingWindows(Map<Plan, Place> places, List<Plan> common) {

  /// What is asked of windows that follow one another.
  ///
  /// @param windows a part for each, by the instant of the plan that it stands in first
  record Chain(List<Plan> windows) {}

  /// A window of a chain, by its number.
  record Place(Chain chain, int window) {}

  private static final Weight NO_WEIGHT = new Weight(0, 0);

  /// No windows.
  static SlidingWindows none() {
    return new SlidingWindows(Map.of(), List.of());
  }

  /// Of plans by rising instant.
  static SlidingWindows of(List<Plan> plans) {
    List<Plan> common = common(plans);
    Set<Plan> still = new HashSet<>();
    common.forEach(plan -> collect(plan, still));
    Map<Plan, List<Set<Plan>>> chains = new LinkedHashMap<>();
    for (Plan plan : new LinkedHashSet<>(plans)) {
      Set<Plan> parts = new LinkedHashSet<>();
      collect(plan, parts);
      parts.removeAll(still);
      addTo(chains, parts);
    }
    Map<Plan, Place> places = new HashMap<>();
    for (List<Set<Plan>> alike : chains.values()) {
      for (Set<Plan> windows : alike) {
        List<Plan> left = windows.stream().filter(window -> !places.containsKey(window)).toList();
        var chain = new Chain(left);
        for (int window = 0; window < left.size() && left.size() > 1; window++) {
          places.put(left.get(window), new Place(chain, window));
        }
      }
    }
    return new SlidingWindows(Map.copyOf(places), common);
  }

  /// Adds the parts of one plan. What it asks of several windows of the same events goes to several
  /// chains, the window that begins first to the first one, so that each of them goes one way.
  private static void addTo(Map<Plan, List<Set<Plan>>> chains, Set<Plan> parts) {
    Map<Plan, List<Plan>> alike = new LinkedHashMap<>();
    for (Plan part : parts) {
      asked(part).ifPresent(it -> alike.computeIfAbsent(it, key -> new ArrayList<>()).add(part));
    }
    alike.forEach((asked, windows) -> {
      windows.sort(
          Comparator.comparingLong((Plan window) -> events(window).orElseThrow().fromMillis())
              .thenComparingLong(window -> events(window).orElseThrow().toMillis()));
      List<Set<Plan>> known = chains.computeIfAbsent(asked, key -> new ArrayList<>());
      for (int i = 0; i < windows.size(); i++) {
        if (i == known.size()) {
          known.add(new LinkedHashSet<>());
        }
        known.get(i).add(windows.get(i));
      }
    });
  }

  private static void collect(Plan plan, Set<Plan> parts) {
    if (parts.add(plan)) {
      plan.inputs().forEach(input -> collect(input, parts));
    }
  }

  /// The inputs that all plans have, if all are intersections, or have nobody.
  private static List<Plan> common(List<Plan> plans) {
    Set<Plan> common = new LinkedHashSet<>();
    boolean first = true;
    for (Plan plan : plans) {
      Plan unwrapped = plan;
      while (unwrapped instanceof Plan.Segment segment) {
        unwrapped = segment.input();
      }
      if (unwrapped instanceof Plan.Nobody) {
        continue;
      }
      if (!(unwrapped instanceof Plan.Intersect)) {
        return List.of();
      }
      if (first) {
        common.addAll(unwrapped.inputs());
      } else {
        common.retainAll(unwrapped.inputs());
      }
      first = false;
    }
    return List.copyOf(common);
  }

  /// What a part asks of the events of any window, if it can be asked of windows that slide.
  private static Optional<Plan> asked(Plan part) {
    return events(part)
        .map(SlidingWindows::ofNoTime)
        .flatMap(events ->
            switch (part) {
              case Plan.Occurrences(var _, Counted counted, int atLeast, var _) ->
                  Optional.of(new Plan.Occurrences(events, counted, atLeast, NO_WEIGHT));
              case Plan.QuantityIn(Quantity.OfEvents taken, var ranges, var _) ->
                  Optional.of(
                      new Plan.QuantityIn(
                          new Quantity.OfEvents(events, taken.measure(), taken.dates()),
                          ranges,
                          NO_WEIGHT));
              default -> Optional.empty();
            });
  }

  private static Events ofNoTime(Events events) {
    return new Events(events.behaviours(), 0, 0, events.condition());
  }

  /// Which events a part counts or sums up, if it does one of these and each event is judged by
  /// itself.
  static Optional<Events> events(Plan part) {
    Optional<Events> events =
        switch (part) {
          // A day that the window cuts may be one of both its halves: days do not add up.
          case Plan.Occurrences occurrences when occurrences.counted() == Counted.EVENTS ->
              Optional.of(occurrences.events());
          case Plan.QuantityIn(Quantity.OfEvents taken, var _, var _)
              when taken.measure() instanceof Measure.OfProperty(var function, var _)
                  && function == Measure.Function.SUM ->
              Optional.of(taken.events());
          default -> Optional.empty();
        };
    return events.filter(it ->
        it.sequences().isEmpty()
            && it.fromMillis() < it.toMillis()
            && !(it.condition() instanceof EventCondition.Never));
  }
}
