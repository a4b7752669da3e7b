package io.lamella.bench.query;

import io.lamella.bench.Form;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Reading so many bytes one after another and doing nothing with them but an addition: the least
/// any engine can need. Two loops, since which one the compiler makes faster differs by machine.
final class PlainRead implements AutoCloseable {
  private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long LINE_BYTES = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;

  PlainRead(long bytes) {
    memory = arena.allocate((bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES, LINE_BYTES);
    memory.fill((byte) 1);
  }

  /// What every form returns.
  long expected() {
    return memory.byteSize() / Long.BYTES * 0x0101_0101_0101_0101L;
  }

  List<Form> forms() {
    return List.of(
        new Form("read, word by word", this::words), new Form("read, line by line", this::lines));
  }

  private long words() {
    long sum = 0;
    int count = (int) (memory.byteSize() / Long.BYTES);
    for (int word = 0; word < count; word++) {
      sum += memory.get(WORD, (long) word << 3);
    }
    return sum;
  }

  /// Eight sums, so that no addition waits for the one before.
  private long lines() {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    long e = 0;
    long f = 0;
    long g = 0;
    long h = 0;
    for (long at = 0, end = memory.byteSize(); at < end; at += LINE_BYTES) {
      a += memory.get(WORD, at);
      b += memory.get(WORD, at + 8);
      c += memory.get(WORD, at + 16);
      d += memory.get(WORD, at + 24);
      e += memory.get(WORD, at + 32);
      f += memory.get(WORD, at + 40);
      g += memory.get(WORD, at + 48);
      h += memory.get(WORD, at + 56);
    }
    return a + b + c + d + e + f + g + h;
  }

  @Override
  public void close() {
    arena.close();
  }
}
