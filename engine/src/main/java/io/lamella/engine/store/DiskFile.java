package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// An open file of a [Disk]. Reads and writes name their offset, in bytes, so threads may share a
/// file. Direct buffers and native memory are read and written without a copy.
public interface DiskFile extends Closeable {
  /// The most bytes of native memory seen as one buffer.
  int MAX_SLICE_BYTES = 1 << 30;

  /// The name it was opened by.
  String name();

  long sizeBytes() throws IOException;

  /// Writes all that remains of the source, at the offset; the file grows where it must.
  ///
  /// @throws DiskFullException if there is no room; a part may have been written
  void write(long offset, ByteBuffer source) throws IOException;

  /// Fills all that remains of the target from the offset on.
  ///
  /// @throws java.io.EOFException if the file ends before
  void read(long offset, ByteBuffer target) throws IOException;

  /// Cuts the file to this size, which is at most what it has.
  void truncate(long sizeBytes) throws IOException;

  /// Makes the bytes and the size durable. After a failure nothing is known of any byte written
  /// since the last success, and a second call proves nothing.
  void force() throws IOException;

  /// Writes the whole source, at the offset.
  default void write(long offset, MemorySegment source) throws IOException {
    for (long done = 0; done < source.byteSize(); done += MAX_SLICE_BYTES) {
      write(offset + done, slice(source, done));
    }
  }

  /// Fills the whole target from the offset on.
  default void read(long offset, MemorySegment target) throws IOException {
    for (long done = 0; done < target.byteSize(); done += MAX_SLICE_BYTES) {
      read(offset + done, slice(target, done));
    }
  }

  private static ByteBuffer slice(MemorySegment memory, long from) {
    return memory.asSlice(from, Math.min(MAX_SLICE_BYTES, memory.byteSize() - from)).asByteBuffer();
  }
}
