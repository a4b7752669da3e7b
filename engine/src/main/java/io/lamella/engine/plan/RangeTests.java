package io.lamella.engine.plan;

import io.lamella.engine.plan.Plan.AttributeTest;
import io.lamella.engine.plan.Plan.Nobody;
import io.lamella.engine.plan.Plan.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Conditions on one number that must all hold, made one: `age >= 18 && age < 65` reads the column
/// once.
final class RangeTests {
  /// Ranges of a merged condition: what is between two lists grows with both.
  private static final int MAX_RANGES = 16;

  private RangeTests() {}

  /// The terms of an intersection, in their order, those on ranges of the same attribute merged.
  static List<Plan> merge(Collection<Plan> terms) {
    List<Plan> merged = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Plan term : terms) {
      if (!(term instanceof AttributeTest test)
          || !(test.test() instanceof ValueTest.InRanges(List<DecimalRange> ranges))) {
        merged.add(term);
        continue;
      }
      Integer place = places.get(test.attribute());
      if (place != null
          && merged.get(place) instanceof AttributeTest before
          && before.test() instanceof ValueTest.InRanges(List<DecimalRange> others)
          && others.size() * ranges.size() <= MAX_RANGES) {
        merged.set(place, merge(before, others, test, ranges));
      } else {
        places.put(test.attribute(), merged.size());
        merged.add(term);
      }
    }
    return merged;
  }

  private static Plan merge(
      AttributeTest a, List<DecimalRange> aRanges, AttributeTest b, List<DecimalRange> bRanges) {
    List<DecimalRange> both = new ArrayList<>();
    for (DecimalRange range : aRanges) {
      bRanges.forEach(other -> range.intersect(other).ifPresent(both::add));
    }
    if (both.isEmpty()) {
      return new Nobody();
    }
    var weight =
        new Weight(
            Math.min(a.weight().estimate(), b.weight().estimate()),
            Math.max(a.weight().costNanos(), b.weight().costNanos()));
    return new AttributeTest(
        a.attribute(),
        new ValueTest.InRanges(both),
        a.text() + " && " + b.text(),
        a.unknown(),
        weight);
  }
}
