package io.lamella.engine.plan;

import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.util.List;
import java.util.function.IntPredicate;

/// What a tree of conditions could have if customers who have no value for some of them had one:
/// whoever is left out of a condition for lack of a value may be in it or not. Pure.
///
/// The bounds hold for any values. A customer without a value is taken to satisfy one condition and
/// to fail another on the same attribute, so that what really becomes of it may lie well between
/// them.
public final class UnknownBounds {

  /// Plans with at least, and at most, who could be in it.
  public record Bounds(Plan fewest, Plan most) {}

  private final Plans plans;
  private final List<Planner.Clause> clauses;
  private final IntPredicate open;

  /// The number of the next condition.
  private int next;

  private UnknownBounds(long population, List<Planner.Clause> clauses, IntPredicate open) {
    this.plans = new Plans(population);
    this.clauses = clauses;
    this.open = open;
  }

  /// The bounds of a predicate.
  ///
  /// @param clauses its conditions in the order in which they stand
  /// @param open of which conditions customers without a value may be in it or not; of all others
  ///   they are left out, as always
  public static Bounds of(
      Predicate predicate, List<Planner.Clause> clauses, long population, IntPredicate open) {
    return new UnknownBounds(population, clauses, open).of(predicate);
  }

  private Bounds of(Predicate predicate) {
    List<Bounds> terms = Terms.of(predicate).stream().map(this::of).toList();
    List<Plan> fewest = terms.stream().map(Bounds::fewest).toList();
    List<Plan> most = terms.stream().map(Bounds::most).toList();
    return switch (predicate) {
      case Predicate.And _ -> new Bounds(plans.intersect(fewest), plans.intersect(most));
      case Predicate.Or _ -> new Bounds(plans.union(fewest), plans.union(most));
      case Predicate.Not _ ->
          new Bounds(plans.complement(most.getFirst()), plans.complement(fewest.getFirst()));
      case Predicate.Quantified(var quantifier, int count, var _) ->
          switch (quantifier) {
            case AT_LEAST ->
                new Bounds(plans.threshold(count, fewest), plans.threshold(count, most));
            case AT_MOST -> new Bounds(plans.atMost(count, most), plans.atMost(count, fewest));
            case EXACTLY ->
                new Bounds(
                    plans.intersect(
                        List.of(plans.threshold(count, fewest), plans.atMost(count, most))),
                    plans.intersect(
                        List.of(plans.threshold(count, most), plans.atMost(count, fewest))));
          };
      default -> condition();
    };
  }

  private Bounds condition() {
    int number = next++;
    Planner.Clause clause = clauses.get(number);
    Plan plan = clause.plan();
    return clause.known().isPresent() && open.test(number)
        ? new Bounds(
            plan, plans.union(List.of(plan, plans.complement(clause.known().orElseThrow()))))
        : new Bounds(plan, plan);
  }
}
