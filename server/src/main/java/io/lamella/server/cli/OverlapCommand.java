package io.lamella.server.cli;

import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
    named()
        .forEach((name, expression) ->
            request.addExpressions(
                NamedExpression.newBuilder().setName(name).setExpression(expression)));
    OverlapResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).overlap(request.build()));
    print(response);
  }

  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String segment : segments) {
      int equals = segment.indexOf('=');
      if (equals < 1 || segment.startsWith("==", equals)) {
        throw new ParameterException(
            spec.commandLine(), "a segment is NAME=EXPR, like uk=\"country == 'GB'\": " + segment);
      }
      if (named.put(segment.substring(0, equals).strip(), segment.substring(equals + 1)) != null) {
        throw new ParameterException(
            spec.commandLine(), "two segments have one name: " + segment.substring(0, equals));
      }
    }
    return named;
  }

  private void print(OverlapResponse response) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int width = 8;
    for (OverlapResponse.Line line : response.getLinesList()) {
      width = Math.max(width, line.getName().length() + 2);
      Output.warn(err, line.getWarningsList());
    }
    out.print(" ".repeat(width));
    for (OverlapResponse.Line line : response.getLinesList()) {
      out.print(right(line.getName(), width + 2));
    }
    out.println();
    for (OverlapResponse.Line line : response.getLinesList()) {
      out.print(String.format(Locale.ROOT, "%-" + width + "s", line.getName()));
      for (long count : line.getCountsList()) {
        out.print(right(Output.number(count), width + 2));
      }
      out.println();
    }
    out.println(
        "of "
            + Output.number(response.getPopulation())
            + " customers, snapshot "
            + response.getSnapshot()
            + ", as of "
            + Output.instant(response.getAsOf()));
    out.flush();
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
