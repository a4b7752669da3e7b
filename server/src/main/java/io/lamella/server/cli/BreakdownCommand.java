package io.lamella.server.cli;

import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella breakdown 'EXPR' [ATTRIBUTE]`.
@Command(
    name = "breakdown",
    description = {
      "Shows how the customers of a segment are spread over an attribute's values or bins of it,",
      "over the stages of a partition, saved segments, or the values of a property of events."
    },
    mixinStandardHelpOptions = true)
final class BreakdownCommand implements Runnable, Refusals.Asking {
  private static final int WIDTH = 14;
  private static final int MIN_NAME = 20;
  private static final int MAX_NAME = 60;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();
  @Mixin private BreakdownOptions by = new BreakdownOptions();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ATTRIBUTE",
      description = "By which attribute.")
  private String attribute = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many values or bins to list, 1 to 1,000 (default: 20 values, all bins).")
  private @Nullable Integer limit;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    if (attribute.isEmpty() && by.named().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name an attribute, or --stages, --segments or --behaviour");
    }
    BreakdownRequest.Builder request =
        BreakdownRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .setAttribute(attribute);
    if (limit != null) {
      // To the server 0 is no limit given; here it was.
      request.setLimit(limit == 0 ? -1 : limit);
    }
    by.write(request);
    asOf.timestamp().ifPresent(request::setAsOf);
    BreakdownResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).breakdown(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, this::print);
  }

  private void print(BreakdownResponse response, PrintWriter out) {
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
    out.println(
        pad(by.named().orElse(attribute), width)
            + right("count")
            + right("share")
            + right("of all"));
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
          pad(by.named().isPresent() ? "(none)" : "(no value)", width)
              + counted(response.getWithoutValue(), response.getCount()));
    }
    if (response.getOverlapping()) {
      out.println("a customer may be in several");
    }
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
