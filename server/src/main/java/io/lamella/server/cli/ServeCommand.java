package io.lamella.server.cli;

import io.lamella.engine.EngineConfig;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lamella serve`.
@Command(
    name = "serve",
    description = {
      "Starts a server.",
      "If the environment variable LAMELLA_KEY is set, every call must show it."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final Durability durability = new Durability();
  @Mixin private final Listening listening = new Listening();
  @Mixin private final Openness openness = new Openness();

  @Option(
      names = "--memory-budget",
      paramLabel = "MIB",
      description = "Mebibytes the data may take (default: three quarters of the machine's).")
  private @Nullable Long budgetMib;

  @Option(
      names = "--member-streams",
      paramLabel = "N",
      description = "How many streams of members may be open at once (default: 64).")
  private @Nullable Integer memberStreams;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Storage> storage = durability.storage(spec);
    ServerConfig config =
        listening
            .apply(ServerConfig.defaults().withOpenStreams(openStreams()), spec)
            .withEngine(engine(storage))
            .withAccess(openness.access(spec));
    PrintWriter out = spec.commandLine().getOut();
    try (LamellaServer server = LamellaServer.begin(config)) {
      Thread stop = new Thread(server::close, "lamella-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        storage.ifPresent(kept -> {
          out.println("recovering from " + kept.directory() + " ...");
          out.flush();
        });
        server.awaitReady();
        out.println(
            "lamella serves gRPC on " + Listening.grpc(config, server) + "; Ctrl-C stops it");
        Listening.console(config, server).ifPresent(out::println);
        out.flush();
        server.awaitClose();
      } finally {
        forget(stop);
      }
    }
    return 0;
  }

  /// The hook is of no use to a server that is closed, and cannot be taken away once it runs.
  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // The program ends already, and the hook with it.
    }
  }

  private int openStreams() {
    if (memberStreams != null && memberStreams < 1) {
      throw new ParameterException(
          spec.commandLine(), "--member-streams is at least 1: member-streams=" + memberStreams);
    }
    return memberStreams == null ? ServerConfig.defaults().openStreams() : memberStreams;
  }

  private EngineConfig engine(Optional<Storage> storage) {
    EngineConfig usual = ServerConfig.defaults().engine();
    if (budgetMib != null && budgetMib < 1) {
      throw new ParameterException(
          spec.commandLine(), "--memory-budget is at least 1: memory-budget=" + budgetMib);
    }
    long bytes = budgetMib == null ? usual.memoryBudgetBytes() : budgetMib << 20;
    return new EngineConfig(bytes, usual.threads(), usual.limits(), storage);
  }
}
