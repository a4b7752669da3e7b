package io.lamella.engine.store;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A little-endian buffer outside the heap that grows. Whoever makes it closes it.
@SuppressWarnings("MustBeClosed") // close() closes the arena.
final class NativeBuffer implements AutoCloseable {
  private Arena arena;
  private ByteBuffer bytes;

  NativeBuffer(int capacity) {
    arena = Arena.ofShared();
    bytes = allocate(arena, capacity);
  }

  /// The bytes, of which the position and limit are the user's. Another buffer after growing.
  ByteBuffer bytes() {
    return bytes;
  }

  /// Grows to hold this many bytes at least; those up to the position are kept, and so is it.
  void reserve(int capacity) {
    if (capacity <= bytes.capacity()) {
      return;
    }
    replace((int) Math.min(Integer.MAX_VALUE - 8, Math.max(capacity, 2L * bytes.capacity())));
  }

  /// Shrinks to this capacity if it is larger; the bytes are lost, and the position is 0.
  void shrink(int capacity) {
    bytes.clear();
    if (bytes.capacity() > capacity) {
      replace(capacity);
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  private void replace(int capacity) {
    Arena larger = Arena.ofShared();
    ByteBuffer copy = allocate(larger, capacity);
    copy.put(bytes.flip());
    arena.close();
    arena = larger;
    bytes = copy;
  }

  private static ByteBuffer allocate(Arena arena, int capacity) {
    return arena.allocate(capacity, 64).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
