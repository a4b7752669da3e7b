package io.lamella.server.mapping;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.SampleMembersRequest;
import io.lamella.v1.SampleMembersResponse;
import io.lamella.v1.SampleMembersResponse.AttributeValue;
import io.lamella.v1.SampleMembersResponse.MatchedEvent;
import io.lamella.v1.SampleMembersResponse.Member;
import java.math.BigDecimal;
import java.util.List;

/// Breakdowns and samples, both ways.
public final class BreakdownMapping {

  /// How many members are shown if the request does not say.
  private static final int MEMBERS = 10;

  private BreakdownMapping() {}

  /// What is asked.
  public static AskedQuestion asked(BreakdownRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// What is asked.
  public static AskedQuestion asked(SampleMembersRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// How many members are shown.
  public static int limit(SampleMembersRequest m) {
    return m.getLimit() == 0 ? MEMBERS : m.getLimit();
  }

  /// A breakdown.
  public static BreakdownResponse breakdown(PreparedQuestion prepared, Breakdown breakdown) {
    BreakdownResponse.Builder answer =
        BreakdownResponse.newBuilder()
            .setCount(breakdown.count())
            .setPopulation(breakdown.population())
            .setSnapshot(breakdown.snapshot())
            .setAsOf(Instants.message(breakdown.asOf()))
            .addAllWarnings(SegmentMapping.warnings(prepared, 0))
            .setOther(breakdown.other())
            .setOtherValues(breakdown.otherValues())
            .setWithoutValue(breakdown.withoutValue())
            .setOverlapping(breakdown.overlapping())
            .setElapsedNanos(breakdown.elapsedNanos());
    for (Breakdown.Slice slice : breakdown.slices()) {
      answer
          .addSlicesBuilder()
          .setValue(slice.value())
          .setCount(slice.count())
          .setPopulation(slice.population())
          .setExpression(expression(slice.predicate()));
    }
    return answer.build();
  }

  /// The text form; empty for a number of more digits than it can hold.
  static String expression(Predicate predicate) {
    return canWrite(predicate) ? Expressions.print(predicate) : "";
  }

  private static boolean canWrite(Predicate predicate) {
    return switch (predicate) {
      case Predicate.And(var terms) -> terms.stream().allMatch(BreakdownMapping::canWrite);
      case Predicate.Compares(var _, var _, Literal.Decimal(BigDecimal number)) ->
          Expressions.canWrite(number);
      default -> true;
    };
  }

  /// Some members.
  public static SampleMembersResponse sample(PreparedQuestion prepared, MemberSample sample) {
    return SampleMembersResponse.newBuilder()
        .setCount(sample.count())
        .setPopulation(sample.population())
        .setSnapshot(sample.snapshot())
        .setAsOf(Instants.message(sample.asOf()))
        .addAllWarnings(SegmentMapping.warnings(prepared, 0))
        .addAllMembers(sample.members().stream().map(BreakdownMapping::member).toList())
        .build();
  }

  private static Member member(MemberSample.Member member) {
    return Member.newBuilder()
        .setCustomerId(member.customerId())
        .addAllAttributes(values(member.attributes()))
        .addAllEvents(member.events().stream().map(BreakdownMapping::event).toList())
        .build();
  }

  static MatchedEvent event(MemberSample.Event event) {
    return MatchedEvent.newBuilder()
        .addAllNode(event.node())
        .setBehaviour(event.behaviour())
        .setInstant(Instants.message(event.instant()))
        .addAllProperties(values(event.properties()))
        .setFound(event.found())
        .build();
  }

  static List<AttributeValue> values(List<MemberSample.NamedValue> values) {
    return values.stream()
        .map(value ->
            AttributeValue.newBuilder().setName(value.name()).setValue(value.value()).build())
        .toList();
  }
}
