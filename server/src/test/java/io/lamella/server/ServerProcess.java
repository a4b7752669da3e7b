package io.lamella.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, as `lamella serve` starts it, that can be killed.
final class ServerProcess implements AutoCloseable {
  private static final Pattern GRPC = Pattern.compile("gRPC on localhost:([0-9]+)");

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /// Starts one on a data directory, small and quick to start.
  static ServerProcess start(Path data) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of("..", "jvm.options"),
            "-Xmx256m",
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "-ea",
            Main.class.getName(),
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--no-http",
            "--memory-budget",
            "64");
    return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// Waits until it serves; a channel to it, which the caller shuts down. Empty if it was killed
  /// before.
  ///
  /// @throws AssertionError with all it said if it ended in any other way
  Optional<ManagedChannel> connect() throws IOException {
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        Matcher grpc = GRPC.matcher(line);
        if (grpc.find()) {
          return Optional.of(
              NettyChannelBuilder.forAddress("localhost", Integer.parseInt(grpc.group(1)))
                  .usePlaintext()
                  .build());
        }
      }
    } catch (IOException e) {
      // Its output was closed while it was read: it was killed.
      said.append(e.getMessage());
    }
    if (killed()) {
      return Optional.empty();
    }
    throw new AssertionError("the server did not start: " + said);
  }

  private boolean killed() {
    try {
      // 128 and the signal's number.
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 137;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
