package io.lamella.server.cli;

import io.lamella.engine.EngineConfig;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lamella serve`.
@Command(
    name = "serve",
    description = "Starts an empty server on the loopback address.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for the server's data; made if it is not there.")
  private @Nullable Path data;

  @Mixin private final Listening listening = new Listening();

  @Option(
      names = "--memory-budget",
      paramLabel = "MIB",
      description = "Mebibytes the data may take (default: three quarters of the machine's).")
  private @Nullable Long budgetMib;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (data != null) {
      Files.createDirectories(data);
      out.println(
          "note: "
              + data
              + " is not used yet: writes are not durable in this version, and nothing is kept when"
              + " the server stops");
    }
    ServerConfig config = listening.apply(ServerConfig.defaults(), spec);
    if (budgetMib != null) {
      EngineConfig engine = config.engine();
      config =
          config.withEngine(new EngineConfig(budgetMib << 20, engine.threads(), engine.limits()));
    }
    try (LamellaServer server = LamellaServer.start(config)) {
      out.println("lamella serves gRPC on localhost:" + server.port() + "; Ctrl-C stops it");
      Listening.console(server).ifPresent(out::println);
      out.flush();
      server.awaitClose();
    }
    return 0;
  }
}
