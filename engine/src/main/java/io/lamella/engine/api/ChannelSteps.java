package io.lamella.engine.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    size("channels", channels.size(), MAX_CHANNELS, faults);
    names("channels", channels.stream().map(ChannelSteps::name).toList(), faults);
    for (int i = 0; i < channels.size(); i++) {
      String place = "channels[" + i + "].steps";
      size(place, channels.get(i).steps.size(), MAX_STEPS, faults);
      names(place, channels.get(i).steps, faults);
    }
    return faults;
  }

  /// Refuses channels that have faults.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with all of them
  static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, "the channels are refused", faults);
    }
  }

  private static void size(String place, int size, int most, List<Fault> faults) {
    if (size == 0 || size > most) {
      String what = place.substring(place.lastIndexOf('.') + 1);
      faults.add(new Fault(place, "1 to " + most + " " + what + " are asked for: " + size));
    }
  }

  private static void names(String place, List<String> names, List<Fault> faults) {
    Set<String> known = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        faults.add(new Fault(place + "[" + i + "].name", "a name is missing"));
      } else if (!known.add(name)) {
        faults.add(
            new Fault(place + "[" + i + "].name", "each needs a name of its own: name=" + name));
      }
    }
  }
}
