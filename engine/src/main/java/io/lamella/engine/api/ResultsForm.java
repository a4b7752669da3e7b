package io.lamella.engine.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the expressions of a question are to the results of a message: first the segment, then who
/// it is compared with if that is an expression, then the steps of each channel, then the events
/// whose amounts are its revenue.
///
/// @param revenue the property that is summed over these events, if revenue is asked for
public record ResultsForm(
    Comparison comparison, List<ChannelSteps> channels, Optional<String> revenue) {

  /// @throws EngineException `INVALID_ARGUMENT` with every fault of the channels
  public ResultsForm {
    channels = List.copyOf(channels);
    List<Fault> faults = new ArrayList<>(ChannelSteps.faults(channels));
    for (int i = 1; i < channels.size(); i++) {
      Optional<String> recipients = channels.getFirst().steps().stream().findFirst();
      Optional<String> others = channels.get(i).steps().stream().findFirst();
      if (recipients.isPresent() && others.isPresent() && !recipients.equals(others)) {
        faults.add(
            new Fault(
                "channels[" + i + "].steps[0].name",
                "the first step says to whom the message was sent, and has one name in all"
                    + " channels: name="
                    + others.get()
                    + ", first channel's="
                    + recipients.get()));
      }
    }
    ChannelSteps.refuse(faults);
  }

  /// Who the segment's customers are compared with. Nobody is in both groups.
  public enum Comparison {
    /// Nobody.
    NONE,
    /// Those who are not in the segment.
    EVERYONE_ELSE,
    /// Those of an expression who are not in the segment.
    AUDIENCE,
    /// Those of the segment who satisfy an expression, which kept the message from them; only the
    /// others are the segment then.
    HOLDOUT;

    /// Whether an expression says who they are.
    public boolean hasExpression() {
      return this == AUDIENCE || this == HOLDOUT;
    }
  }

  /// How many expressions the question has.
  public int expressions() {
    return 1
        + (comparison.hasExpression() ? 1 : 0)
        + ChannelSteps.expressions(channels)
        + (revenue.isPresent() ? 1 : 0);
  }
}
