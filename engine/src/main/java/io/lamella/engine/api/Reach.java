package io.lamella.engine.api;

import java.util.List;

/// Whom a segment's customers can be written to, exactly.
///
/// @param members of the segment
/// @param channels in the order in which they are asked
/// @param regions for each set of channels how many can be written to by these and no other:
///   channel number i is in the set of region r if bit i of r is set, so the first region are those
///   who cannot be written to at all. They add up to the members
public record Reach(long members, List<Channel> channels, List<Long> regions) {

  public Reach {
    channels = List.copyOf(channels);
    regions = List.copyOf(regions);
  }

  /// One channel with its steps in their order.
  public record Channel(String name, List<Step> steps) {
    public Channel {
      steps = List.copyOf(steps);
    }
  }

  /// Refuses channels that cannot be asked.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault
  public static void check(List<ChannelSteps> channels) {
    ChannelSteps.refuse(ChannelSteps.faults(channels));
  }

  /// What a step does.
  ///
  /// @param left how many of the members satisfy it and every step before it
  /// @param removed how many satisfy every step before it, but not it
  public record Step(String name, long left, long removed) {}
}
