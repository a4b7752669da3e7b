package io.lamella.server.cli;

import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.SampleSizeRequest;
import io.lamella.v1.SampleSizeResponse;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lamella sample-size --base-rate 0.02 --difference 0.005`.
@Command(
    name = "sample-size",
    description = "Shows how many customers two groups need so that a difference is seen.",
    mixinStandardHelpOptions = true)
final class SampleSizeCommand implements Runnable {
  @Mixin private Connection connection = new Connection();
  @Mixin private Telling telling = new Telling();

  @Option(
      names = "--base-rate",
      required = true,
      paramLabel = "SHARE",
      description = "The share that does it without the message, 0 to 1.")
  private double baseRate;

  @Option(
      names = "--difference",
      required = true,
      paramLabel = "SHARE",
      description = "What the message is hoped to add to it: 0.01 is one in a hundred more.")
  private double difference;

  @Option(
      names = "--power",
      paramLabel = "SHARE",
      description = "How likely the difference is seen (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.8")
  private double power;

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      description = "How likely none is seen where there is none (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.95")
  private double confidence;

  @Override
  public void run() {
    SampleSizeRequest request =
        SampleSizeRequest.newBuilder()
            .setBaseRate(baseRate)
            .setDifference(difference)
            .setPower(power)
            .setConfidence(confidence)
            .build();
    telling.tell(
        connection.with(channel -> MessageServiceGrpc.newBlockingStub(channel).sampleSize(request)),
        this::print);
  }

  private void print(SampleSizeResponse answer, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%,d customers in each group: %s instead of %s is then seen with a power of %s, at a"
                + " confidence of %s",
            answer.getPerGroup(),
            percent(baseRate + difference),
            percent(baseRate),
            percent(answer.getPower()),
            percent(answer.getConfidence())));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share).replace(".00 %", " %");
  }
}
