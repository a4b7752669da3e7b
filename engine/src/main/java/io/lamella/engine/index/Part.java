package io.lamella.engine.index;

import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;

/// A piece of a snapshot that owns one block of the region, shared by every snapshot in which it
/// did not change. It is freed when the last of them lets go. Safe for use by many threads.
public abstract class Part {
  private final Region region;
  private final Block block;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// Takes over the block; the builder is the first holder.
  protected Part(Region region, Block block) {
    this.region = region;
    this.block = block;
  }

  /// One more holder, while there still is one.
  public final void retain() {
    int before = holders.getAndIncrement();
    assert before > 0 : "retained after its last release: " + block;
  }

  /// One holder less; the last one frees the block.
  public final void release() {
    int left = holders.decrementAndGet();
    assert left >= 0 : "released too often: " + block;
    if (left == 0) {
      region.free(block);
    }
  }

  /// Bytes the part takes in the region.
  public final long sizeBytes() {
    return block.sizeBytes();
  }
}
