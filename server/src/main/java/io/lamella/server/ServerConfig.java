package io.lamella.server;

import io.lamella.engine.EngineConfig;
import java.util.OptionalInt;

/// How a server is set up.
///
/// @param port where it listens; 0 for any free port
/// @param engine how its engine is set up
/// @param workers how many long questions and imports run at once
/// @param waitingQuestions how many long questions may wait for a worker; more are refused
/// @param openStreams how many streams of members may be open; more are refused
/// @param httpPort where the console listens; 0 for any free port; none for gRPC alone
/// @param access on which address it listens, and who may ask
public record ServerConfig(
    int port,
    EngineConfig engine,
    int workers,
    int waitingQuestions,
    int openStreams,
    OptionalInt httpPort,
    Access access) {

  /// The port used when none is named.
  public static final int DEFAULT_PORT = 7070;

  /// The console's port when none is named.
  public static final int DEFAULT_HTTP_PORT = 8080;

  private static final int MAX_PORT = 65_535;

  public ServerConfig {
    if (!isPort(port)
        || !isPort(httpPort.orElse(0))
        || workers < 1
        || waitingQuestions < 1
        || openStreams < 1) {
      throw new IllegalArgumentException(
          "port="
              + port
              + ", workers="
              + workers
              + ", waitingQuestions="
              + waitingQuestions
              + ", openStreams="
              + openStreams
              + ", httpPort="
              + httpPort);
    }
  }

  /// gRPC alone, on the loopback address.
  public ServerConfig(
      int port, EngineConfig engine, int workers, int waitingQuestions, int openStreams) {
    this(
        port, engine, workers, waitingQuestions, openStreams, OptionalInt.empty(), Access.LOOPBACK);
  }

  /// Whether a port can have this number; 0 stands for any free one.
  public static boolean isPort(int number) {
    return number >= 0 && number <= MAX_PORT;
  }

  /// Port 7070, the engine's defaults, a worker for each core, 256 waiting questions, 64 streams;
  /// gRPC alone.
  public static ServerConfig defaults() {
    return new ServerConfig(
        DEFAULT_PORT, EngineConfig.defaults(), Runtime.getRuntime().availableProcessors(), 256, 64);
  }

  /// The same on another port.
  public ServerConfig onPort(int otherPort) {
    return new ServerConfig(
        otherPort, engine, workers, waitingQuestions, openStreams, httpPort, access);
  }

  /// The same with another engine.
  public ServerConfig withEngine(EngineConfig otherEngine) {
    return new ServerConfig(
        port, otherEngine, workers, waitingQuestions, openStreams, httpPort, access);
  }

  /// The same with room for so many streams of members.
  public ServerConfig withOpenStreams(int otherOpenStreams) {
    return new ServerConfig(
        port, engine, workers, waitingQuestions, otherOpenStreams, httpPort, access);
  }

  /// The same with the console.
  public ServerConfig withConsole(int consolePort) {
    return new ServerConfig(
        port, engine, workers, waitingQuestions, openStreams, OptionalInt.of(consolePort), access);
  }

  /// The same for others to ask.
  public ServerConfig withAccess(Access otherAccess) {
    return new ServerConfig(
        port, engine, workers, waitingQuestions, openStreams, httpPort, otherAccess);
  }
}
