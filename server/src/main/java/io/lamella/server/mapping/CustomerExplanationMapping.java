package io.lamella.server.mapping;

import io.lamella.engine.api.CustomerExplanation;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.CustomerNode;
import io.lamella.v1.CustomerVerdict;
import io.lamella.v1.ExplainCustomerRequest;
import io.lamella.v1.ExplainCustomerResponse;
import java.util.List;
import java.util.Optional;

/// Explanations of one customer, both ways.
public final class CustomerExplanationMapping {
  private static final EnumPairs<CustomerExplanation.Verdict, CustomerVerdict> VERDICTS =
      EnumPairs.of(CustomerExplanation.Verdict.class, CustomerVerdict.class);

  private CustomerExplanationMapping() {}

  /// What is asked.
  public static AskedQuestion asked(ExplainCustomerRequest m) {
    return new AskedQuestion(
        m.getWorkspace(),
        List.of(SegmentForm.of(m.getSegment(), "segment")),
        m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// An explanation.
  public static ExplainCustomerResponse explanation(
      AskedQuestion asked, PreparedQuestion prepared, CustomerExplanation explanation) {
    Predicate predicate = explanation.root().predicate();
    return ExplainCustomerResponse.newBuilder()
        .setRoot(node(explanation.root()))
        .setPopulation(explanation.population())
        .setSnapshot(explanation.snapshot())
        .setAsOf(Instants.message(explanation.asOf()))
        .addAllWarnings(SegmentMapping.warnings(asked, prepared))
        .setExpression(Expressions.print(predicate))
        .setPredicate(PredicateMapping.write(predicate))
        .setElapsedNanos(explanation.elapsedNanos())
        .build();
  }

  private static CustomerNode node(CustomerExplanation.Node node) {
    CustomerNode.Builder message =
        CustomerNode.newBuilder()
            .setVerdict(VERDICTS.message(node.verdict()))
            .setExpression(Expressions.print(node.predicate()))
            .addAllValues(BreakdownMapping.values(node.values()))
            .addAllEvents(node.events().stream().map(BreakdownMapping::event).toList());
    node.turns().map(Instants::message).ifPresent(message::setTurnsAt);
    node.children().forEach(child -> message.addChildren(node(child)));
    return message.build();
  }
}
