package io.lamella.engine.api;

import io.lamella.engine.api.MemberSample.Event;
import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.query.Predicate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why one customer satisfies an expression or does not, and until when if nothing more happens.
public record CustomerExplanation(
    long snapshot, Instant asOf, long population, Node root, long elapsedNanos) {

  /// So far ahead it is looked for what turns.
  public static final Duration HORIZON = Duration.ofDays(366);

  /// What is said of a node.
  public enum Verdict {
    /// It holds for the customer.
    HOLDS,
    /// It does not.
    FAILS,
    /// It does not, because the customer has no value.
    UNKNOWN
  }

  /// One node of the tree, standing where its predicate stands.
  ///
  /// @param turns the first instant after the question's at which the node holds no longer, or does
  ///   so at last, if nothing more happens; empty if that is not within [#HORIZON]. Rankings, for
  ///   which all customers count, are taken to stay as they are
  /// @param values of the attributes that a condition is about, as far as the customer has them;
  ///   those of a saved segment's conditions are the segment's
  /// @param events the newest that a condition has found, newest first; those of a saved segment's
  ///   conditions are the segment's
  /// @param children terms of `and`, `or`, quantifiers, and of `not`; any other predicate has none
  public record Node(
      Predicate predicate,
      Verdict verdict,
      Optional<Instant> turns,
      List<NamedValue> values,
      List<Event> events,
      List<Node> children) {
    public Node {
      values = List.copyOf(values);
      events = List.copyOf(events);
      children = List.copyOf(children);
    }
  }
}
