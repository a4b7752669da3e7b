package io.lamella.server.service;

import io.lamella.engine.Engine;
import java.util.Set;
import java.util.function.Supplier;

/// An open engine as the services use it: questions and imports, writes, upkeep.
///
/// @param workspaces names of workspaces there are
public record EngineDoors(
    Engine engine, WriteDoor writes, Upkeep upkeep, Supplier<Set<String>> workspaces) {

  /// All of it one engine's own.
  public static EngineDoors of(Engine engine) {
    return new EngineDoors(engine, engine::write, Upkeep.of(engine), engine::workspaces);
  }
}
