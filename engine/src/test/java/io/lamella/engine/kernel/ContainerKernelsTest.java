package io.lamella.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: both forms of every loop over bitset and packed containers do what [StripOperation] says.
/// Method: random containers from empty to full at an odd offset, random strips from any word on
/// and of any length, a target with words before and after the strip that must stay as they are.
class ContainerKernelsTest {
  private static final int STRIPS = 40;

  /// One form of a loop: all of its arguments but the memory.
  private interface Form {
    void run(MemorySegment memory, int fromWord, int words, long[] target, int to);
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0, 0.0001, 0.01, 0.03, 0.1, 0.2, 0.5, 0.999, 1})
  void bothFormsOverBitsetsDoWhatTheirNameSays(double density) {
    for (StripOperation operation : StripOperation.values()) {
      check(Words::bitset, operation, density, "plain", plainBitset(operation));
      check(Words::bitset, operation, density, "vector", vectorBitset(operation));
      check(Words::bitset, operation, density, "chosen", chosenBitset(operation));
    }
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0, 0.0001, 0.01, 0.03, 0.1, 0.2, 0.5, 0.999, 1})
  void bothFormsOverPackedContainersDoWhatTheirNameSays(double density) {
    for (StripOperation operation : StripOperation.values()) {
      check(Words::packed, operation, density, "plain", plainPacked(operation));
      check(Words::packed, operation, density, "vector", vectorPacked(operation));
      check(Words::packed, operation, density, "chosen", chosenPacked(operation));
    }
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0, 0.0001, 0.005, 0.01, 0.03, 0.1, 0.5, 0.999, 1})
  void bothFormsOverNestedContainersDoWhatTheirNameSays(double density) {
    for (StripOperation operation : StripOperation.values()) {
      check(Words::nested, operation, density, "plain", plainNested(operation));
      check(Words::nested, operation, density, "chosen", chosenNested(operation));
      check(
          Words::nested,
          StripOperation.DECODE,
          density,
          "vector",
          nestedInner(VectorNested::decode));
    }
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0, 0.0001, 0.005, 0.03, 0.2, 0.5, 1})
  void askedForSomeValuesAContainerKeepsItsOwn(double density) {
    long seed = 99;
    var random = new SplittableRandom(seed);
    long[] source = Words.random(random, Words.CHUNK, density);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bitset = Words.bitset(arena, source);
      MemorySegment packed = Words.packed(arena, source);
      for (double asked : new double[] {0, 0.0001, 0.001, 0.02, 0.5}) {
        long[] candidates = Words.random(random, Words.CHUNK, asked);
        for (int flip = 0; flip < 2; flip++) {
          long[] expected = new long[Words.CHUNK];
          for (int word = 0; word < Words.CHUNK; word++) {
            expected[word] = candidates[word] & (flip == 0 ? source[word] : ~source[word]);
          }
          int which = flip;
          checkKept(
              candidates,
              expected,
              (lows, count) -> BitsetKernels.keep(bitset, Words.OFFSET, lows, count, which));
          checkKept(
              candidates,
              expected,
              (lows, count) -> PackedKernels.keep(packed, Words.OFFSET, lows, count, which));
          checkKept(
              candidates, expected, (lows, count) -> Kernels.keep(source, lows, count, which));
        }
      }
    }
  }

  private interface Keeping {
    int keep(char[] lows, int count);
  }

  private static void checkKept(long[] candidates, long[] expected, Keeping keeping) {
    char[] lows = new char[1 << 16];
    int count = Kernels.list(candidates, Words.CHUNK, lows);
    assertThat(count).isEqualTo((int) Kernels.popcount(candidates, 0, Words.CHUNK));
    char[] all = Arrays.copyOf(lows, count);
    int kept = keeping.keep(lows, count);
    long[] actual = new long[Words.CHUNK];
    Kernels.set(lows, kept, actual);
    assertThat(actual).isEqualTo(expected);
    assertThat(Arrays.copyOf(lows, kept)).isSorted();
    int without = Kernels.without(all, count, lows, kept);
    assertThat(without).isEqualTo(count - kept);
    assertThat(Arrays.copyOf(all, without)).isSorted();
    assertThat(Kernels.keep(expected, all, without, 1)).isEqualTo(without);
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0, 0.03, 0.5, 1})
  void whatATargetSharesWithThreeBitsetsIsCounted(double density) {
    long seed = 12;
    var random = new SplittableRandom(seed);
    long[] target = Words.random(random, Words.CHUNK, density);
    long[][] sources = new long[3][];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(3L << 13, 64);
      long[] offsets = {0, 1 << 13, 2 << 13};
      for (int i = 0; i < 3; i++) {
        sources[i] = Words.random(random, Words.CHUNK, 0.5);
        MemorySegment.copy(sources[i], 0, memory, Layouts.U64, offsets[i], Words.CHUNK);
      }
      for (int flipped = 0; flipped < 8; flipped++) {
        long[] flips = {-(flipped & 1), -(flipped >>> 1 & 1), -(flipped >>> 2 & 1)};
        long expected = 0;
        for (int word = 0; word < Words.CHUNK; word++) {
          expected +=
              Long.bitCount(
                  target[word]
                      & (sources[0][word] ^ flips[0])
                      & (sources[1][word] ^ flips[1])
                      & (sources[2][word] ^ flips[2]));
        }
        assertThat(PlainBitset.countShared(memory, offsets, flips, target, Words.CHUNK))
            .isEqualTo(expected);
        assertThat(VectorBitset.countShared(memory, offsets, flips, target, Words.CHUNK))
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "density {0}")
  @ValueSource(doubles = {0.0001, 0.03, 0.5, 1})
  void membershipOfAValueIsItsBit(double density) {
    long seed = 77;
    long[] source = Words.random(new SplittableRandom(seed), Words.CHUNK, density);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bitset = Words.bitset(arena, source);
      MemorySegment packed = Words.packed(arena, source);
      MemorySegment nested = Words.nested(arena, source);
      for (int low = 0; low < 1 << 16; low++) {
        boolean expected = (source[low >>> 6] >>> low & 1) != 0;
        assertThat(BitsetKernels.contains(bitset, Words.OFFSET, low))
            .as("bitset, seed=%d, low=%d", seed, low)
            .isEqualTo(expected);
        assertThat(PackedKernels.contains(packed, Words.OFFSET, low))
            .as("packed, seed=%d, low=%d", seed, low)
            .isEqualTo(expected);
        assertThat(NestedKernels.contains(nested, Words.OFFSET, low))
            .as("nested, seed=%d, low=%d", seed, low)
            .isEqualTo(expected);
      }
    }
  }

  private interface Encoding {
    MemorySegment encode(Arena arena, long[] words);
  }

  private static void check(
      Encoding encoding, StripOperation operation, double density, String name, Form form) {
    long seed = 4_711;
    var random = new SplittableRandom(seed);
    long[] source = Words.random(random, Words.CHUNK, density);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = encoding.encode(arena, source);
      for (int strip = 0; strip < STRIPS; strip++) {
        // The first two strips are the whole container and nothing at its end.
        int fromWord = strip == 0 ? 0 : strip == 1 ? Words.CHUNK : random.nextInt(Words.CHUNK);
        int words = strip == 0 ? Words.CHUNK : random.nextInt(Words.CHUNK - fromWord + 1);
        int to = random.nextInt(9);
        long[] target = Words.random(random, to + words + random.nextInt(9), 0.5);

        long[] actual =
            Words.actual(target, changed -> form.run(memory, fromWord, words, changed, to));

        assertThat(actual)
            .as("%s %s, seed=%d, from=%d, words=%d", name, operation, seed, fromWord, words)
            .isEqualTo(Words.expected(operation, source, fromWord, words, target, to));
      }
    }
  }

  private static long at(int fromWord) {
    return Words.OFFSET + ((long) fromWord << 3);
  }

  private static Form plainBitset(StripOperation operation) {
    return switch (operation) {
      case DECODE -> (m, from, words, t, to) -> BitsetKernels.decode(m, at(from), words, t, to);
      case OR -> (m, from, words, t, to) -> PlainBitset.or(m, at(from), words, t, to);
      case AND -> (m, from, words, t, to) -> PlainBitset.and(m, at(from), words, t, to);
      case AND_NOT -> (m, from, words, t, to) -> PlainBitset.andNot(m, at(from), words, t, to);
    };
  }

  private static Form vectorBitset(StripOperation operation) {
    return switch (operation) {
      case DECODE -> (m, from, words, t, to) -> BitsetKernels.decode(m, at(from), words, t, to);
      case OR -> (m, from, words, t, to) -> VectorBitset.or(m, at(from), words, t, to);
      case AND -> (m, from, words, t, to) -> VectorBitset.and(m, at(from), words, t, to);
      case AND_NOT -> (m, from, words, t, to) -> VectorBitset.andNot(m, at(from), words, t, to);
    };
  }

  private static Form chosenBitset(StripOperation operation) {
    return switch (operation) {
      case DECODE -> (m, from, words, t, to) -> BitsetKernels.decode(m, at(from), words, t, to);
      case OR -> (m, from, words, t, to) -> BitsetKernels.or(m, at(from), words, t, to);
      case AND -> (m, from, words, t, to) -> BitsetKernels.and(m, at(from), words, t, to);
      case AND_NOT -> (m, from, words, t, to) -> BitsetKernels.andNot(m, at(from), words, t, to);
    };
  }

  /// A packed strip as its inner loops take it: the mask from its first word on, and the bytes.
  private interface Inner {
    void run(MemorySegment memory, long mask, long bytes, int words, long[] target, int to);
  }

  private static Form inner(Inner loop) {
    return (memory, fromWord, words, target, to) -> {
      long before = 0;
      for (int word = 0; word < fromWord; word++) {
        before += Integer.bitCount(memory.get(Layouts.U8, Words.OFFSET + word) & 0xFF);
      }
      long bytes = Words.OFFSET + Words.CHUNK + before;
      loop.run(memory, Words.OFFSET + fromWord, bytes, words, target, to);
    };
  }

  private static Form plainPacked(StripOperation operation) {
    return switch (operation) {
      case DECODE -> inner(PlainPacked::decode);
      case OR -> inner(PlainPacked::or);
      case AND -> inner(PlainPacked::and);
      case AND_NOT -> inner(PlainPacked::andNot);
    };
  }

  private static Form vectorPacked(StripOperation operation) {
    return switch (operation) {
      case DECODE -> inner(VectorPacked::decode);
      case OR -> inner(VectorPacked::or);
      case AND -> inner(VectorPacked::and);
      case AND_NOT -> inner(VectorPacked::andNot);
    };
  }

  private static Form chosenPacked(StripOperation operation) {
    long at = Words.OFFSET;
    return switch (operation) {
      case DECODE -> (m, from, words, t, to) -> PackedKernels.decode(m, at, from, words, t, to);
      case OR -> (m, from, words, t, to) -> PackedKernels.or(m, at, from, words, t, to);
      case AND -> (m, from, words, t, to) -> PackedKernels.and(m, at, from, words, t, to);
      case AND_NOT -> (m, from, words, t, to) -> PackedKernels.andNot(m, at, from, words, t, to);
    };
  }

  /// A nested strip as its inner loops take it: the top, the first mask byte and the first byte.
  private interface NestedInner {
    void run(
        MemorySegment memory,
        long top,
        long masks,
        long bytes,
        int fromWord,
        int words,
        long[] target,
        int to);
  }

  private static Form nestedInner(NestedInner loop) {
    return (memory, fromWord, words, target, to) -> {
      long top = NestedKernels.top(Words.OFFSET);
      long masks = NestedKernels.firstMask(Words.OFFSET);
      long bytes = NestedKernels.firstByte(memory, Words.OFFSET);
      for (int word = 0; word < fromWord; word++) {
        if ((memory.get(Layouts.U8, top + (word >>> 3)) >>> (word & 7) & 1) != 0) {
          bytes += Integer.bitCount(memory.get(Layouts.U8, masks++) & 0xFF);
        }
      }
      loop.run(memory, top, masks, bytes, fromWord, words, target, to);
    };
  }

  private static Form plainNested(StripOperation operation) {
    return switch (operation) {
      case DECODE -> nestedInner(PlainNested::decode);
      case OR -> nestedInner(PlainNested::or);
      case AND -> nestedInner(PlainNested::and);
      case AND_NOT -> nestedInner(PlainNested::andNot);
    };
  }

  private static Form chosenNested(StripOperation operation) {
    long at = Words.OFFSET;
    return switch (operation) {
      case DECODE -> (m, from, words, t, to) -> NestedKernels.decode(m, at, from, words, t, to);
      case OR -> (m, from, words, t, to) -> NestedKernels.or(m, at, from, words, t, to);
      case AND -> (m, from, words, t, to) -> NestedKernels.and(m, at, from, words, t, to);
      case AND_NOT -> (m, from, words, t, to) -> NestedKernels.andNot(m, at, from, words, t, to);
    };
  }
}
