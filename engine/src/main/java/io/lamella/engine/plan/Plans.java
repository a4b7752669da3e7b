package io.lamella.engine.plan;

import io.lamella.engine.plan.Plan.Complement;
import io.lamella.engine.plan.Plan.Everyone;
import io.lamella.engine.plan.Plan.Intersect;
import io.lamella.engine.plan.Plan.Nobody;
import io.lamella.engine.plan.Plan.Segment;
import io.lamella.engine.plan.Plan.Threshold;
import io.lamella.engine.plan.Plan.Union;
import io.lamella.engine.plan.Plan.Weight;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Builds inner nodes of a plan, so that what can be decided without reading anything is decided:
/// the empty and the full set vanish, nested nodes of a kind become one, doubles are dropped,
/// operands are ordered.
///
/// @param population how many customers there are
record Plans(long population) {

  /// What combining one input costs for every chunk, beside evaluating it: a pass over its words in
  /// L1.
  private static final long COMBINE_NANOS_A_CHUNK = 100;

  private static final long NANOS_A_BITMAP_CHUNK = 150;

  /// Inputs that cost more than this are asked last, however small they are: they read events or
  /// whole columns, and may find nobody left to ask.
  private static final long CHEAP_NANOS_A_CHUNK = 2_000;

  Plan everyone() {
    return population == 0 ? new Nobody() : new Everyone(new Weight(population, 0));
  }

  Plan intersect(List<Plan> terms) {
    Set<Plan> inputs = new LinkedHashSet<>();
    for (Plan term : terms) {
      switch (term) {
        case Nobody nobody -> {
          return nobody;
        }
        case Everyone _ -> {}
        case Intersect nested -> inputs.addAll(nested.inputs());
        default -> inputs.add(term);
      }
    }
    if (inputs.isEmpty()) {
      return everyone();
    }
    List<Plan> merged = RangeTests.merge(inputs);
    if (merged.size() == 1) {
      return merged.getFirst();
    }
    if (merged.stream().anyMatch(Nobody.class::isInstance)) {
      return new Nobody();
    }
    List<Plan> ordered = merged.stream().sorted(intersectionOrder()).toList();
    long estimate =
        ordered.stream().mapToLong(plan -> plan.weight().estimate()).min().orElseThrow();
    return new Intersect(ordered, new Weight(estimate, cost(ordered)));
  }

  Plan union(List<Plan> terms) {
    Set<Plan> inputs = new LinkedHashSet<>();
    for (Plan term : terms) {
      switch (term) {
        case Nobody _ -> {}
        case Everyone everyone -> {
          return everyone;
        }
        case Union nested -> inputs.addAll(nested.inputs());
        default -> inputs.add(term);
      }
    }
    if (inputs.isEmpty()) {
      return new Nobody();
    }
    if (inputs.size() == 1) {
      return inputs.iterator().next();
    }
    List<Plan> all = List.copyOf(inputs);
    return new Union(all, new Weight(cappedSum(all), cost(all)));
  }

  Plan complement(Plan term) {
    return switch (term) {
      case Nobody _ -> everyone();
      case Everyone _ -> new Nobody();
      case Complement(Plan input, Weight _) -> input;
      default -> new Complement(term, new Weight(population, term.weight().costNanos()));
    };
  }

  /// In at least so many of the terms; a term that is listed twice counts twice.
  Plan threshold(int atLeast, List<Plan> terms) {
    if (atLeast <= 0) {
      return everyone();
    }
    if (atLeast > terms.size()) {
      return new Nobody();
    }
    if (atLeast == 1) {
      return union(terms);
    }
    if (atLeast == terms.size()) {
      return intersect(terms);
    }
    long memberships = terms.stream().mapToLong(plan -> plan.weight().estimate()).sum();
    long estimate = Math.min(population, memberships / atLeast);
    return new Threshold(atLeast, terms, new Weight(estimate, cost(terms)));
  }

  /// In at most so many of the terms.
  Plan atMost(int count, List<Plan> terms) {
    return complement(count >= terms.size() ? new Nobody() : threshold(count + 1, terms));
  }

  private Comparator<Plan> intersectionOrder() {
    long cheap = CHEAP_NANOS_A_CHUNK * chunks();
    return Comparator.comparing((Plan plan) -> plan.weight().costNanos() > cheap)
        .thenComparing(plan -> unnamed(plan) instanceof Complement)
        .thenComparingLong(plan -> plan.weight().estimate())
        .thenComparingLong(plan -> plan.weight().costNanos());
  }

  private static Plan unnamed(Plan plan) {
    return plan instanceof Segment segment ? unnamed(segment.input()) : plan;
  }

  private long cappedSum(List<Plan> plans) {
    return Math.min(population, plans.stream().mapToLong(plan -> plan.weight().estimate()).sum());
  }

  private long cost(List<Plan> plans) {
    return plans.stream()
        .mapToLong(plan -> plan.weight().costNanos() + COMBINE_NANOS_A_CHUNK * chunks())
        .sum();
  }

  /// What reading one bitmap takes.
  long bitmapNanos() {
    return chunks() * NANOS_A_BITMAP_CHUNK;
  }

  private long chunks() {
    return (population + 65_535) >>> 16;
  }
}
