package io.lamella.engine.index;

import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/// A piece of a snapshot that owns one block of the region, shared by every snapshot in which it
/// did not change. It is freed when the last of them lets go. Safe for use by many threads.
public abstract class Part {
  private final Region region;
  private final Block block;
  private volatile long file;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// Takes over the block; the builder is the first holder.
  protected Part(Region region, Block block) {
    this.region = region;
    this.block = block;
  }

  /// Which class it is, in files.
  abstract Kind kind();

  /// Writes what [PartFormat] needs, beside the block's bytes, to make the same part again.
  ///
  /// @param base offsets are told from here
  abstract void describe(DataOutput out, long base) throws IOException;

  /// The kinds of parts.
  enum Kind {
    ATTRIBUTE(1),
    CHANGES(2),
    BUCKET(3),
    ROLL_UP(4),
    ERASED(5),
    MEMBER_LIST(6);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /// As a file has it.
    int number() {
      return number;
    }
  }

  /// The block's bytes, for as long as the part is held.
  public final MemorySegment memory() {
    return region.memory().asSlice(block.offset(), block.sizeBytes());
  }

  final Block block() {
    return block;
  }

  /// In which file it was kept; 0 if it was not yet. Asked and told by checkpoints alone.
  public final long file() {
    return file;
  }

  /// It is kept in a file now.
  public final void keptIn(long number) {
    file = number;
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
