package io.lamella.server.cli;

import io.lamella.v1.AttributeCoverage;
import io.lamella.v1.BehaviourCoverage;
import io.lamella.v1.ClauseCoverage;
import io.lamella.v1.ClauseCoverageRequest;
import io.lamella.v1.ClauseCoverageResponse;
import io.lamella.v1.CoverageRequest;
import io.lamella.v1.CoverageResponse;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.UnknownBounds;
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

/// `lamella coverage ['EXPR']`.
@Command(
    name = "coverage",
    description = {
      "Shows how much is known: who has which attribute, and when events happened.",
      "With a segment: of whom its conditions know nothing, and what that may come to."
    },
    mixinStandardHelpOptions = true)
final class CoverageCommand implements Runnable, Refusals.Asking {
  private static final int WIDTH = 13;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPR",
      description = "A segment; none for attributes and behaviours.")
  private @Nullable String expression;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days of each behaviour, 0 to 90 (default: 7).")
  private @Nullable Integer days;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression == null ? "" : expression;
  }

  @Override
  public void run() {
    if (expression == null) {
      ofWorkspace();
    } else if (days != null) {
      throw new ParameterException(
          spec.commandLine(), "--days is about behaviours: leave it out, or the segment");
    } else {
      ofClauses(expression);
    }
  }

  private void ofWorkspace() {
    CoverageRequest.Builder request =
        CoverageRequest.newBuilder().setWorkspace(connection.workspace());
    asOf.timestamp().ifPresent(request::setAsOf);
    if (days != null) {
      request.setDays(days);
    }
    CoverageResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).coverage(request.build()));
    telling.tell(response, CoverageCommand::print);
  }

  private static void print(CoverageResponse response, PrintWriter out) {
    out.println(Output.basis(response.getPopulation(), response.getSnapshot(), response.getAsOf()));
    out.println(
        String.format(Locale.ROOT, "%-24s %-8s", "attribute", "type")
            + right("customers")
            + right("filled")
            + right("distinct")
            + "   last change");
    for (AttributeCoverage attribute : response.getAttributesList()) {
      out.println(
          String.format(
                  Locale.ROOT,
                  "%-24s %-8s",
                  attribute.getName(),
                  CatalogCommand.label(attribute.getType()))
              + right(Output.number(attribute.getCustomers()))
              + right(Output.share(attribute.getCustomers(), response.getPopulation()))
              + right(Output.number(attribute.getDistinctValues()))
              + (attribute.hasLastChange()
                  ? "   " + Output.instant(attribute.getLastChange())
                  : ""));
    }
    response.getBehavioursList().forEach(behaviour -> print(behaviour, out));
  }

  private static void print(BehaviourCoverage behaviour, PrintWriter out) {
    out.println(
        "did '"
            + behaviour.getName()
            + "': "
            + Output.number(behaviour.getEvents())
            + " events"
            + (behaviour.hasFirst()
                ? ", "
                    + Output.instant(behaviour.getFirst())
                    + " to "
                    + Output.instant(behaviour.getLast())
                : "")
            + (behaviour.hasLastArrival()
                ? ", last arrival " + Output.instant(behaviour.getLastArrival())
                : ""));
    for (BehaviourCoverage.Day day : behaviour.getDaysList()) {
      long before = day.getWeeksBeforeList().stream().mapToLong(Long::longValue).sum();
      double usual = (double) before / day.getWeeksBeforeCount();
      out.println(
          "  "
              + day.getDate()
              + right(Output.number(day.getEvents()))
              + String.format(
                  Locale.ROOT,
                  "   four such weekdays before: %,.1f a day%s",
                  usual,
                  usual == 0
                      ? ""
                      : String.format(
                          Locale.ROOT, " (%+.0f %%)", 100 * (day.getEvents() - usual) / usual))
              + (day.getLate() == 0 ? "" : ", " + Output.number(day.getLate()) + " came late"));
    }
  }

  private void ofClauses(String segment) {
    ClauseCoverageRequest.Builder request =
        ClauseCoverageRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(segment);
    asOf.timestamp().ifPresent(request::setAsOf);
    ClauseCoverageResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).clauseCoverage(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, CoverageCommand::print);
  }

  private static void print(ClauseCoverageResponse response, PrintWriter out) {
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    out.println(right("count") + right("unknown") + right("at most") + right("at least"));
    for (ClauseCoverage clause : response.getClausesList()) {
      line(
          out,
          response,
          Output.number(clause.getCount()),
          clause.hasUnknown() ? Output.number(clause.getUnknown()) : "",
          clause.getBounds(),
          clause.getExpression());
    }
    line(
        out,
        response,
        Output.number(response.getCount()),
        "",
        response.getAll(),
        "all of them together");
  }

  private static void line(
      PrintWriter out,
      ClauseCoverageResponse response,
      String count,
      String unknown,
      UnknownBounds bounds,
      String what) {
    out.println(
        right(count)
            + right(unknown)
            + right(Output.number(response.getCount() + bounds.getMore()))
            + right(Output.number(response.getCount() - bounds.getFewer()))
            + "  "
            + what);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
  }
}
