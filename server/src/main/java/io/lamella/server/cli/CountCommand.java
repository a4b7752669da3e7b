package io.lamella.server.cli;

import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella count 'EXPR'`.
@Command(
    name = "count",
    description = "Counts the customers of a segment.",
    mixinStandardHelpOptions = true)
final class CountCommand implements Runnable, Refusals.Asking {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    CountRequest.Builder request =
        CountRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    asOf.timestamp().ifPresent(request::setAsOf);
    CountResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).count(request.build()));
    PrintWriter out = spec.commandLine().getOut();
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    out.println(
        json
            ? "{\"count\": "
                + response.getCount()
                + ", \"population\": "
                + response.getPopulation()
                + ", \"snapshot\": "
                + response.getSnapshot()
                + ", \"as_of\": \""
                + Output.instant(response.getAsOf())
                + "\"}"
            : Output.total(
                response.getCount(),
                response.getPopulation(),
                response.getSnapshot(),
                response.getAsOf()));
    out.flush();
  }
}
