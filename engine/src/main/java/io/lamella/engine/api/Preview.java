package io.lamella.engine.api;

import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What the parts of one expression do, all from one snapshot.
///
/// @param planningNanos reading, checking and planning
/// @param elapsedNanos evaluating
public record Preview(
    long snapshot,
    Instant asOf,
    long population,
    long planningNanos,
    long elapsedNanos,
    Node root,
    List<Notice> notices) {

  public Preview {
    notices = List.copyOf(notices);
  }

  /// Customers who satisfy the whole.
  public long count() {
    return root.count();
  }

  /// One node of the tree, standing where its predicate stands.
  ///
  /// @param count customers who satisfy this node, whatever the rest asks
  /// @param without what the total would be with the node taken out of the predicate around it: an
  ///   `and` and an `or` go on with their other terms, a quantifier with its other terms and the
  ///   same number, a `not` goes with its term, as does whatever has lost its only term; for the
  ///   whole, the population
  /// @param unknown customers for whom the node is unknown because they have no value; empty where
  ///   it is not about a value
  /// @param children terms of `and`, `or`, quantifiers, and of `not`; any other predicate has none
  public record Node(
      Predicate predicate, long count, long without, OptionalLong unknown, List<Node> children) {
    public Node {
      children = List.copyOf(children);
    }
  }
}
