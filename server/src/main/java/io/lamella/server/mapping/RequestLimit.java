package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;

/// How many of something a request asks for.
public final class RequestLimit {

  private RequestLimit() {}

  /// The limit in force.
  ///
  /// @param usual what 0 stands for
  /// @throws EngineException `INVALID_ARGUMENT` for a limit below 0 or above the greatest
  public static int of(int given, int usual, int most) {
    if (given < 0 || given > most) {
      throw EngineException.invalidArgument(
          "limit", "a limit is 0 to " + most + ": limit=" + given);
    }
    return given == 0 ? usual : given;
  }
}
