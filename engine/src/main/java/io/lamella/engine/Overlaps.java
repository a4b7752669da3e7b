package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.Overlap.Region;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.OverlapTotals;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Answers what the expressions of one question have in common. Everything is counted in one pass
/// over the chunks; how two of them relate is read from their counts.
///
/// @param located the expressions as they were read
/// @param execution of their plans
record Overlaps(List<Located> located, Execution execution, Instant asOf, Limits limits) {

  Overlap overlap(Overlap.Extent extent, Deadline deadline) {
    Overlap.checkRegions(located.size(), extent)
        .ifPresent(fault -> EngineException.refuse("the overlap is refused", List.of(fault)));
    long start = System.nanoTime();
    OverlapTotals totals = execution.overlap(extent, deadline);
    long elapsed = System.nanoTime() - start;
    long population = execution.snapshot().population();
    Region none = region(0, population - totals.any());
    List<Region> regions = new ArrayList<>();
    for (int region = 1; region < totals.regions().size(); region++) {
      if (totals.regions().get(region) > 0) {
        deadline.check();
        regions.add(region(region, totals.regions().get(region)));
      }
    }
    regions.sort(Comparator.comparingLong(Region::count).reversed());
    return new Overlap(
        execution.snapshot().number(), asOf, population, totals.pairs(), none, regions, elapsed);
  }

  /// Who is in the expressions whose bits are set, and in no other.
  private Region region(int bits, long count) {
    List<Integer> places = new ArrayList<>();
    List<Predicate> terms = new ArrayList<>();
    List<Predicate> others = new ArrayList<>();
    for (int i = 0; i < located.size(); i++) {
      Predicate predicate = located.get(i).predicate();
      if (i < Integer.SIZE && (bits >>> i & 1) != 0) {
        places.add(i);
        terms.add(predicate);
      } else {
        others.add(predicate);
      }
    }
    if (!others.isEmpty()) {
      terms.add(new Predicate.Not(Terms.any(others)));
    }
    Predicate whole = Terms.all(terms);
    boolean fits = Checker.sizeFault(whole, execution.snapshot().definitions(), limits).isEmpty();
    return new Region(places, count, fits ? Optional.of(whole) : Optional.empty());
  }
}
