package io.lamella.server.mapping;

import io.lamella.engine.api.Coverage;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.AttributeCoverage;
import io.lamella.v1.BehaviourCoverage;
import io.lamella.v1.ClauseCoverage;
import io.lamella.v1.ClauseCoverageRequest;
import io.lamella.v1.ClauseCoverageResponse;
import io.lamella.v1.CoverageRequest;
import io.lamella.v1.CoverageResponse;
import io.lamella.v1.UnknownBounds;
import java.time.Instant;
import java.util.Optional;

/// Coverages, both ways.
public final class CoverageMapping {

  /// How many days are told if the request does not say.
  private static final int DAYS = 7;

  private CoverageMapping() {}

  /// Which day is today; empty for the clock's.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for an instant that is none
  public static Optional<Instant> asOf(CoverageRequest m) {
    return m.hasAsOf() ? Optional.of(Instants.read("as_of", m.getAsOf())) : Optional.empty();
  }

  /// How many days are told of.
  public static int days(CoverageRequest m) {
    return m.hasDays() ? m.getDays() : DAYS;
  }

  /// A coverage.
  public static CoverageResponse coverage(Coverage coverage) {
    return CoverageResponse.newBuilder()
        .setPopulation(coverage.population())
        .setSnapshot(coverage.snapshot())
        .setAsOf(Instants.message(coverage.asOf()))
        .addAllAttributes(coverage.attributes().stream().map(CoverageMapping::attribute).toList())
        .addAllBehaviours(coverage.behaviours().stream().map(CoverageMapping::behaviour).toList())
        .build();
  }

  private static AttributeCoverage attribute(Coverage.OfAttribute attribute) {
    AttributeCoverage.Builder answer =
        AttributeCoverage.newBuilder()
            .setName(attribute.name())
            .setType(CatalogMapping.TYPES.message(attribute.type()))
            .setCustomers(attribute.customers())
            .setDistinctValues(attribute.distinctValues());
    attribute.lastChange().map(Instants::message).ifPresent(answer::setLastChange);
    return answer.build();
  }

  private static BehaviourCoverage behaviour(Coverage.OfBehaviour behaviour) {
    BehaviourCoverage.Builder answer =
        BehaviourCoverage.newBuilder().setName(behaviour.name()).setEvents(behaviour.events());
    behaviour.first().map(Instants::message).ifPresent(answer::setFirst);
    behaviour.last().map(Instants::message).ifPresent(answer::setLast);
    behaviour.lastArrival().map(Instants::message).ifPresent(answer::setLastArrival);
    for (Coverage.Day day : behaviour.days()) {
      answer
          .addDaysBuilder()
          .setDate(day.date().toString())
          .setEvents(day.events())
          .addAllWeeksBefore(day.weeksBefore())
          .setLate(day.late());
    }
    return answer.build();
  }

  /// What is asked.
  public static AskedQuestion asked(ClauseCoverageRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// How much of an expression is known.
  public static ClauseCoverageResponse clauses(
      PreparedQuestion prepared,
      Predicate predicate,
      io.lamella.engine.api.ClauseCoverage coverage) {
    return ClauseCoverageResponse.newBuilder()
        .setCount(coverage.count())
        .setPopulation(coverage.population())
        .setSnapshot(coverage.snapshot())
        .setAsOf(Instants.message(coverage.asOf()))
        .addAllWarnings(SegmentMapping.warnings(prepared, 0))
        .setAll(bounds(coverage.all()))
        .addAllClauses(coverage.clauses().stream().map(CoverageMapping::clause).toList())
        .setExpression(Expressions.print(predicate))
        .setElapsedNanos(coverage.elapsedNanos())
        .build();
  }

  private static ClauseCoverage clause(io.lamella.engine.api.ClauseCoverage.Clause clause) {
    ClauseCoverage.Builder answer =
        ClauseCoverage.newBuilder()
            .addAllNode(clause.node())
            .setExpression(Expressions.print(clause.predicate()))
            .setCount(clause.count())
            .setBounds(bounds(clause.bounds()));
    clause.unknown().ifPresent(answer::setUnknown);
    return answer.build();
  }

  private static UnknownBounds bounds(io.lamella.engine.api.ClauseCoverage.Bounds bounds) {
    return UnknownBounds.newBuilder().setMore(bounds.more()).setFewer(bounds.fewer()).build();
  }
}
