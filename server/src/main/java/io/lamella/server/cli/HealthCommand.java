package io.lamella.server.cli;

import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.EngineState;
import io.lamella.v1.GetHealthRequest;
import io.lamella.v1.GetHealthResponse;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lamella health`.
@Command(
    name = "health",
    description = {
      "Tells whether writes are taken, and what a restart would have to do.",
      "Ends with 1 if writes are refused."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    GetHealthResponse health =
        connection.with(channel ->
            AdminServiceGrpc.newBlockingStub(channel)
                .getHealth(GetHealthRequest.getDefaultInstance()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(state(health));
    out.println(
        "journal: "
            + Output.bytes(health.getJournalBytes())
            + " to be read again after a kill; checkpoint: "
            + (health.hasCheckpointAt() ? Output.instant(health.getCheckpointAt()) : "none"));
    out.println("waiting: " + Output.number(health.getWaitingBatches()) + " batches of writes");
    out.println(
        "known event ids: "
            + Output.number(health.getKnownEventIds())
            + (health.hasKnownSince() ? ", since " + Output.instant(health.getKnownSince()) : ""));
    out.flush();
    return health.getState() == EngineState.ENGINE_STATE_SERVING ? 0 : 1;
  }

  private static String state(GetHealthResponse health) {
    return switch (health.getState()) {
      case ENGINE_STATE_SERVING -> "serving: questions and writes";
      case ENGINE_STATE_REFUSING_WRITES -> "refusing writes: " + health.getReason();
      case ENGINE_STATE_READ_ONLY ->
          "read only until the server is started anew: " + health.getReason();
      case ENGINE_STATE_UNSPECIFIED, UNRECOGNIZED -> "in a state that this program does not know";
    };
  }
}
