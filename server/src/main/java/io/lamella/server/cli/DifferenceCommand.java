package io.lamella.server.cli;

import io.lamella.v1.DifferenceRequest;
import io.lamella.v1.DifferenceResponse;
import io.lamella.v1.Expression;
import io.lamella.v1.InsightServiceGrpc;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella difference 'EXPR'`.
@Command(
    name = "difference",
    description = {
      "Tells what sets the customers of a segment apart from others.",
      "Every value of every attribute and every behaviour, the most telling first: by the"
          + " difference of the shares that the 95 % interval leaves for certain."
    },
    mixinStandardHelpOptions = true)
final class DifferenceCommand implements Runnable, Refusals.Asking {
  private static final String NUMBERS = "%10s %10s %10s %10s  %-20s  ";

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--against",
      paramLabel = "EXPR",
      description = "Whom it is compared with (default: everyone else).")
  private @Nullable String against;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many lines to list, 1 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "The attributes and behaviours to look at (default: all).")
  private List<String> only = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    DifferenceRequest.Builder request =
        DifferenceRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            // To the server 0 is no limit given; here it was.
            .setLimit(limit == 0 ? -1 : limit)
            .addAllNames(only);
    if (against != null) {
      request.setAgainst(Expression.newBuilder().setExpression(against));
    }
    asOf.timestamp().ifPresent(request::setAsOf);
    DifferenceResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).difference(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, DifferenceCommand::print);
  }

  private static void print(DifferenceResponse response, PrintWriter out) {
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    out.println(
        "compared with "
            + Output.number(response.getAgainstCount())
            + " others: of "
            + Output.number(response.getCompared())
            + " values and behaviours "
            + Output.number(response.getSignificant())
            + " differ significantly (*)");
    out.println(
        String.format(Locale.ROOT, NUMBERS, "inside", "others", "points", "times", "95 %")
            .stripTrailing());
    for (DifferenceResponse.Line line : response.getLinesList()) {
      out.println(numbers(response, line) + told(line));
    }
    for (DifferenceResponse.Skipped skipped : response.getSkippedList()) {
      out.println("not compared: " + skipped.getName() + ": " + skipped.getReason());
    }
  }

  private static String numbers(DifferenceResponse response, DifferenceResponse.Line line) {
    return String.format(
        Locale.ROOT,
        NUMBERS,
        Output.share(line.getCount(), response.getCount()),
        Output.share(line.getAgainstCount(), response.getAgainstCount()),
        points(line.getDifference()),
        line.hasRatio() ? String.format(Locale.ROOT, "%.2f", line.getRatio()) : "-",
        points(line.getLow())
            + " to "
            + points(line.getHigh())
            + (line.getSignificant() ? " *" : ""));
  }

  /// The condition, or the value where it cannot be written.
  private static String told(DifferenceResponse.Line line) {
    return line.getExpression().isEmpty()
        ? line.getName() + ": " + line.getValue()
        : line.getExpression();
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }
}
