package io.lamella.server.mapping;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;

/// The enums of predicates, paired.
final class PredicateEnums {

  static final EnumPairs<Comparison, io.lamella.v1.Comparison> COMPARISONS =
      EnumPairs.of(Comparison.class, io.lamella.v1.Comparison.class);
  static final EnumPairs<Predicate.Quantifier, io.lamella.v1.Quantifier> QUANTIFIERS =
      EnumPairs.of(Predicate.Quantifier.class, io.lamella.v1.Quantifier.class);
  static final EnumPairs<Predicate.End, io.lamella.v1.RankingEnd> RANKING_ENDS =
      EnumPairs.of(Predicate.End.class, io.lamella.v1.RankingEnd.class);
  static final EnumPairs<Predicate.Members, io.lamella.v1.Members> MEMBERS =
      EnumPairs.of(Predicate.Members.class, io.lamella.v1.Members.class);
  static final EnumPairs<Predicate.TextTest, io.lamella.v1.TextTest> TEXT_TESTS =
      EnumPairs.of(Predicate.TextTest.class, io.lamella.v1.TextTest.class);
  static final EnumPairs<Operand.DatePart, io.lamella.v1.DatePart> DATE_PARTS =
      EnumPairs.of(Operand.DatePart.class, io.lamella.v1.DatePart.class);
  static final EnumPairs<Literal.Direction, io.lamella.v1.Direction> DIRECTIONS =
      EnumPairs.of(Literal.Direction.class, io.lamella.v1.Direction.class);
  static final EnumPairs<Span.Unit, io.lamella.v1.SpanUnit> SPAN_UNITS =
      EnumPairs.of(Span.Unit.class, io.lamella.v1.SpanUnit.class);
  static final EnumPairs<Distance.Unit, io.lamella.v1.DistanceUnit> DISTANCE_UNITS =
      EnumPairs.of(Distance.Unit.class, io.lamella.v1.DistanceUnit.class);
  static final EnumPairs<Window.Period, io.lamella.v1.Period> PERIODS =
      EnumPairs.of(Window.Period.class, io.lamella.v1.Period.class);
  static final EnumPairs<Step.Order, io.lamella.v1.SequenceOrder> SEQUENCE_ORDERS =
      EnumPairs.of(Step.Order.class, io.lamella.v1.SequenceOrder.class);
  static final EnumPairs<Measure.Function, io.lamella.v1.PropertyFunction> FUNCTIONS =
      EnumPairs.of(Measure.Function.class, io.lamella.v1.PropertyFunction.class);
  static final EnumPairs<Measure.CalendarUnit, io.lamella.v1.CalendarUnit> CALENDAR_UNITS =
      EnumPairs.of(Measure.CalendarUnit.class, io.lamella.v1.CalendarUnit.class);

  private PredicateEnums() {}
}
