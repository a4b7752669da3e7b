package io.lamella.engine.exec;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Scratch of evaluators that have ended, for those that begin: making it anew costs more than a
/// short question. Safe for use by many threads.
public final class ScratchPool {
  private final BlockingQueue<ChunkScratch> free;

  /// @param size how many to keep: no more evaluators than this are at work at once in general
  public ScratchPool(int size) {
    free = new ArrayBlockingQueue<>(size);
  }

  ChunkScratch take() {
    ChunkScratch scratch = free.poll();
    return scratch == null ? new ChunkScratch() : scratch;
  }

  /// One more than the pool keeps is left to the garbage collector.
  void give(ChunkScratch scratch) {
    scratch.reset();
    free.offer(scratch);
  }
}
