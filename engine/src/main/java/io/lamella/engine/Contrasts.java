package io.lamella.engine;

import io.lamella.engine.api.Difference;
import io.lamella.engine.effect.Contrast;
import io.lamella.engine.effect.Holm;
import io.lamella.engine.effect.Share;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;

/// What was compared of two groups, and which of it counts when all is considered. Nothing is
/// compared with nobody. Confined to one thread.
final class Contrasts {

  /// The best lines.
  ///
  /// @param compared how many there are
  /// @param significant how many of them all count
  record Ranked(List<Difference.Line> lines, long compared, long significant) {}

  private record Found(
      String name, String value, Predicate predicate, Share a, Share b, Contrast contrast) {

    /// What Holm's procedure is told: a chance that cannot be relied on finds nothing.
    double pValue() {
      return contrast.testable() ? contrast.pValue() : 1;
    }

    Difference.Line line(double threshold) {
      return new Difference.Line(
          name, value, predicate, a, b, contrast, contrast.testable() && pValue() <= threshold);
    }
  }

  private final long segment;
  private final long comparison;
  private final List<Found> found = new ArrayList<>();

  /// @param segment how many the first group has
  /// @param comparison how many the second has
  Contrasts(long segment, long comparison) {
    this.segment = segment;
    this.comparison = comparison;
  }

  void add(String name, String value, Predicate predicate, long inside, long outside) {
    if (segment > 0 && comparison > 0 && inside + outside > 0) {
      var a = new Share(inside, segment);
      var b = new Share(outside, comparison);
      found.add(new Found(name, value, predicate, a, b, Contrast.of(a, b)));
    }
  }

  Ranked ranked(int limit) {
    double threshold = Holm.threshold(found.stream().map(Found::pValue).toList(), Difference.ERROR);
    List<Difference.Line> lines = found.stream().map(it -> it.line(threshold)).toList();
    return new Ranked(
        lines.stream().sorted(Difference.Line.MOST_TELLING_FIRST).limit(limit).toList(),
        lines.size(),
        lines.stream().filter(Difference.Line::significant).count());
  }
}
