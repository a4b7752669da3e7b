package io.lamella.server.cli;

import io.lamella.v1.Expression;
import io.lamella.v1.MessageChannel;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.ReachChannel;
import io.lamella.v1.ReachRegion;
import io.lamella.v1.ReachRequest;
import io.lamella.v1.ReachResponse;
import io.lamella.v1.ReachStep;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella reach SEGMENT`.
@Command(
    name = "reach",
    description = {
      "Shows whom of a segment one may write to, by channel, and what each step removes.",
      "The usual steps of a channel C are",
      "  address         has(ATTRIBUTE), as --address-of has it",
      "  consented       consent_C == 'subscribed'",
      "  not bounced     !did('bounced').where(kind == 'hard'), of email alone",
      "  not suppressed  !(EXPR), if --suppressed is given",
      "  not too often   did('sent_C').within(last('7d')).count() < 3, as --within and --most have it"
    },
    mixinStandardHelpOptions = true)
final class ReachCommand implements Runnable {
  private static final int MIN_NAME = 18;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();
  @Mixin private ChannelList channels = new ChannelList();

  @Parameters(paramLabel = "SEGMENT", description = "Who is to be written to.")
  private String segment = "";

  @Option(
      names = "--address-of",
      paramLabel = "CHANNEL=ATTRIBUTE",
      description =
          "The attribute with a channel's address; given several times (default: email=email).")
  private Map<String, String> addresses = Map.of("email", "email");

  @Option(
      names = "--suppressed",
      paramLabel = "EXPR",
      description = "Who is never written to: \"list('suppressed')\".")
  private @Nullable String suppressed;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many messages of a channel are enough (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int most;

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      description = "In how long (default: ${DEFAULT-VALUE}).",
      defaultValue = "7d")
  private String within = "";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    ReachRequest.Builder request =
        ReachRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setSegment(Expression.newBuilder().setExpression(segment))
            .addAllChannels(channels.givenOr(this::usual));
    asOf.timestamp().ifPresent(request::setAsOf);
    ReachResponse response =
        connection.with(
            channel -> MessageServiceGrpc.newBlockingStub(channel).reach(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, (answer, out) -> print(request.getChannelsList(), answer, out));
  }

  private MessageChannel usual(String name) {
    MessageChannel.Builder channel = MessageChannel.newBuilder().setName(name);
    Optional.ofNullable(addresses.get(name))
        .ifPresent(it -> channel.addSteps(ChannelList.step("address", "has(" + it + ")")));
    channel.addSteps(ChannelList.step("consented", "consent_" + name + " == 'subscribed'"));
    if (name.equals("email")) {
      channel.addSteps(ChannelList.step("not bounced", "!did('bounced').where(kind == 'hard')"));
    }
    Optional.ofNullable(suppressed)
        .ifPresent(it -> channel.addSteps(ChannelList.step("not suppressed", "!(" + it + ")")));
    return channel
        .addSteps(
            ChannelList.step(
                "not too often",
                "did('sent_" + name + "').within(last('" + within + "')).count() < " + most))
        .build();
  }

  private static void print(List<MessageChannel> asked, ReachResponse answer, PrintWriter out) {
    ChannelList.print(ChannelList.asked(asked), out);
    for (ReachChannel channel : answer.getChannelsList()) {
      out.println();
      line(out, channel.getName(), answer.getMembers(), answer.getMembers(), "");
      for (ReachStep step : channel.getStepsList()) {
        line(
            out,
            "  " + step.getName(),
            step.getLeft(),
            answer.getMembers(),
            "  -" + Output.number(step.getRemoved()));
      }
    }
    out.println();
    for (ReachRegion region : answer.getRegionsList()) {
      line(
          out,
          "by " + String.join(" + ", region.getChannelsList()) + " only",
          region.getCount(),
          answer.getMembers(),
          "");
    }
    line(out, "by none", answer.getUnreached(), answer.getMembers(), "");
    out.println(Output.basis(answer.getPopulation(), answer.getSnapshot(), answer.getAsOf()));
  }

  private static void line(PrintWriter out, String name, long count, long whole, String more) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-" + MIN_NAME + "s  %12s  %8s%s",
            name,
            Output.number(count),
            Output.share(count, whole),
            more));
  }
}
