package io.lamella.server.cli;

import io.lamella.engine.EngineConfig;
import io.lamella.engine.query.Limits;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// A server on a free port and a terminal that asks it.
final class Terminal implements AutoCloseable {
  private final LamellaServer server;

  /// What a command printed, and how it ended.
  record Result(int exitCode, String out, String err) {}

  Terminal(long budgetBytes) throws IOException {
    server =
        LamellaServer.start(
            ServerConfig.defaults()
                .onPort(0)
                .withEngine(new EngineConfig(budgetBytes, 1, Limits.DEFAULT)));
  }

  Terminal() throws IOException {
    this(1L << 30);
  }

  /// Runs a client command against the server.
  Result run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--target");
    all.add("localhost:" + server.port());
    return alone(all.toArray(String[]::new));
  }

  /// Runs a command as it is.
  static Result alone(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode = LamellaCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Result(exitCode, out.toString(), err.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
