package io.lamella.engine.api;

import io.lamella.engine.query.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What some segments have in common, all from one snapshot.
///
/// @param counts by two segments, how many customers are in both: symmetric, with each one's own
///   count on the diagonal
/// @param none who is in none of them
/// @param regions who of the others is in exactly which, those that have anybody, the largest
///   first; empty if they were not asked
public record Overlap(
    long snapshot,
    Instant asOf,
    long population,
    List<List<Long>> counts,
    Region none,
    List<Region> regions,
    long elapsedNanos) {

  /// The most segments that are compared at once.
  public static final int MAX_SEGMENTS = 500;

  /// The most segments whose regions are asked: there are 4,096 of so many.
  public static final int MAX_REGION_SEGMENTS = 12;

  public Overlap {
    counts = List.copyOf(counts);
    regions = List.copyOf(regions);
  }

  /// What is asked.
  public enum Extent {
    /// The pairs, and who is in none.
    PAIRS,
    /// The regions, too.
    PAIRS_AND_REGIONS
  }

  /// Customers in all of some segments and in no other one.
  ///
  /// @param segments the places of those that they are in, ascending
  /// @param predicate who they are; empty if it would be larger than a predicate may be
  public record Region(List<Integer> segments, long count, Optional<Predicate> predicate) {
    public Region {
      segments = List.copyOf(segments);
    }
  }

  /// How two segments relate that have customers.
  public enum RelationKind {
    /// Both have the same.
    SAME,
    /// Every customer of one is in the other, which has more.
    INSIDE
  }

  /// Two segments that relate.
  ///
  /// @param segment the place of the one inside, if one is
  public record Relation(RelationKind kind, int segment, int other) {}

  /// How many are in both.
  public long count(int a, int b) {
    return counts.get(a).get(b);
  }

  /// Of those in either, how many are in both; 0 if nobody is in either.
  public double jaccard(int a, int b) {
    long either = count(a, a) + count(b, b) - count(a, b);
    return either == 0 ? 0 : (double) count(a, b) / either;
  }

  /// Of those in a segment, how many are in another one; 0 if nobody is in it.
  public double containment(int segment, int other) {
    long whole = count(segment, segment);
    return whole == 0 ? 0 : (double) count(segment, other) / whole;
  }

  /// Every pair that relates, by the first of its segments, then by the second.
  public List<Relation> relations() {
    List<Relation> relations = new ArrayList<>();
    for (int a = 0; a < counts.size(); a++) {
      for (int b = a + 1; b < counts.size(); b++) {
        relation(a, b).ifPresent(relations::add);
      }
    }
    return relations;
  }

  private Optional<Relation> relation(int a, int b) {
    long both = count(a, b);
    if (both == 0) {
      return Optional.empty();
    }
    boolean aInside = both == count(a, a);
    boolean bInside = both == count(b, b);
    if (aInside && bInside) {
      return Optional.of(new Relation(RelationKind.SAME, a, b));
    }
    if (aInside) {
      return Optional.of(new Relation(RelationKind.INSIDE, a, b));
    }
    return bInside ? Optional.of(new Relation(RelationKind.INSIDE, b, a)) : Optional.empty();
  }

  /// Refuses segments that cannot be compared.
  ///
  /// @param names of the segments
  /// @throws EngineException `INVALID_ARGUMENT` with every fault
  public static void check(List<String> names, Extent extent) {
    List<Fault> faults = new ArrayList<>();
    NamedParts.size("expressions", names.size(), MAX_SEGMENTS, faults);
    NamedParts.names("expressions", names, faults);
    checkRegions(names.size(), extent).ifPresent(faults::add);
    EngineException.refuse("the overlap is refused", faults);
  }

  /// What is wrong with asking for the regions of so many segments.
  public static Optional<Fault> checkRegions(int segments, Extent extent) {
    return extent == Extent.PAIRS || segments <= MAX_REGION_SEGMENTS
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "regions",
                "the regions of at most "
                    + MAX_REGION_SEGMENTS
                    + " segments are told: expressions="
                    + segments));
  }
}
