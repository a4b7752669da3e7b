package io.lamella.server.cli;

import io.lamella.v1.Amount;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.NumberFigures;
import io.lamella.v1.NumberSummary;
import io.lamella.v1.SummaryRequest;
import io.lamella.v1.SummaryResponse;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella summary 'EXPR' NUMBER...`.
@Command(
    name = "summary",
    description =
        "Sums up numbers of the customers of a segment: how many have one, sum, average, quantiles.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Runnable, Refusals.Asking {
  private static final int WIDTH = 18;

  /// Decimals that people are shown of what is rounded anyway.
  private static final int DECIMALS = 4;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "NUMBER",
      description = "Up to 16 numbers: age, \"did('purchase').sum(amount)\".")
  private List<String> numbers = new ArrayList<>();

  @Option(
      names = "--percents",
      split = ",",
      paramLabel = "P",
      description = "The quantiles, in percent (default: 25,50,75,90,99).")
  private List<Double> percents = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    SummaryRequest.Builder request =
        SummaryRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .addAllNumbers(numbers)
            .addAllPercents(percents);
    asOf.timestamp().ifPresent(request::setAsOf);
    SummaryResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).summary(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, SummaryCommand::print);
  }

  private static void print(SummaryResponse response, PrintWriter out) {
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    for (NumberSummary number : response.getNumbersList()) {
      out.println(number.getExpression());
      line(
          out,
          "customers",
          Output.number(number.getCustomers())
              + " ("
              + Output.share(number.getCustomers(), response.getCount())
              + ")");
      if (number.hasFigures()) {
        print(number.getFigures(), out);
      }
    }
  }

  private static void print(NumberFigures figures, PrintWriter out) {
    line(out, "sum", amount(figures.getSum()));
    line(out, "average", amount(figures.getAverage()));
    line(out, "min", amount(figures.getMin()));
    for (NumberFigures.Quantile quantile : figures.getQuantilesList()) {
      String percent =
          BigDecimal.valueOf(quantile.getPercent()).stripTrailingZeros().toPlainString();
      line(out, percent + " %", amount(quantile.getValue()));
    }
    line(out, "max", amount(figures.getMax()));
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println(String.format(Locale.ROOT, "  %-10s %" + WIDTH + "s", name, value));
  }

  private static String amount(Amount amount) {
    BigDecimal exact = new BigDecimal(amount.getDecimal());
    BigDecimal shown =
        amount.getRounded() ? exact.setScale(DECIMALS, RoundingMode.HALF_EVEN) : exact;
    return String.format(Locale.ROOT, "%,." + Math.max(0, shown.scale()) + "f", shown);
  }
}
