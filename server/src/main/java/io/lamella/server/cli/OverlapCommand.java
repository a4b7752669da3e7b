package io.lamella.server.cli;

import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella overlap NAME=EXPR...`.
@Command(
    name = "overlap",
    description = "Counts the customers that each pair of segments has in common.",
    mixinStandardHelpOptions = true)
final class OverlapCommand implements Runnable {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME=EXPR",
      description = "Segments, each with the name to print.")
  private List<String> segments = List.of();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    OverlapRequest.Builder request =
        OverlapRequest.newBuilder().setWorkspace(connection.workspace());
    asOf.timestamp().ifPresent(request::setAsOf);
    NamedExpressions.of(segments, "segment", spec)
        .forEach((name, expression) ->
            request.addExpressions(
                NamedExpression.newBuilder().setName(name).setExpression(expression)));
    OverlapResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).overlap(request.build()));
    print(response);
  }

  private void print(OverlapResponse response) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> names = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    for (OverlapResponse.Line line : response.getLinesList()) {
      names.add(line.getName());
      counts.add(line.getCountsList());
      Output.warn(err, line.getWarningsList());
    }
    new Matrix(names, counts).print(out);
    out.println(Output.basis(response.getPopulation(), response.getSnapshot(), response.getAsOf()));
    out.flush();
  }
}
