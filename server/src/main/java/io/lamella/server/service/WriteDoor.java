package io.lamella.server.service;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Where writes go in: `Engine.write`.
@FunctionalInterface
public interface WriteDoor {

  /// Offers a batch; the result comes when it survives a loss of power and every later question
  /// sees it.
  ///
  /// @throws EngineException `OVERLOADED` if too many batches wait; `INVALID_ARGUMENT`
  CompletableFuture<WriteResult> write(String workspace, List<Write> writes);
}
