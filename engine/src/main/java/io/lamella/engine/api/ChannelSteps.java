package io.lamella.engine.api;

import java.util.ArrayList;
import java.util.List;

/// A way to write to customers and the names of the steps that are asked of it, in their order. The
/// expressions of the steps stand in the question.
public record ChannelSteps(String name, List<String> steps) {

  /// Each set of channels is looked at: 64 of so many.
  public static final int MAX_CHANNELS = 6;

  /// The most steps of one channel.
  public static final int MAX_STEPS = 12;

  public ChannelSteps {
    steps = List.copyOf(steps);
  }

  /// How many expressions the steps of some channels are.
  public static int expressions(List<ChannelSteps> channels) {
    return channels.stream().mapToInt(channel -> channel.steps.size()).sum();
  }

  /// What is wrong with some channels, with the place of each fault: `channels[0].steps[1].name`.
  public static List<Fault> faults(List<ChannelSteps> channels) {
    List<Fault> faults = new ArrayList<>();
    NamedParts.size("channels", channels.size(), MAX_CHANNELS, faults);
    NamedParts.names("channels", channels.stream().map(ChannelSteps::name).toList(), faults);
    for (int i = 0; i < channels.size(); i++) {
      String place = "channels[" + i + "].steps";
      NamedParts.size(place, channels.get(i).steps.size(), MAX_STEPS, faults);
      NamedParts.names(place, channels.get(i).steps, faults);
    }
    return faults;
  }

  /// Refuses channels that have faults.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with all of them
  static void refuse(List<Fault> faults) {
    EngineException.refuse("the channels are refused", faults);
  }
}
