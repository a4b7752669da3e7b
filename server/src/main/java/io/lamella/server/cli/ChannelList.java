package io.lamella.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.lamella.server.cli.csv.BadFileException;
import io.lamella.v1.MessageChannel;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.ResultsRequest;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Channels with the steps that are asked of them: each step an option of its own, or all in a
/// file.
final class ChannelList {
  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "A channel with its usual steps; given several times (default: email, sms).")
  private List<String> usual = List.of("email", "sms");

  @Option(
      names = "--step",
      paramLabel = "CHANNEL.STEP=EXPR",
      description = "A step of a channel; given several times, in their order. Replaces the usual.")
  private List<String> steps = List.of();

  @Option(
      names = "--channels",
      paramLabel = "FILE",
      description = {
        "The channels in a JSON file, - for standard input: {\"channels\": [{\"name\": \"email\",",
        "\"steps\": [{\"name\": \"sent\", \"expression\": \"did('sent_email')\"}]}]}"
      })
  private @Nullable String file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /// The channels that are given with their steps, or else those that have the usual ones.
  ///
  /// @param usualOf the usual steps of a channel
  List<MessageChannel> givenOr(Function<String, MessageChannel> usualOf) {
    List<MessageChannel> given = given();
    return given.isEmpty() ? usual.stream().map(usualOf).toList() : given;
  }

  /// The channels whose steps are given; empty if there are none.
  ///
  /// @throws ParameterException if they are given both ways, or without names
  /// @throws BadFileException if the file has none
  private List<MessageChannel> given() {
    if (file == null) {
      return ofSteps();
    }
    if (!steps.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "channels come from --step or from --channels FILE, not from both");
    }
    return read(file);
  }

  private List<MessageChannel> ofSteps() {
    Map<String, MessageChannel.Builder> channels = new LinkedHashMap<>();
    NamedExpressions.of(steps, "step", command)
        .forEach((name, expression) -> {
          int point = name.indexOf('.');
          if (point < 1 || point == name.length() - 1) {
            throw new ParameterException(
                command.commandLine(),
                "a step is CHANNEL.STEP=EXPR, like email.sent=\"did('sent_email')\": " + name);
          }
          String channel = name.substring(0, point);
          channels
              .computeIfAbsent(channel, it -> MessageChannel.newBuilder().setName(it))
              .addSteps(step(name.substring(point + 1), expression));
        });
    return channels.values().stream().map(MessageChannel.Builder::build).toList();
  }

  private static List<MessageChannel> read(String name) {
    ResultsRequest.Builder read = ResultsRequest.newBuilder();
    try {
      JsonFormat.parser().merge(SmallFile.read(name), read);
    } catch (InvalidProtocolBufferException e) {
      throw new BadFileException(name + ": " + e.getMessage());
    }
    if (read.getChannelsCount() == 0) {
      throw new BadFileException(name + ": no channels; the file is {\"channels\": [...]}");
    }
    return read.getChannelsList();
  }

  /// A step.
  static NamedExpression step(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }

  /// What is asked of each channel, by channel and step: `email.sent`.
  static Map<String, String> asked(List<MessageChannel> channels) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (MessageChannel channel : channels) {
      for (NamedExpression step : channel.getStepsList()) {
        asked.put(channel.getName() + "." + step.getName(), step.getExpression());
      }
    }
    return asked;
  }

  /// What is asked, a line for each.
  static void print(Map<String, String> asked, PrintWriter out) {
    int width = asked.keySet().stream().mapToInt(String::length).max().orElse(1);
    out.println("asked:");
    asked.forEach((name, expression) ->
        out.println(String.format(Locale.ROOT, "  %-" + width + "s  %s", name, expression)));
  }
}
