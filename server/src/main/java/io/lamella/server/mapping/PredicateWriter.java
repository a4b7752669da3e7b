package io.lamella.server.mapping;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Predicate.And;
import io.lamella.engine.query.Predicate.Compares;
import io.lamella.engine.query.Predicate.ComparesMeasures;
import io.lamella.engine.query.Predicate.Did;
import io.lamella.engine.query.Predicate.Everyone;
import io.lamella.engine.query.Predicate.Fits;
import io.lamella.engine.query.Predicate.Has;
import io.lamella.engine.query.Predicate.HasMember;
import io.lamella.engine.query.Predicate.HasMembers;
import io.lamella.engine.query.Predicate.InList;
import io.lamella.engine.query.Predicate.InSegment;
import io.lamella.engine.query.Predicate.InWindow;
import io.lamella.engine.query.Predicate.Inside;
import io.lamella.engine.query.Predicate.IsTrue;
import io.lamella.engine.query.Predicate.Near;
import io.lamella.engine.query.Predicate.Nobody;
import io.lamella.engine.query.Predicate.Not;
import io.lamella.engine.query.Predicate.OneOf;
import io.lamella.engine.query.Predicate.Or;
import io.lamella.engine.query.Predicate.Quantified;
import io.lamella.engine.query.Predicate.Ranked;
import io.lamella.engine.query.Predicate.Sample;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.util.List;

/// The engine's predicates as messages. One function for each sum type, one case for each variant.
final class PredicateWriter {

  private PredicateWriter() {}

  static io.lamella.v1.Predicate predicate(Predicate predicate) {
    var message = io.lamella.v1.Predicate.newBuilder();
    switch (predicate) {
      case Everyone() -> message.setEveryone(io.lamella.v1.Predicate.Everyone.getDefaultInstance());
      case Nobody() -> message.setNobody(io.lamella.v1.Predicate.Nobody.getDefaultInstance());
      case And(var terms) -> message.getAndBuilder().addAllTerms(predicates(terms));
      case Or(var terms) -> message.getOrBuilder().addAllTerms(predicates(terms));
      case Not(var term) -> message.getNotBuilder().setTerm(predicate(term));
      case Quantified(var quantifier, var count, var terms) ->
          message
              .getQuantifiedBuilder()
              .setQuantifier(PredicateEnums.QUANTIFIERS.message(quantifier))
              .setCount(count)
              .addAllTerms(predicates(terms));
      case Sample(var from, var to, var salt) ->
          message
              .getSampleBuilder()
              .setFromPercent(from.toPlainString())
              .setToPercent(to.toPlainString())
              .setSalt(salt);
      case InSegment(var name) -> message.getInSegmentBuilder().setName(name);
      case InList(var name) -> message.getInListBuilder().setName(name);
      case Ranked(var end, var percent, var by) ->
          message
              .getRankedBuilder()
              .setEnd(PredicateEnums.RANKING_ENDS.message(end))
              .setPercent(percent.toPlainString())
              .setBy(operand(by));
      case Has(var field) -> message.getHasBuilder().setField(field(field));
      case IsTrue(var field) -> message.getIsTrueBuilder().setField(field(field));
      case Compares(var operand, var comparison, var literal) ->
          message
              .getComparesBuilder()
              .setOperand(operand(operand))
              .setComparison(PredicateEnums.COMPARISONS.message(comparison))
              .setLiteral(literal(literal));
      case ComparesMeasures(var left, var comparison, var right) ->
          message
              .getComparesMeasuresBuilder()
              .setLeft(operand(left))
              .setComparison(PredicateEnums.COMPARISONS.message(comparison))
              .setRight(operand(right));
      case OneOf(var operand, var literals) ->
          message
              .getOneOfBuilder()
              .setOperand(operand(operand))
              .addAllLiterals(literals.stream().map(PredicateWriter::literal).toList());
      case InWindow(var operand, var window) ->
          message.getInWindowBuilder().setOperand(operand(operand)).setWindow(window(window));
      case Fits(var field, var test, var pattern) ->
          message
              .getFitsBuilder()
              .setField(field(field))
              .setTest(PredicateEnums.TEXT_TESTS.message(test))
              .setPattern(pattern.value());
      case HasMember(var member, var field) ->
          message.getHasMemberBuilder().setMember(member.value()).setField(field(field));
      case HasMembers(var field, var members, var values) ->
          message
              .getHasMembersBuilder()
              .setField(field(field))
              .setMembers(PredicateEnums.MEMBERS.message(members))
              .addAllValues(values.stream().map(Literal.Text::value).toList());
      case Near(var field, var centre, var distance) ->
          message
              .getNearBuilder()
              .setField(field(field))
              .setCentre(point(centre))
              .getDistanceBuilder()
              .setAmount(distance.amount().toPlainString())
              .setUnit(PredicateEnums.DISTANCE_UNITS.message(distance.unit()));
      case Inside(var field, var corners) ->
          message
              .getInsideBuilder()
              .setField(field(field))
              .addAllCorners(corners.stream().map(PredicateWriter::point).toList());
      case Did(var selection) -> message.getDidBuilder().setSelection(selection(selection));
    }
    return message.build();
  }

