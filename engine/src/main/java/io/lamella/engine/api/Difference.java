package io.lamella.engine.api;

import io.lamella.engine.effect.Contrast;
import io.lamella.engine.effect.Share;
import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What sets the customers of a segment apart from others, all from one snapshot: how many have
/// each value of each attribute, and each behaviour, inside and among those they are compared with.
///
/// @param count customers who satisfy the expression
/// @param against customers it is compared with
/// @param lines the most telling first
/// @param compared how many values and behaviours somebody of either group has
/// @param significant how many of them differ significantly, with the chance of one false finding
///   among all below [#ERROR]
/// @param skipped attributes whose values were not looked at
/// @param elapsedNanos evaluating
public record Difference(
    long snapshot,
    Instant asOf,
    long population,
    long count,
    long against,
    List<Line> lines,
    long compared,
    long significant,
    List<Skipped> skipped,
    long elapsedNanos) {

  /// The most lines that can be asked for.
  public static final int MAX_LIMIT = 1_000;

  /// Attributes with more different values than this are not looked at value by value.
  public static final int MAX_VALUES = 10_000;

  /// The chance of one false finding among all that is accepted.
  public static final double ERROR = 0.05;

  public Difference {
    lines = List.copyOf(lines);
    skipped = List.copyOf(skipped);
  }

  /// One value or behaviour.
  ///
  /// @param name of the attribute or behaviour
  /// @param value what is true of the customers, for people: `GB`, `30 to below 40`, `ever`
  /// @param predicate the condition that narrows a segment to these
  /// @param segment how many it is true of inside
  /// @param comparison how many it is true of in the comparison
  /// @param significant whether it still counts when all that was compared is considered
  public record Line(
      String name,
      String value,
      Predicate predicate,
      Share segment,
      Share comparison,
      Contrast contrast,
      boolean significant) {

    /// The most telling first: by falling distance that is certain, then by falling distance, then
    /// by name and value.
    public static final Comparator<Line> MOST_TELLING_FIRST =
        Comparator.comparingDouble((Line line) -> -line.contrast().certain())
            .thenComparingDouble(line -> -Math.abs(line.contrast().difference().value()))
            .thenComparing(Line::name)
            .thenComparing(Line::value);
  }

  /// An attribute whose values were not looked at.
  public record Skipped(String attribute, String reason) {}
}
