package io.lamella.server.cli;

import io.lamella.v1.HistoryRequest;
import io.lamella.v1.HistoryResponse;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.InstantList;
import io.lamella.v1.PastDays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella history 'EXPR'`.
@Command(
    name = "history",
    description = {
      "Shows how large a segment was day by day, and how many customers came and went.",
      "Behaviours are those of each instant; attributes and static lists are as they are now."
    },
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Runnable, Refusals.Asking {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(index = "0", paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days, 1 to 1,000, the last one at --as-of (default: 90).")
  private @Nullable Integer days;

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "INSTANT",
      description = "Rising instants instead of days, up to 1,000.",
      converter = AsOf.InstantConverter.class)
  private List<Instant> instants = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    HistoryRequest.Builder request =
        HistoryRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    if (instants.isEmpty()) {
      request.setDays(days());
    } else if (days != null || asOf.timestamp().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--at names every instant: leave --days and --as-of out, or --at");
    } else {
      InstantList.Builder list = InstantList.newBuilder();
      instants.forEach(instant -> list.addInstants(AsOf.timestamp(instant)));
      request.setInstants(list);
    }
    HistoryResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).history(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getSizes().getWarningsList());
    telling.tell(response, (answer, out) -> SizesOverTime.print(answer.getSizes(), out));
  }

  private PastDays.Builder days() {
    PastDays.Builder asked = PastDays.newBuilder();
    asOf.timestamp().ifPresent(asked::setAsOf);
    if (days != null) {
      asked.setCount(days);
    }
    return asked;
  }
}