  private static List<io.lamella.v1.Predicate> predicates(List<Predicate> terms) {
    return terms.stream().map(PredicateWriter::predicate).toList();
  }

  private static io.lamella.v1.Point point(Point point) {
    return io.lamella.v1.Point.newBuilder()
        .setLatitude(point.latitude().toPlainString())
        .setLongitude(point.longitude().toPlainString())
        .build();
  }

  private static io.lamella.v1.Field field(Field field) {
    var message = io.lamella.v1.Field.newBuilder();
    switch (field.kind()) {
      case NAMED -> message.setName(field.name());
      case OWN_INSTANT ->
          message.setOwnInstant(io.lamella.v1.Field.OwnInstant.getDefaultInstance());
    }
    return message.build();
  }

  private static io.lamella.v1.Operand operand(Operand operand) {
    var message = io.lamella.v1.Operand.newBuilder();
    switch (operand) {
      case Operand.OfField(var field) -> message.setField(field(field));
      case Operand.SizeOf(var field) -> message.setSizeOf(field(field));
      case Operand.PartOf(var field, var part) ->
          message
              .getPartOfBuilder()
              .setField(field(field))
              .setPart(PredicateEnums.DATE_PARTS.message(part));
      case Operand.AnniversaryOf(var field) -> message.setAnniversaryOf(field(field));
      case Operand.MeasureOf measured -> message.setMeasureOf(measureOf(measured));
      case Operand.RatioOf(var dividend, var divisor) ->
          message
              .getRatioOfBuilder()
              .setDividend(measureOf(dividend))
              .setDivisor(measureOf(divisor));
    }
    return message.build();
  }

  private static io.lamella.v1.Operand.MeasureOf measureOf(Operand.MeasureOf measured) {
    return io.lamella.v1.Operand.MeasureOf.newBuilder()
        .setSelection(selection(measured.selection()))
        .setMeasure(measure(measured.measure()))
        .build();
  }

  private static io.lamella.v1.Literal literal(Literal literal) {
    var message = io.lamella.v1.Literal.newBuilder();
    switch (literal) {
      case Literal.Text(var value) -> message.setText(value);
      case Literal.Decimal(var value) -> message.setDecimal(value.toPlainString());
      case Literal.Bool(var value) -> message.setBoolean(value);
      case Literal.Time time -> message.setTime(time(time));
    }
    return message.build();
  }

