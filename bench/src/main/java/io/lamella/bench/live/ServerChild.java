package io.lamella.bench.live;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `lamella serve` as a process of its own, with the heap that users give it.
///
/// @param startNanos when it was begun
record ServerChild(Process process, int port, Path gcLog, long startNanos)
    implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("serves gRPC on \\S+?:(\\d+);");
  private static final Pattern BEFORE_AND_AFTER =
      Pattern.compile("(\\d+)M\\(\\d+%\\)->(\\d+)M\\(\\d+%\\)");

  /// Starts a server over a data directory, and waits until it listens and has recovered.
  ///
  /// @param gcLog where the collector tells of the heap
  static ServerChild start(Path data, Path gcLog) throws IOException {
    List<String> command =
        java("-Xmx1g", "-Xshare:auto", "-XX:+UseZGC", "-Xlog:gc:file=" + gcLog + "::filecount=0");
    command.addAll(
        List.of(
            "io.lamella.server.Main",
            "serve",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--no-http",
            "--memory-budget",
            Long.toString(LiveData.MEMORY.memoryBudgetBytes() >> 20)));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        return new ServerChild(process, Integer.parseInt(matcher.group(1)), gcLog, begin);
      }
    }
    throw new IOException("the server did not start: exit=" + process.onExit().join().exitValue());
  }

  /// What starts a program of this jar, its class still to be named.
  static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@jvm.options");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /// A new connection to it.
  ManagedChannel connect() {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /// Ends it as a loss of power would, but for what the system has not written yet.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// The processor time that it has used.
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The most mebibytes of heap that were in use: as the collector found them, and as it left them.
  long[] peakHeapMebibytes() throws IOException {
    long[] peak = new long[2];
    for (String line : Files.readAllLines(gcLog)) {
      Matcher matcher = BEFORE_AND_AFTER.matcher(line);
      if (matcher.find()) {
        peak[0] = Math.max(peak[0], Long.parseLong(matcher.group(1)));
        peak[1] = Math.max(peak[1], Long.parseLong(matcher.group(2)));
      }
    }
    return peak;
  }

  @Override
  public void close() {
    stop();
  }

  /// Stops it cleanly.
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
