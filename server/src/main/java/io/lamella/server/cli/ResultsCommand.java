package io.lamella.server.cli;

import io.lamella.v1.Expression;
import io.lamella.v1.MessageChannel;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.ResultsRequest;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.RevenueMeasure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella results SEGMENT --message CONDITION`.
@Command(
    name = "results",
    description = {
      "Shows what became of a message, and by how much a segment is ahead of others.",
      "The usual steps of a channel C are, for the condition of --message,",
      "  sent     did('sent_C').where(CONDITION)",
      "  opened   did('opened_C').where(CONDITION), of email alone",
      "  clicked  did('clicked_C').where(CONDITION)",
      "  ordered  did('purchase').within(last('14d')), or as --within has it.",
      "The first step says to whom it was sent. Revenue is the amount of the orders."
    },
    mixinStandardHelpOptions = true)
final class ResultsCommand implements Runnable {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();
  @Mixin private ChannelList channels = new ChannelList();

  @Parameters(paramLabel = "SEGMENT", description = "Whom the message was for.")
  private String segment = "";

  @Option(
      names = "--message",
      paramLabel = "CONDITION",
      description = "Which events are the message's: \"campaign == 'spring'\".")
  private @Nullable String message;

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      description = "How far back orders count (default: ${DEFAULT-VALUE}).",
      defaultValue = "14d")
  private String within = "";

  @Option(
      names = "--revenue",
      paramLabel = "EVENTS",
      description = "The events of which amounts are summed (default: the orders).")
  private @Nullable String revenue;

  @Option(
      names = "--amount",
      paramLabel = "PROPERTY",
      description = "The property that is summed (default: ${DEFAULT-VALUE}).",
      defaultValue = "amount")
  private String amount = "";

  @Option(names = "--no-revenue", description = "Sums nothing.")
  private boolean withoutRevenue;

  @ArgGroup(exclusive = true)
  private @Nullable Comparison comparison;

  @Spec private CommandSpec spec;

  /// Whom the segment is compared with.
  static final class Comparison {
    @Option(
        names = "--holdout",
        paramLabel = "EXPR",
        description =
            "Compares with those of the segment who were sent nothing: \"sample(10, 'spring')\".")
    private @Nullable String holdout;

    @Option(
        names = "--audience",
        paramLabel = "EXPR",
        description = "Compares with those of another segment.")
    private @Nullable String audience;

    @Option(names = "--everyone-else", description = "Compares with all others.")
    private boolean everyoneElse;
  }

  @Override
  public void run() {
    ResultsRequest request = request();
    ResultsResponse response =
        connection.with(channel -> MessageServiceGrpc.newBlockingStub(channel).results(request));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, (answer, out) -> print(request, answer, out));
  }

  private ResultsRequest request() {
    ResultsRequest.Builder request =
        ResultsRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setSegment(expression(segment))
            .addAllChannels(channels.givenOr(this::usual));
    asOf.timestamp().ifPresent(request::setAsOf);
    if (!withoutRevenue) {
      request.setRevenue(
          RevenueMeasure.newBuilder()
              .setEvents(expression(Optional.ofNullable(revenue).orElseGet(this::orders)))
              .setProperty(amount));
    }
    Optional<Comparison> with = Optional.ofNullable(comparison);
    with.map(it -> it.holdout).map(ResultsCommand::expression).ifPresent(request::setHoldout);
    with.map(it -> it.audience).map(ResultsCommand::expression).ifPresent(request::setAudience);
    if (with.isPresent() && with.get().everyoneElse) {
      request.setEveryoneElse(ResultsRequest.EveryoneElse.getDefaultInstance());
    }
    return request.build();
  }

  private MessageChannel usual(String name) {
    if (message == null) {
      throw new ParameterException(
          spec.commandLine(),
          "say which message it is, --message \"campaign == 'spring'\", or give every step with"
              + " --step or --channels");
    }
    String condition = message;
    List<String> told = new ArrayList<>(List.of("sent"));
    if (name.equals("email")) {
      told.add("opened");
    }
    told.add("clicked");
    MessageChannel.Builder channel = MessageChannel.newBuilder().setName(name);
    for (String step : told) {
      channel.addSteps(
          ChannelList.step(step, "did('" + step + "_" + name + "').where(" + condition + ")"));
    }
    return channel.addSteps(ChannelList.step("ordered", orders())).build();
  }

  private String orders() {
    return "did('purchase').within(last('" + within + "'))";
  }

  private static Expression expression(String text) {
    return Expression.newBuilder().setExpression(text).build();
  }

  private static void print(ResultsRequest request, ResultsResponse answer, PrintWriter out) {
    Map<String, String> asked = ChannelList.asked(request.getChannelsList());
    if (request.hasRevenue()) {
      asked.put(
          "revenue",
          request.getRevenue().getProperty()
              + " of "
              + request.getRevenue().getEvents().getExpression());
    }
    ChannelList.print(asked, out);
    answer.getChannelsList().forEach(channel -> new ResultsText(answer, channel).print(out));
    out.println(Output.basis(answer.getPopulation(), answer.getSnapshot(), answer.getAsOf()));
  }
}
