package io.lamella.engine.api;

import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;

/// How the customers who satisfy one expression are spread, all from one snapshot.
///
/// @param count customers who satisfy the expression
/// @param slices of values those of most customers, by falling count; of anything else in its own
///   order. No value and no bin that nobody inside has
/// @param other customers inside who have a value, but none of those listed
/// @param otherValues how many values that somebody inside has are not listed
/// @param withoutValue customers inside who have no value, no event with one, or are in none of the
///   stages or segments
/// @param overlapping whether a customer may be in several slices
/// @param elapsedNanos evaluating
public record Breakdown(
    long snapshot,
    Instant asOf,
    long population,
    long count,
    List<Slice> slices,
    long other,
    long otherValues,
    long withoutValue,
    boolean overlapping,
    long elapsedNanos) {

  /// The most values that can be listed.
  public static final int MAX_LIMIT = 1_000;

  /// Numbers and dates with more different values than this have no breakdown.
  public static final int MAX_NUMBERS = 10_000;

  /// Properties of events with more different values than this have no breakdown.
  public static final int MAX_EVENT_VALUES = 100_000;

  /// The most segments that one breakdown takes.
  public static final int MAX_SEGMENTS = 100;

  public Breakdown {
    slices = List.copyOf(slices);
  }

  /// One value's part.
  ///
  /// @param value as it stands in an expression, without quotes
  /// @param predicate the condition that narrows to this value
  /// @param count customers inside who have it
  /// @param population customers of the whole population who have it
  public record Slice(String value, Predicate predicate, long count, long population) {}
}
