package io.lamella.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file seen through one reused buffer, for reading it forwards.
final class FileWindow implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 20;

  private final NativeBuffer buffer;
  private DiskFile file;
  private long start;
  private int length;

  /// @param expectedBytes the file's size as far as known: a small one needs no large window
  FileWindow(DiskFile file, long expectedBytes) {
    this.file = file;
    buffer = new NativeBuffer(Math.clamp(expectedBytes, 512, MAX_BYTES));
  }

  /// The most bytes to ask for at once without the window having to grow.
  int capacity() {
    return buffer.bytes().capacity();
  }

  /// What [#load] returns an index of. Another buffer after a load.
  ByteBuffer bytes() {
    return buffer.bytes();
  }

  /// Sees to it that the bytes from the offset on are there, and returns the index of the first.
  ///
  /// @param end where reading ahead stops, at least `offset + bytes`
  int load(long offset, int bytes, long end) throws IOException {
    if (offset < start || offset + bytes > start + length) {
      length = 0;
      buffer.bytes().clear();
      buffer.reserve(bytes);
      ByteBuffer target = buffer.bytes();
      target.limit((int) Math.min(target.capacity(), end - offset));
      file.read(offset, target);
      start = offset;
      length = target.limit();
      target.clear();
    }
    return (int) (offset - start);
  }

  /// Goes to another file; the one before is the caller's to close.
  void turnTo(DiskFile other) {
    file = other;
    length = 0;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
