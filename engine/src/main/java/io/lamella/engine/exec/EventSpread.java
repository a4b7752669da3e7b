package io.lamella.engine.exec;

import java.util.Map;

/// How the members of a plan are spread over the values that their events have of one property.
///
/// @param total how many members
/// @param withValue how many of them have an event with a value
/// @param counts by the value's code: every value that somebody's event has
public record EventSpread(long total, long withValue, Map<Integer, Counts> counts) {

  public EventSpread {
    counts = Map.copyOf(counts);
  }

  /// How many customers have an event with a value.
  ///
  /// @param members those of the plan
  /// @param everybody they and all others
  public record Counts(long members, long everybody) {
    Counts plus(Counts more) {
      return new Counts(members + more.members, everybody + more.everybody);
    }
  }
}
