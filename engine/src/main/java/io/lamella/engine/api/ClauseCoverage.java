package io.lamella.engine.api;

import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// How much of one expression is decided for lack of a value: of whom its conditions know nothing,
/// and what that may come to. All from one snapshot.
///
/// @param count customers who satisfy the expression, which leaves out of a condition whoever has
///   no value for it
/// @param all of all conditions together
/// @param clauses conditions in the order in which they stand
/// @param elapsedNanos evaluating
public record ClauseCoverage(
    long snapshot,
    Instant asOf,
    long population,
    long count,
    Bounds all,
    List<Clause> clauses,
    long elapsedNanos) {

  public ClauseCoverage {
    clauses = List.copyOf(clauses);
  }

  /// What the total may come to.
  ///
  /// @param more by so many customers it would grow at most if those without a value had one
  /// @param fewer by so many it would shrink at most
  public record Bounds(long more, long fewer) {}

  /// A condition.
  ///
  /// @param node the numbers of children from the root down to it
  /// @param count customers who satisfy it, whatever the rest asks
  /// @param unknown customers who have no value for it; empty where it is not about a value, and
  ///   for a saved segment, which is not opened
  /// @param bounds of the total, if those alone had a value; the others are left out as before
  public record Clause(
      List<Integer> node, Predicate predicate, long count, OptionalLong unknown, Bounds bounds) {
    public Clause {
      node = List.copyOf(node);
    }
  }
}
