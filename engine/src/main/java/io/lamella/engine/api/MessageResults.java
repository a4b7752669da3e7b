package io.lamella.engine.api;

import io.lamella.engine.effect.Lift;
import io.lamella.engine.effect.Share;
import io.lamella.engine.effect.Spending;
import java.util.List;
import java.util.Optional;

/// What became of a message, exactly, and by how much its customers are ahead of those they are
/// compared with.
///
/// @param channels each channel, then, if there are two or more, all and any of them
public record MessageResults(Base base, List<Channel> channels) {

  public MessageResults {
    channels = List.copyOf(channels);
  }

  /// Of whom shares and amounts per customer are taken.
  public enum Base {
    /// Those whom the message was sent to.
    RECIPIENTS,
    /// All customers of a group as they were assigned, for a holdout is sent nothing: of those
    /// reached alone, the groups would be of different kinds of customers.
    CUSTOMERS
  }

  /// Which channels are looked at.
  public enum Extent {
    /// One.
    CHANNEL,
    /// What happened in every channel.
    ALL,
    /// What happened in at least one.
    ANY
  }

  /// One channel, or several.
  ///
  /// @param name of one; empty for several
  /// @param steps of several those that every channel has
  /// @param revenue if it is asked for
  public record Channel(
      Extent extent, String name, List<Step> steps, Groups customers, Optional<Revenue> revenue) {
    public Channel {
      steps = List.copyOf(steps);
    }
  }

  /// How many customers the groups have, and how many of these are the base.
  ///
  /// @param comparison if there is one
  public record Groups(Share segment, Optional<Share> comparison) {}

  /// Who did something.
  ///
  /// @param segment of the base
  /// @param comparison of its base, if there is one
  /// @param lift if there is a comparison; none for the first step, which is what is compared
  public record Step(String name, Share segment, Optional<Share> comparison, Optional<Lift> lift) {}

  /// What was spent.
  ///
  /// @param lift of the amount per customer, if there is a comparison
  public record Revenue(Spending segment, Optional<Spending> comparison, Optional<Lift> lift) {}
}
