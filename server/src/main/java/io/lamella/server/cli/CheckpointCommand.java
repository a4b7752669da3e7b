package io.lamella.server.cli;

import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.CheckpointRequest;
import io.lamella.v1.CheckpointResponse;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lamella checkpoint [--purge]`.
@Command(
    name = "checkpoint",
    description = "Writes what was acknowledged as one image on disk, and waits until it is there.",
    mixinStandardHelpOptions = true)
final class CheckpointCommand implements Runnable {
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--purge",
      description =
          "Then deletes older images and the journal before it: nothing of an erased customer is"
              + " left in any file.")
  private boolean purge;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CheckpointRequest request = CheckpointRequest.newBuilder().setPurge(purge).build();
    CheckpointResponse response =
        connection.with(channel -> AdminServiceGrpc.newBlockingStub(channel).checkpoint(request));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "checkpoint "
            + response.getNumber()
            + ": wrote "
            + Output.number(response.getWrittenParts())
            + " files, "
            + Output.bytes(response.getWrittenBytes())
            + "; goes on using "
            + Output.number(response.getSharedParts())
            + (response.getPurged()
                ? "; older checkpoints and the journal before it are deleted"
                : ""));
    out.flush();
  }
}
