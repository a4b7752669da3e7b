package io.lamella.server.cli;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.query.Limits;
import io.lamella.server.FakeDoors;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server on a free port and a terminal that asks it.
final class Terminal implements AutoCloseable {
  private static final Pattern COUNT = Pattern.compile("\"count\": ([0-9]+),");

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

  /// With another side of writes and upkeep than the engine's.
  Terminal(FakeDoors doors) throws IOException, InterruptedException {
    server =
        LamellaServer.begin(
            ServerConfig.defaults().onPort(0),
            _ -> doors.over(Engine.open(new EngineConfig(256L << 20, 1, Limits.DEFAULT))));
    server.awaitReady();
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

  /// How many customers a segment has, as `count --json` says.
  long count(String expression) {
    Result result = run("count", expression, "--json");
    Matcher count = COUNT.matcher(result.out());
    if (result.exitCode() != 0 || !count.find()) {
      throw new AssertionError(result.toString());
    }
    return Long.parseLong(count.group(1));
  }

  /// Runs a command as it is.
  static Result alone(String... args) {
    return in(Map.of(), args);
  }

  /// Runs a command as it is, in an environment.
  static Result in(Map<String, String> environment, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        LamellaCommand.run(new PrintWriter(out), new PrintWriter(err), environment, args);
    return new Result(exitCode, out.toString(), err.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
