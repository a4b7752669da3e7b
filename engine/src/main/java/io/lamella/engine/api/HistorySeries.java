package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// At which instants a history is told. Days are those of the workspace's time zone: each instant
/// has the same time of day there; where a day has no such time it is as much later as the clocks
/// were put forward, and a day that the zone leaves out has none. Immutable.
public sealed interface HistorySeries {

  /// The question's instant and the days before it, that instant being the last.
  ///
  /// @param count how many instants, 1 to [History#MAX_POINTS]
  record PastDays(int count) implements HistorySeries {}

  /// The question's instant and the days after it, that instant being the first.
  ///
  /// @param days how many after it, 1 to [History#MAX_FORECAST_DAYS]
  record DaysToCome(int days) implements HistorySeries {}

  /// Instants of the caller's choice; the question's own is not told.
  ///
  /// @param instants 1 to [History#MAX_POINTS], each later than the one before
  record OfInstants(List<Instant> instants) implements HistorySeries {
    public OfInstants {
      instants = List.copyOf(instants);
    }
  }
}
