package io.lamella.server.cli;

import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella breakdown 'EXPR' ATTRIBUTE`.
@Command(
    name = "breakdown",
    description = "Shows how the customers of a segment are spread over an attribute's values.",
    mixinStandardHelpOptions = true)
final class BreakdownCommand implements Runnable, Refusals.Asking {
  private static final int WIDTH = 14;
  private static final int MIN_NAME = 20;
  private static final int MAX_NAME = 60;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Parameters(index = "1", paramLabel = "ATTRIBUTE", description = "By which attribute.")
  private String attribute = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many values to list, 1 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    BreakdownRequest.Builder request =
        BreakdownRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .setAttribute(attribute)
            // To the server 0 is no limit given; here it was.
            .setLimit(limit == 0 ? -1 : limit);
    asOf.timestamp().ifPresent(request::setAsOf);
    BreakdownResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).breakdown(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    print(spec.commandLine().getOut(), response);
  }

  private void print(PrintWriter out, BreakdownResponse response) {
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    int width = MIN_NAME;
    for (BreakdownResponse.Slice slice : response.getSlicesList()) {
      width = Math.clamp(slice.getValue().length(), width, MAX_NAME);
    }
    out.println(pad(attribute, width) + right("count") + right("share") + right("of all"));
    for (BreakdownResponse.Slice slice : response.getSlicesList()) {
      out.println(
          pad(slice.getValue(), width)
              + counted(slice.getCount(), response.getCount())
              + right(Output.number(slice.getPopulation())));
    }
    if (response.getOtherValues() > 0) {
      out.println(
          pad(others(response.getOtherValues()), width)
              + counted(response.getOther(), response.getCount()));
    }
    if (response.getWithoutValue() > 0) {
      out.println(
          pad("(no value)", width) + counted(response.getWithoutValue(), response.getCount()));
    }
    out.flush();
  }

  private static String others(long values) {
    return "(" + Output.number(values) + (values == 1 ? " other value)" : " other values)");
  }

  private static String counted(long count, long total) {
    return right(Output.number(count)) + right(Output.share(count, total));
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
  }
}
