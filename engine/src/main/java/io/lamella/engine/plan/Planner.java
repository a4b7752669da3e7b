package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.util.List;

/// Turns a checked predicate into a plan. Pure: the same predicate, statistics and instant give the
/// same plan. Confined to one thread.
public final class Planner {

  /// A plan and what the planner noticed.
  public record Planned(Plan plan, List<Fault> warnings) {}

  private final Plans plans;
  private final AttributePlanner attributes;
  private final EventPlanner events;

  private Planner(Statistics statistics, Clock clock, FaultList warnings) {
    this.plans = new Plans(statistics.population());
    var tests = new ValueTests(clock, warnings);
    this.attributes = new AttributePlanner(statistics, clock, warnings, tests);
    this.events = new EventPlanner(statistics, clock, warnings, tests, plans);
  }

  /// Plans a predicate that the [Checker] found no fault in.
  ///
  /// @param nowMillis the query's instant
  public static Planned plan(Located located, Statistics statistics, long nowMillis) {
    var warnings = new FaultList(located.locator());
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    Plan plan = new Planner(statistics, clock, warnings).plan(located.predicate());
    return new Planned(plan, warnings.list());
  }

  private Plan plan(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Everyone _ -> plans.everyone();
      case Predicate.Nobody _ -> new Plan.Nobody();
      case Predicate.And(var terms) -> plans.intersect(planAll(terms));
      case Predicate.Or(var terms) -> plans.union(planAll(terms));
      case Predicate.Not(var term) -> plans.complement(plan(term));
      case Predicate.Quantified(var quantifier, int count, var terms) ->
          quantified(quantifier, count, planAll(terms));
      case Predicate.Sample sample -> sampled(sample);
      case Predicate.Did did -> events.did(did.selection());
      case Predicate.Compares(Operand.MeasureOf measured, var comparison, var literal) ->
          events.compares(measured, comparison, literal);
      case Predicate.OneOf(Operand.MeasureOf measured, var literals) ->
          events.oneOf(measured, literals);
      case Predicate.InWindow(Operand.MeasureOf measured, var window) ->
          events.inWindow(measured, window);
      case Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Compares _,
          Predicate.OneOf _,
          Predicate.InWindow _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _ ->
          attributes.plan(predicate);
    };
  }

  private List<Plan> planAll(List<Predicate> terms) {
    return terms.stream().map(this::plan).toList();
  }

  private Plan quantified(Predicate.Quantifier quantifier, int count, List<Plan> terms) {
    return switch (quantifier) {
      case AT_LEAST -> plans.threshold(count, terms);
      case AT_MOST -> plans.complement(moreThan(count, terms));
      case EXACTLY ->
          plans.intersect(
              List.of(plans.threshold(count, terms), plans.complement(moreThan(count, terms))));
    };
  }

  private Plan moreThan(int count, List<Plan> terms) {
    return count >= terms.size() ? new Plan.Nobody() : plans.threshold(count + 1, terms);
  }

  private Plan sampled(Predicate.Sample sample) {
    BigDecimal perPercent = BigDecimal.valueOf(10_000);
    return new Plan.Sampled(
        sample.fromPercent().multiply(perPercent).intValueExact(),
        sample.toPercent().multiply(perPercent).intValueExact(),
        CustomerHash.ofSalt(sample.salt()),
        new Plan.Weight(plans.population(), 2 * plans.population()));
  }
}