  private static io.lamella.v1.Time time(Literal.Time time) {
    var message = io.lamella.v1.Time.newBuilder();
    switch (time.anchor()) {
      case Literal.Anchor.OnDate(var date) -> message.setDate(date.toString());
      case Literal.Anchor.At(var instant) -> message.setInstant(Instants.message(instant));
      case Literal.Anchor.Now() -> message.setNow(io.lamella.v1.Time.Now.getDefaultInstance());
    }
    for (Literal.Shift shift : time.shifts()) {
      message
          .addShiftsBuilder()
          .setDirection(PredicateEnums.DIRECTIONS.message(shift.direction()))
          .setSpan(span(shift.span()));
    }
    return message.build();
  }

  private static io.lamella.v1.Span span(Span span) {
    return io.lamella.v1.Span.newBuilder()
        .setAmount(span.amount())
        .setUnit(PredicateEnums.SPAN_UNITS.message(span.unit()))
        .build();
  }

  private static io.lamella.v1.Window window(Window window) {
    var message = io.lamella.v1.Window.newBuilder();
    switch (window) {
      case Window.Last(var span) -> message.getLastBuilder().setSpan(span(span));
      case Window.Ago(var from, var to) ->
          message.getAgoBuilder().setFrom(span(from)).setTo(span(to));
      case Window.Next(var span) -> message.getNextBuilder().setSpan(span(span));
      case Window.Between(var from, var to) ->
          message.getBetweenBuilder().setFrom(time(from)).setTo(time(to));
      case Window.Since(var from) -> message.getSinceBuilder().setFrom(time(from));
      case Window.Before(var to) -> message.getBeforeBuilder().setTo(time(to));
      case Window.Calendar(var period, var offset) ->
          message
              .getCalendarBuilder()
              .setPeriod(PredicateEnums.PERIODS.message(period))
              .setOffset(offset);
    }
    return message.build();
  }

  private static io.lamella.v1.Selection selection(Selection selection) {
    var message = io.lamella.v1.Selection.newBuilder();
    selection.behaviours().forEach(behaviour -> message.addBehaviours(behaviour.name()));
    selection.steps().forEach(step -> message.addSteps(step(step)));
    return message.build();
  }

  private static io.lamella.v1.Step step(Step step) {
    var message = io.lamella.v1.Step.newBuilder();
    switch (step) {
      case Step.Where(var condition) -> message.setWhere(predicate(condition));
      case Step.Within(var window) -> message.setWithin(window(window));
      case Step.Sequence sequence -> message.setSequence(sequence(sequence));
    }
    return message.build();
  }

  private static io.lamella.v1.Step.Sequence sequence(Step.Sequence sequence) {
    var message =
        io.lamella.v1.Step.Sequence.newBuilder()
            .setOrder(PredicateEnums.SEQUENCE_ORDERS.message(sequence.order()))
            .setOther(selection(sequence.other()))
            .addAllEqualProperties(sequence.equal().stream().map(Field::name).toList());
    switch (sequence.gap()) {
      case Step.Gap.AtMost(var span) -> message.setAtMost(span(span));
      case Step.Gap.All() -> message.setAny(io.lamella.v1.Step.AnyGap.getDefaultInstance());
    }
    return message.build();
  }

  private static io.lamella.v1.Measure measure(Measure measure) {
    var message = io.lamella.v1.Measure.newBuilder();
    switch (measure) {
      case Measure.Count() -> message.setCount(io.lamella.v1.Measure.Count.getDefaultInstance());
      case Measure.OfProperty(var function, var property) ->
          message
              .getOfPropertyBuilder()
              .setFunction(PredicateEnums.FUNCTIONS.message(function))
              .setProperty(field(property));
      case Measure.CalendarUnits(var unit) ->
          message.setCalendarUnits(PredicateEnums.CALENDAR_UNITS.message(unit));
      case Measure.Nth(var n) -> message.setNth(n);
      case Measure.First() -> message.setFirst(io.lamella.v1.Measure.First.getDefaultInstance());
      case Measure.Last() -> message.setLast(io.lamella.v1.Measure.Last.getDefaultInstance());
      case Measure.Per(var property, var inner) ->
          message.getPerBuilder().setProperty(field(property)).setMeasure(measure(inner));
    }
    return message.build();
  }
}
