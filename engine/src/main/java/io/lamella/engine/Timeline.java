package io.lamella.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Whether something holds now, and when that turns. Immutable.
///
/// @param turns milliseconds since 1970, ascending: from the first on it is the other way round
record Timeline(boolean holds, List<Long> turns) {

  Timeline {
    turns = List.copyOf(turns);
  }

  /// What holds while the right number of others hold.
  static Timeline of(List<Timeline> parts, IntPredicate enough) {
    Map<Long, Integer> changes = new TreeMap<>();
    int holding = 0;
    for (Timeline part : parts) {
      boolean holds = part.holds;
      holding += holds ? 1 : 0;
      for (long turn : part.turns) {
        changes.merge(turn, holds ? -1 : 1, Integer::sum);
        holds = !holds;
      }
    }
    boolean now = enough.test(holding);
    boolean holds = now;
    List<Long> turns = new ArrayList<>();
    for (var change : changes.entrySet()) {
      holding += change.getValue();
      if (enough.test(holding) != holds) {
        holds = !holds;
        turns.add(change.getKey());
      }
    }
    return new Timeline(now, turns);
  }

  Optional<Long> firstTurn() {
    return turns.stream().findFirst();
  }
}
