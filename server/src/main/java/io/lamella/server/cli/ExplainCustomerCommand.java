package io.lamella.server.cli;

import io.lamella.v1.CustomerNode;
import io.lamella.v1.CustomerVerdict;
import io.lamella.v1.ExplainCustomerRequest;
import io.lamella.v1.ExplainCustomerResponse;
import io.lamella.v1.Expression;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.Predicate;
import io.lamella.v1.SampleMembersResponse.AttributeValue;
import io.lamella.v1.SampleMembersResponse.MatchedEvent;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella explain-customer ID 'EXPR'`.
@Command(
    name = "explain-customer",
    description =
        "Shows why a customer is in a segment or is not, clause by clause, and until when if nothing"
            + " more happens.",
    mixinStandardHelpOptions = true)
final class ExplainCustomerCommand implements Runnable, Refusals.Asking {
  private static final int INSTANT_WIDTH = 24;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(index = "0", paramLabel = "ID", description = "The customer's id.")
  private String customerId = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    ExplainCustomerRequest.Builder request =
        ExplainCustomerRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setCustomerId(customerId)
            .setSegment(Expression.newBuilder().setExpression(expression));
    asOf.timestamp().ifPresent(request::setAsOf);
    ExplainCustomerResponse response =
        connection.with(channel ->
            InsightServiceGrpc.newBlockingStub(channel).explainCustomer(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, ExplainCustomerCommand::print);
  }

  private static void print(ExplainCustomerResponse response, PrintWriter out) {
    out.println(line("", "until", ""));
    print(response.getRoot(), response.getPredicate(), "", out);
    out.println(Output.basis(response.getPopulation(), response.getSnapshot(), response.getAsOf()));
  }

  private static void print(
      CustomerNode node, Predicate predicate, String indent, PrintWriter out) {
    out.println(
        line(
            verdict(node.getVerdict()),
            node.hasTurnsAt() ? Output.instant(node.getTurnsAt()) : "",
            indent + TreeWords.of(node.getExpression(), predicate)));
    String below = indent + "  ";
    for (AttributeValue value : node.getValuesList()) {
      out.println(line("", "", below + pair(value)));
    }
    for (MatchedEvent event : node.getEventsList()) {
      out.println(line("", "", below + words(event)));
    }
    List<Predicate> terms = TreeWords.terms(predicate);
    for (int i = 0; i < node.getChildrenCount(); i++) {
      print(node.getChildren(i), terms.get(i), below, out);
    }
  }

  private static String line(String verdict, String until, String what) {
    return String.format(Locale.ROOT, "%-8s  %-" + INSTANT_WIDTH + "s  %s", verdict, until, what)
        .stripTrailing();
  }

  private static String verdict(CustomerVerdict verdict) {
    return switch (verdict) {
      case CUSTOMER_VERDICT_HOLDS -> "yes";
      case CUSTOMER_VERDICT_UNKNOWN -> "unknown";
      case CUSTOMER_VERDICT_FAILS, CUSTOMER_VERDICT_UNSPECIFIED, UNRECOGNIZED -> "no";
    };
  }

  /// `purchase at 2026-02-01T10:00:00Z, amount=12.5 (of 3)`.
  private static String words(MatchedEvent event) {
    String properties =
        event.getPropertiesList().stream()
            .map(property -> ", " + pair(property))
            .collect(Collectors.joining());
    return event.getBehaviour()
        + " at "
        + Output.instant(event.getInstant())
        + properties
        + " (of "
        + Output.number(event.getFound())
        + ")";
  }

  private static String pair(AttributeValue value) {
    return value.getName() + "=" + value.getValue();
  }
}
