package io.lamella.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Random words of bits, and containers made of them in the plainest way.
public final class Words {
  /// Words of a container.
  public static final int CHUNK = 1 << 10;

  /// Where containers are placed: odd, so that a forgotten offset shows.
  static final long OFFSET = 71;

  private static final long READ_PAST_END = 64;

  private Words() {}

  /// Words in which each bit is set with that probability.
  public static long[] random(SplittableRandom random, int words, double density) {
    long[] bits = new long[words];
    for (int bit = 0; bit < words << 6; bit++) {
      if (random.nextDouble() < density) {
        bits[bit >>> 6] |= 1L << bit;
      }
    }
    return bits;
  }

  /// A bitset container at [#OFFSET].
  static MemorySegment bitset(Arena arena, long[] words) {
    MemorySegment memory = arena.allocate(OFFSET + ((long) words.length << 3));
    MemorySegment.copy(words, 0, memory, ValueLayout.JAVA_LONG_UNALIGNED, OFFSET, words.length);
    return memory;
  }

  /// A packed container at [#OFFSET]; what may be read past its end is set, to show if it is used.
  static MemorySegment packed(Arena arena, long[] words) {
    MemorySegment memory = arena.allocate(OFFSET + words.length * 9L + READ_PAST_END);
    memory.fill((byte) 0xFF);
    long at = OFFSET + words.length;
    for (int word = 0; word < words.length; word++) {
      int mask = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        byte bits = (byte) (words[word] >>> (i << 3));
        if (bits != 0) {
          mask |= 1 << i;
          memory.set(ValueLayout.JAVA_BYTE, at++, bits);
        }
      }
      memory.set(ValueLayout.JAVA_BYTE, OFFSET + word, (byte) mask);
    }
    return memory.asSlice(0, at + READ_PAST_END);
  }

  /// A nested container at [#OFFSET], likewise.
  static MemorySegment nested(Arena arena, long[] words) {
    MemorySegment packed = packed(arena, words);
    MemorySegment memory = arena.allocate(OFFSET + 130 + words.length * 9L + READ_PAST_END);
    memory.fill((byte) 0xFF);
    long at = OFFSET + 130;
    for (int word = 0; word < words.length; word++) {
      long top = OFFSET + 2 + (word >>> 3);
      int before = (word & 7) == 0 ? 0 : memory.get(ValueLayout.JAVA_BYTE, top) & 0xFF;
      byte mask = packed.get(ValueLayout.JAVA_BYTE, OFFSET + word);
      if (mask != 0) {
        memory.set(ValueLayout.JAVA_BYTE, at++, mask);
        before |= 1 << (word & 7);
      }
      memory.set(ValueLayout.JAVA_BYTE, top, (byte) before);
    }
    memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, OFFSET, (short) (at - OFFSET - 130));
    long bytes = packed.byteSize() - READ_PAST_END - OFFSET - words.length;
    MemorySegment.copy(packed, OFFSET + words.length, memory, at, bytes);
    return memory.asSlice(0, at + bytes + READ_PAST_END);
  }

  /// What a loop over a strip must leave in the target, by its definition.
  public static long[] expected(
      StripOperation operation, long[] source, int fromWord, int words, long[] target, int to) {
    long[] expected = target.clone();
    for (int i = 0; i < words; i++) {
      expected[to + i] = operation.apply(target[to + i], source[fromWord + i]);
    }
    return expected;
  }

  /// A copy of the target on which the loop ran.
  public static long[] actual(long[] target, Loop loop) {
    long[] actual = Arrays.copyOf(target, target.length);
    loop.run(actual);
    return actual;
  }

  /// A loop that changes its target.
  public interface Loop {
    void run(long[] target);
  }
}
