package io.lamella.server.mapping;

import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth;
import io.lamella.v1.CheckpointResponse;
import io.lamella.v1.EngineState;
import io.lamella.v1.GetHealthResponse;
import io.lamella.v1.PutRetentionRequest;
import java.util.OptionalInt;

/// What an operator does and looks at.
public final class OperationMapping {

  private static final EnumPairs<EngineHealth.State, EngineState> STATES =
      EnumPairs.of(EngineHealth.State.class, EngineState.class);

  private OperationMapping() {}

  /// How the engine is.
  public static GetHealthResponse health(EngineHealth health) {
    GetHealthResponse.Builder response =
        GetHealthResponse.newBuilder()
            .setState(STATES.message(health.state()))
            .setReason(health.reason())
            .setJournalBytes(health.journalBytes())
            .setWaitingBatches(health.waitingBatches())
            .setKnownEventIds(health.knownEventIds());
    health.checkpointAt().map(Instants::message).ifPresent(response::setCheckpointAt);
    health.knownSince().map(Instants::message).ifPresent(response::setKnownSince);
    return response.build();
  }

  /// A checkpoint that is complete.
  public static CheckpointResponse checkpoint(CheckpointSummary summary) {
    return CheckpointResponse.newBuilder()
        .setNumber(summary.number())
        .setWrittenParts(summary.writtenParts())
        .setWrittenBytes(summary.writtenBytes())
        .setSharedParts(summary.sharedParts())
        .setPurged(summary.purged())
        .build();
  }

  /// How many days a behaviour's events are kept; empty for all.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for less than none, and without a behaviour
  public static OptionalInt days(PutRetentionRequest request) {
    if (request.getBehaviour().isEmpty()) {
      throw EngineException.invalidArgument("behaviour", "a behaviour is missing");
    }
    int days = request.getDays();
    if (days < 0) {
      throw EngineException.invalidArgument(
          "days", "days are 1 or more, or 0 to keep all: days=" + days);
    }
    return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
  }
}
