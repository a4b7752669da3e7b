package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// How one expression was answered: the plan with estimates beside what was found.
///
/// @param count customers who satisfy the whole
/// @param elapsedNanos evaluating every node without short cuts, so more than a count takes
public record Explanation(
    long snapshot,
    Instant asOf,
    long population,
    long count,
    long planningNanos,
    long elapsedNanos,
    Evaluation evaluation,
    CatalogView.MemoryUse memory,
    Node root,
    List<Fault> warnings) {

  public Explanation {
    warnings = List.copyOf(warnings);
  }

  /// What counting takes, with all short cuts, on one thread.
  ///
  /// @param bytesRead what was read of bitmaps and columns of attributes; columns of events are not
  ///   in it
  /// @param machineBytesPerSecond how fast this machine reads as many bytes and does nothing else
  public record Evaluation(long elapsedNanos, long bytesRead, double machineBytesPerSecond) {

    /// How many bytes a second.
    public double bytesPerSecond() {
      return bytesRead * 1e9 / Math.max(elapsedNanos, 1);
    }
  }

  /// One node of the plan.
  ///
  /// @param operation what is done: `intersect`, `value country = 'GB'`
  /// @param detail how and why: `bitmaps of 13 buckets, rows of 1 partial bucket`; may be empty
  /// @param estimate upper bound of the cardinality
  /// @param actual the node's own cardinality
  /// @param unknown customers left out because they have no value, where the node is about a value
  /// @param elapsedNanos time spent in this node and below
  public record Node(
      String operation,
      String detail,
      long estimate,
      long actual,
      OptionalLong unknown,
      long elapsedNanos,
      List<Node> children) {
    public Node {
      children = List.copyOf(children);
    }
  }
}
