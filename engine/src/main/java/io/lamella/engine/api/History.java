package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// How large a segment was, or will be, at some instants, all from one snapshot. Each size is that
/// of a count as of the instant: behaviours are as they were true then; attributes, static lists
/// and who is a customer have no past and are as they are now.
///
/// @param population customers of the snapshot
/// @param points by rising instant
/// @param warnings what is suspicious in the expression at the last instant
/// @param asNow the attributes that the expression asks, then its static lists as `list('name')`,
///   each in alphabetical order; through saved segments, too
/// @param elapsedNanos planning and evaluating
public record History(
    long snapshot,
    long population,
    List<Point> points,
    List<Fault> warnings,
    List<String> asNow,
    long elapsedNanos) {

  /// The most instants of a history.
  public static final int MAX_POINTS = 1_000;

  /// The most days that a forecast looks ahead.
  public static final int MAX_FORECAST_DAYS = 366;

  public History {
    points = List.copyOf(points);
    warnings = List.copyOf(warnings);
    asNow = List.copyOf(asNow);
  }

  /// The segment at one instant.
  ///
  /// @param asOf to the millisecond
  /// @param count customers who satisfy the expression
  /// @param added how many of them did not at the point before; 0 for the first
  /// @param removed how many did at the point before and do so no longer; 0 for the first
  public record Point(Instant asOf, long count, long added, long removed) {}
}
