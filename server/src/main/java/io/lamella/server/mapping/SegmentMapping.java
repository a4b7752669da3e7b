package io.lamella.server.mapping;

import io.lamella.engine.api.Explanation;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.CountManyRequest;
import io.lamella.v1.CountManyResponse;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.Evaluation;
import io.lamella.v1.ExplainRequest;
import io.lamella.v1.ExplainResponse;
import io.lamella.v1.PlanNode;
import io.lamella.v1.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Requests and answers of the segment service.
public final class SegmentMapping {

  private SegmentMapping() {}

  /// What is asked.
  public static AskedQuestion asked(CountRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// What is asked.
  public static AskedQuestion asked(ExplainRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// What is asked.
  public static AskedQuestion asked(CountManyRequest m) {
    List<SegmentForm> segments = new ArrayList<>(m.getExpressionsCount());
    for (int i = 0; i < m.getExpressionsCount(); i++) {
      segments.add(SegmentForm.of(m.getExpressions(i), "expressions[" + i + "]"));
    }
    return new AskedQuestion(
        m.getWorkspace(), segments, m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// A count.
  public static CountResponse count(PreparedQuestion prepared, long[] counts) {
    return CountResponse.newBuilder()
        .setCount(counts[0])
        .setPopulation(prepared.population())
        .setSnapshot(prepared.snapshot())
        .setAsOf(Instants.message(prepared.asOf()))
        .addAllWarnings(warnings(prepared, 0))
        .build();
  }

  /// Many counts.
  public static CountManyResponse countMany(PreparedQuestion prepared, long[] counts) {
    CountManyResponse.Builder answer =
        CountManyResponse.newBuilder()
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setAsOf(Instants.message(prepared.asOf()));
    for (int i = 0; i < counts.length; i++) {
      answer.addCountsBuilder().setCount(counts[i]).addAllWarnings(warnings(prepared, i));
    }
    return answer.build();
  }

  /// A plan and what it found.
  public static ExplainResponse explain(Predicate predicate, Explanation explanation) {
    return ExplainResponse.newBuilder()
        .setCount(explanation.count())
        .setPopulation(explanation.population())
        .setSnapshot(explanation.snapshot())
        .setAsOf(Instants.message(explanation.asOf()))
        .addAllWarnings(warnings(explanation.warnings()))
        .setPlanningNanos(explanation.planningNanos())
        .setElapsedNanos(explanation.elapsedNanos())
        .setEvaluation(
            Evaluation.newBuilder()
                .setElapsedNanos(explanation.evaluation().elapsedNanos())
                .setBytesRead(explanation.evaluation().bytesRead())
                .setMachineBytesPerSecond(explanation.evaluation().machineBytesPerSecond()))
        .setMemory(CatalogMapping.memory(explanation.memory()))
        .setRoot(node(explanation.root()))
        .setExpression(Expressions.print(predicate))
        .setPredicate(PredicateMapping.write(predicate))
        .build();
  }

  private static PlanNode node(Explanation.Node node) {
    PlanNode.Builder message =
        PlanNode.newBuilder()
            .setOperation(node.operation())
            .setDetail(node.detail())
            .setEstimate(node.estimate())
            .setActual(node.actual())
            .setElapsedNanos(node.elapsedNanos());
    node.unknown().ifPresent(message::setUnknown);
    node.children().forEach(child -> message.addChildren(node(child)));
    return message.build();
  }

  /// What is suspicious in all of the expressions, each with the field that it stands in.
  static List<Warning> warnings(AskedQuestion asked, PreparedQuestion prepared) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < asked.segments().size(); i++) {
      prepared.warnings().get(i).stream().map(asked.segments().get(i)::placed).forEach(faults::add);
    }
    return warnings(faults);
  }

  /// What is suspicious in one of the expressions.
  static List<Warning> warnings(PreparedQuestion prepared, int expression) {
    return warnings(prepared.warnings().get(expression));
  }

  /// What is suspicious.
  static List<Warning> warnings(List<Fault> faults) {
    return faults.stream()
        .map(fault ->
            Warning.newBuilder().setPlace(fault.place()).setMessage(fault.message()).build())
        .toList();
  }
}
