package io.lamella.server.cli;

import io.lamella.v1.Evaluation;
import io.lamella.v1.ExplainRequest;
import io.lamella.v1.ExplainResponse;
import io.lamella.v1.PlanNode;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella explain 'EXPR'`.
@Command(
    name = "explain",
    description = "Shows how a segment is answered, with estimates beside what was found.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable, Refusals.Asking {
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
    ExplainRequest.Builder request =
        ExplainRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    asOf.timestamp().ifPresent(request::setAsOf);
    ExplainResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).explain(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Output.number(response.getCount())
            + " of "
            + Output.number(response.getPopulation())
            + " customers, snapshot "
            + response.getSnapshot()
            + ", as of "
            + Output.instant(response.getAsOf()));
    out.println(
        "planned in "
            + Output.millis(response.getPlanningNanos())
            + ", every node evaluated in "
            + Output.millis(response.getElapsedNanos()));
    out.println(evaluation(response.getEvaluation()));
    print(out, response.getRoot(), "");
    out.println(Output.memory(response.getMemory()));
    out.flush();
  }

  private static String evaluation(Evaluation evaluation) {
    double bytesPerNano =
        (double) evaluation.getBytesRead() / Math.max(evaluation.getElapsedNanos(), 1);
    return String.format(
        Locale.ROOT,
        "counted in %s: %s read, %.1f GB/s, %.0f %% of what this machine reads",
        Output.millis(evaluation.getElapsedNanos()),
        Output.bytes(evaluation.getBytesRead()),
        bytesPerNano,
        100e9 * bytesPerNano / evaluation.getMachineBytesPerSecond());
  }

  private static void print(PrintWriter out, PlanNode node, String indent) {
    out.println(indent + node.getOperation());
    StringBuilder facts =
        new StringBuilder(indent).append("  = ").append(Output.number(node.getActual()));
    facts.append(" (at most ").append(Output.number(node.getEstimate())).append(')');
    if (node.hasUnknown()) {
      facts.append(", unknown ").append(Output.number(node.getUnknown()));
    }
    facts.append(", ").append(Output.millis(node.getElapsedNanos()));
    if (!node.getDetail().isEmpty()) {
      facts.append(", ").append(node.getDetail());
    }
    out.println(facts);
    for (PlanNode child : node.getChildrenList()) {
      print(out, child, indent + "    ");
    }
  }
}
