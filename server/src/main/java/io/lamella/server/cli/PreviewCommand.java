package io.lamella.server.cli;

import io.lamella.v1.Predicate;
import io.lamella.v1.PreviewNode;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.SegmentServiceGrpc;
import io.lamella.v1.Warning;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella preview 'EXPR'`.
@Command(
    name = "preview",
    description = "Shows what each clause of a segment does: its count, and the total without it.",
    mixinStandardHelpOptions = true)
final class PreviewCommand implements Runnable, Refusals.Asking {
  private static final int WIDTH = 13;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    PreviewRequest.Builder request =
        PreviewRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    asOf.timestamp().ifPresent(request::setAsOf);
    PreviewResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).preview(request.build()));
    Output.warn(
        spec.commandLine().getErr(),
        response.getWarningsList().stream()
            .map(warning ->
                Warning.newBuilder()
                    .setPlace(warning.getPlace())
                    .setMessage(warning.getMessage())
                    .build())
            .toList());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    out.println(
        "planned in "
            + Output.millis(response.getPlanningNanos())
            + ", evaluated in "
            + Output.millis(response.getElapsedNanos()));
    out.println(cell("count") + cell("without") + cell("unknown"));
    print(out, response.getRoot(), response.getPredicate(), "  ");
    out.flush();
  }

  private static void print(PrintWriter out, PreviewNode node, Predicate predicate, String indent) {
    out.println(
        cell(Output.number(node.getCount()))
            + cell(Output.number(node.getWithout()))
            + cell(node.hasUnknown() ? Output.number(node.getUnknown()) : "")
            + indent
            + TreeWords.of(node.getExpression(), predicate));
    List<Predicate> terms = TreeWords.terms(predicate);
    for (int i = 0; i < node.getChildrenCount(); i++) {
      print(out, node.getChildren(i), terms.get(i), indent + "  ");
    }
  }

  private static String cell(String text) {
    return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
  }
}
