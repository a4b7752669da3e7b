package io.lamella.engine.plan;

import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.query.Measure;
import java.time.ZoneId;
import java.util.Optional;

/// What a customer's events give where no bitmap tells it: a number, or an instant as milliseconds
/// since 1970. Names and instants are resolved.
public sealed interface Quantity {

  /// A measure of events; none that is taken per value.
  ///
  /// @param dates if the measure is a date, the zone in which it stands for its midnight
  record OfEvents(Events events, Measure measure, Optional<ZoneId> dates) implements Quantity {}

  /// A measure for each value of a property: several for one customer. Events without the property
  /// count nowhere.
  record PerValue(String property, OfEvents taken) implements Quantity {}

  /// One measure divided by another; none where the second is 0 or either has none.
  record Ratio(OfEvents dividend, OfEvents divisor) implements Quantity {}

  /// Whether everybody has one: with no event it is 0.
  default boolean isZeroWithoutEvents() {
    return switch (this) {
      case OfEvents(var _, var measure, var _) ->
          switch (measure) {
            case Measure.Count _, Measure.CalendarUnits _ -> true;
            case Measure.OfProperty(var function, var _) ->
                switch (function) {
                  case SUM, DISTINCT -> true;
                  case AVG, MIN, MAX -> false;
                };
            case Measure.First _, Measure.Last _, Measure.Nth _ -> false;
            case Measure.Per _ -> throw new IllegalArgumentException("a measure per value");
          };
      case PerValue _, Ratio _ -> false;
    };
  }
}
