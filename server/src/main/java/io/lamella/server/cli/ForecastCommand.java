package io.lamella.server.cli;

import io.lamella.v1.ForecastRequest;
import io.lamella.v1.ForecastResponse;
import io.lamella.v1.InsightServiceGrpc;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella forecast 'EXPR'`.
@Command(
    name = "forecast",
    description = {
      "Shows how large a segment will be day by day if nothing more happens.",
      "Events grow older; attributes and static lists stay as they are now."
    },
    mixinStandardHelpOptions = true)
final class ForecastCommand implements Runnable, Refusals.Asking {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days after --as-of, 1 to 366 (default: 30).")
  private @Nullable Integer days;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    ForecastRequest.Builder request =
        ForecastRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    asOf.timestamp().ifPresent(request::setAsOf);
    if (days != null) {
      request.setDays(days);
    }
    ForecastResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).forecast(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getSizes().getWarningsList());
    telling.tell(response, (answer, out) -> SizesOverTime.print(answer.getSizes(), out));
  }
}
