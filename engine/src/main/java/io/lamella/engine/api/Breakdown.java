package io.lamella.engine.api;

import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;

/// How the customers who satisfy one expression are spread over the values of one attribute, all
/// from one snapshot.
///
/// @param count customers who satisfy the expression
/// @param slices the values of most customers, by falling count; none that nobody inside has
/// @param other customers inside who have a value, but none of those listed
/// @param otherValues how many values that somebody inside has are not listed
/// @param withoutValue customers inside who have no value
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
    long elapsedNanos) {

  /// The most values that can be listed.
  public static final int MAX_LIMIT = 1_000;

  /// Numbers and dates with more different values than this have no breakdown.
  public static final int MAX_NUMBERS = 10_000;

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
