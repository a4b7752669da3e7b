package io.lamella.server.service;

import io.lamella.engine.Engine;
import io.lamella.engine.api.CheckpointSummary;
import io.lamella.engine.api.EngineHealth;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// What an operator does and looks at, as the engine has it.
public interface Upkeep {

  /// Writes a checkpoint in the background.
  CompletableFuture<CheckpointSummary> checkpoint(boolean purge);

  /// Whether writes are taken, and what a restart would have to do.
  EngineHealth health();

  /// How many days the events of a behaviour are kept; empty for all.
  void putRetention(String workspace, String behaviour, OptionalInt days);

  /// The engine's own.
  static Upkeep of(Engine engine) {
    return new Upkeep() {
      @Override
      public CompletableFuture<CheckpointSummary> checkpoint(boolean purge) {
        return engine.checkpoint(purge);
      }

      @Override
      public EngineHealth health() {
        return engine.health();
      }

      @Override
      public void putRetention(String workspace, String behaviour, OptionalInt days) {
        engine.putRetention(workspace, behaviour, days);
      }
    };
  }
}
