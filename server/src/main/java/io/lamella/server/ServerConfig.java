package io.lamella.server;

import io.lamella.engine.EngineConfig;

/// How a server is set up.
///
/// @param port where it listens on the loopback address; 0 for any free port
/// @param engine how its engine is set up
/// @param workers how many long questions and imports run at once
/// @param waitingQuestions how many long questions may wait for a worker; more are refused
/// @param openStreams how many streams of members may be open; more are refused
public record ServerConfig(
    int port, EngineConfig engine, int workers, int waitingQuestions, int openStreams) {

  /// The port used when none is named.
  public static final int DEFAULT_PORT = 7070;

  public ServerConfig {
    if (port < 0 || port > 65_535 || workers < 1 || waitingQuestions < 1 || openStreams < 1) {
      throw new IllegalArgumentException(
          "port="
              + port
              + ", workers="
              + workers
              + ", waitingQuestions="
              + waitingQuestions
              + ", openStreams="
              + openStreams);
    }
  }

  /// Port 7070, the engine's defaults, a worker for each core, 256 waiting questions, 64 streams.
  public static ServerConfig defaults() {
    return new ServerConfig(
        DEFAULT_PORT, EngineConfig.defaults(), Runtime.getRuntime().availableProcessors(), 256, 64);
  }

  /// The same on another port.
  public ServerConfig onPort(int otherPort) {
    return new ServerConfig(otherPort, engine, workers, waitingQuestions, openStreams);
  }

  /// The same with another engine.
  public ServerConfig withEngine(EngineConfig otherEngine) {
    return new ServerConfig(port, otherEngine, workers, waitingQuestions, openStreams);
  }
}
