package io.lamella.server.mapping;

import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Reach;
import io.lamella.v1.ReachChannel;
import io.lamella.v1.ReachRegion;
import io.lamella.v1.ReachRequest;
import io.lamella.v1.ReachResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Questions of whom one may write to, both ways.
public final class ReachMapping {

  private ReachMapping() {}

  /// The channels that are asked of.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of them
  public static List<ChannelSteps> channels(ReachRequest m) {
    List<ChannelSteps> channels = MessageMapping.channels(m.getChannelsList());
    Reach.check(channels);
    return channels;
  }

  /// What is asked: the segment, then all steps.
  public static AskedQuestion asked(ReachRequest m) {
    List<SegmentForm> segments = new ArrayList<>();
    segments.add(SegmentForm.of(m.getSegment(), "segment"));
    segments.addAll(MessageMapping.steps(m.getChannelsList()));
    return new AskedQuestion(
        m.getWorkspace(), segments, m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// Whom one may write to.
  public static ReachResponse reach(AskedQuestion asked, PreparedQuestion prepared, Reach reach) {
    ReachResponse.Builder answer =
        ReachResponse.newBuilder()
            .setMembers(reach.members())
            .setUnreached(reach.regions().getFirst())
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setAsOf(Instants.message(prepared.asOf()))
            .addAllWarnings(SegmentMapping.warnings(asked, prepared));
    reach.channels().forEach(channel -> answer.addChannels(channel(channel)));
    for (int region = 1; region < reach.regions().size(); region++) {
      answer.addRegions(region(reach, region));
    }
    return answer.build();
  }

  private static ReachChannel channel(Reach.Channel channel) {
    ReachChannel.Builder message =
        ReachChannel.newBuilder()
            .setName(channel.name())
            .setReached(channel.steps().getLast().left());
    for (Reach.Step step : channel.steps()) {
      message
          .addStepsBuilder()
          .setName(step.name())
          .setLeft(step.left())
          .setRemoved(step.removed());
    }
    return message.build();
  }

  private static ReachRegion region(Reach reach, int region) {
    ReachRegion.Builder message = ReachRegion.newBuilder().setCount(reach.regions().get(region));
    for (int channel = 0; channel < reach.channels().size(); channel++) {
      if ((region >>> channel & 1) != 0) {
        message.addChannels(reach.channels().get(channel).name());
      }
    }
    return message.build();
  }
}
