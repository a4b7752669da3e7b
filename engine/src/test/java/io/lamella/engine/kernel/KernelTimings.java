package io.lamella.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Prints what each loop takes, in nanoseconds for a whole container, both forms side by side. From
/// the root of the project, once it is built:
///
/// ```
/// java @jvm.options -cp engine/target/classes:engine/target/test-classes io.lamella.engine.kernel.KernelTimings
/// ```
///
/// Containers are different ones, in L2 together, and read in strips as a question reads them. The
/// figure is the best of several rounds: what the machine can do when nobody else uses it.
final class KernelTimings {
  private static final int CONTAINERS = 32;
  private static final int STRIP = 256;
  private static final int ROUNDS = 60;
  private static final long ROUND_NANOS = 10_000_000;
  private static final long READ_PAST_END = 64;

  private final long[] target = new long[STRIP];
  // Shared, as the region's is: each access checks whether it is closed, and nothing else.
  private final Arena arena = Arena.ofShared();

  private KernelTimings() {}

  /// What is done with one strip of one container.
  private interface Strip {
    void run(int container, int fromWord);
  }

  public static void main(String[] arguments) {
    var timings = new KernelTimings();
    System.out.println("ns a container in strips of " + STRIP + " words");
    timings.bitsets();
    for (double density : new double[] {0.015, 0.03, 0.1, 0.2}) {
      timings.packed(density);
    }
    for (int cardinality : new int[] {7, 65, 655, 1_024, 4_000}) {
      timings.arrays(cardinality);
    }
    for (int runs : new int[] {1, 20, 400, 1_500}) {
      timings.runs(runs);
    }
    timings.counters();
    timings.ranges();
    timings.arena.close();
  }

  private void bitsets() {
    MemorySegment memory = arena.allocate(CONTAINERS * 8_192L, 64);
    fill(memory);
    print(
        "bitset decode",
        (c, from) -> BitsetKernels.decode(memory, bitset(c, from), STRIP, target, 0));
    print(
        "bitset or, plain", (c, from) -> PlainBitset.or(memory, bitset(c, from), STRIP, target, 0));
    print(
        "bitset or, vector",
        (c, from) -> VectorBitset.or(memory, bitset(c, from), STRIP, target, 0));
    print(
        "bitset and, plain",
        (c, from) -> PlainBitset.and(memory, bitset(c, from), STRIP, target, 0));
    print(
        "bitset and, vector",
        (c, from) -> VectorBitset.and(memory, bitset(c, from), STRIP, target, 0));
    print(
        "bitset or, vector, unaligned",
        (c, from) -> VectorBitset.or(memory, Math.max(0, bitset(c, from) - 62), STRIP, target, 0));
    long[] words = new long[CONTAINERS << 10];
    print("words or, plain", (c, from) -> PlainWords.or(words, (c << 10) + from, target, 0, STRIP));
    print(
        "words or, vector", (c, from) -> VectorWords.or(words, (c << 10) + from, target, 0, STRIP));
    long[] sum = new long[1];
    print(
        "words popcount", (c, from) -> sum[0] += Kernels.popcount(words, (c << 10) + from, STRIP));
    print(
        "words and, popcount",
        (c, from) -> sum[0] += Kernels.andCount(words, (c << 10) + from, target, 0, STRIP));
  }

  private static long bitset(int container, int fromWord) {
    return ((long) container << 13) + ((long) fromWord << 3);
  }

  private void packed(double density) {
    var random = new SplittableRandom(1);
    long[] offsets = new long[CONTAINERS];
    MemorySegment memory = arena.allocate(CONTAINERS * 9_216L + READ_PAST_END);
    long[] bytes = new long[CONTAINERS * 4];
    long at = 0;
    for (int c = 0; c < CONTAINERS; c++) {
      MemorySegment one = Words.packed(arena, Words.random(random, Words.CHUNK, density));
      long size = one.byteSize() - Words.OFFSET - READ_PAST_END;
      MemorySegment.copy(one, Words.OFFSET, memory, at, size);
      offsets[c] = at;
      for (int strip = 0; strip < 4; strip++) {
        bytes[4 * c + strip] = at + 1_024 + PlainPacked.popcount(memory, at, strip * STRIP);
      }
      at += size;
    }
    String name = "packed " + density;
    print(
        name + " decode, plain",
        (c, from) ->
            PlainPacked.decode(
                memory, offsets[c] + from, bytes[4 * c + from / STRIP], STRIP, target, 0));
    print(
        name + " decode, vector",
        (c, from) ->
            VectorPacked.decode(
                memory, offsets[c] + from, bytes[4 * c + from / STRIP], STRIP, target, 0));
    print(
        name + " decode, with the search",
        (c, from) -> PackedKernels.decode(memory, offsets[c], from, STRIP, target, 0));
    print(
        name + " or, plain",
        (c, from) ->
            PlainPacked.or(
                memory, offsets[c] + from, bytes[4 * c + from / STRIP], STRIP, target, 0));
    print(
        name + " or, with the search",
        (c, from) -> PackedKernels.or(memory, offsets[c], from, STRIP, target, 0));
    print(
        name + " and, with the search",
        (c, from) -> PackedKernels.and(memory, offsets[c], from, STRIP, target, 0));
  }

  private void arrays(int cardinality) {
    var random = new SplittableRandom(1);
    MemorySegment memory = arena.allocate(2L * CONTAINERS * cardinality);
    for (int c = 0; c < CONTAINERS; c++) {
      int[] values = random.ints(0, 1 << 16).distinct().limit(cardinality).sorted().toArray();
      for (int i = 0; i < cardinality; i++) {
        memory.set(Layouts.U16, 2L * ((long) c * cardinality + i), (short) values[i]);
      }
    }
    print(
        "array " + cardinality + " or",
        (c, from) ->
            ArrayKernels.or(memory, 2L * c * cardinality, cardinality, from, STRIP, target, 0));
    print(
        "array " + cardinality + " and",
        (c, from) ->
            ArrayKernels.and(memory, 2L * c * cardinality, cardinality, from, STRIP, target, 0));
    print(
        "array " + cardinality + " andNot",
        (c, from) ->
            ArrayKernels.andNot(memory, 2L * c * cardinality, cardinality, from, STRIP, target, 0));
  }

  private void runs(int runs) {
    var random = new SplittableRandom(1);
    long size = 2 + 4L * runs;
    MemorySegment memory = arena.allocate(CONTAINERS * size);
    for (int c = 0; c < CONTAINERS; c++) {
      int[] ends = random.ints(1, 1 << 15).distinct().limit(2L * runs).sorted().toArray();
      memory.set(Layouts.U16, c * size, (short) runs);
      for (int run = 0; run < runs; run++) {
        int start = 2 * ends[2 * run];
        memory.set(Layouts.U16, c * size + 2 + 4L * run, (short) start);
        memory.set(
            Layouts.U16, c * size + 4 + 4L * run, (short) (2 * ends[2 * run + 1] - 2 - start));
      }
    }
    print(
        "run " + runs + " or",
        (c, from) -> RunKernels.or(memory, c * size, from, STRIP, target, 0));
    print(
        "run " + runs + " and",
        (c, from) -> RunKernels.and(memory, c * size, from, STRIP, target, 0));
  }

  private void counters() {
    var random = new SplittableRandom(1);
    long[][] packed = new long[14][];
    MemorySegment memory = arena.allocate(14L << 13, 64);
    for (int set = 0; set < packed.length; set++) {
      long[] words = Words.random(random, Words.CHUNK, 0.03);
      packed[set] = words;
      try (Arena own = Arena.ofConfined()) {
        MemorySegment container = Words.packed(own, words);
        MemorySegment.copy(
            container, Words.OFFSET, memory, (long) set << 13, container.byteSize() - Words.OFFSET);
      }
    }
    long[] chunk = new long[Words.CHUNK];
    for (int n : new int[] {2, 3, 5, 14}) {
      var counters = new CounterPlanes(Words.CHUNK, n);
      print(
          "14 sets, at least " + n + ", packed",
          (c, from) -> {
            if (from == 0) {
              counters.clear(n);
              for (int set = 0; set < packed.length; set++) {
                counters.addPacked(memory, (long) set << 13, 0);
              }
              counters.atLeast(chunk);
            }
          });
      print(
          "14 sets, at least " + n + ", words",
          (c, from) -> {
            if (from == 0) {
              counters.clear(n);
              for (long[] set : packed) {
                counters.add(set, 0);
              }
              counters.atLeast(chunk);
            }
          });
    }
  }

  private void ranges() {
    MemorySegment memory = arena.allocate(8L << 16, 64);
    fill(memory);
    int codes = STRIP << 6;
    for (int width : new int[] {1, 2, 4, 8}) {
      long largest = width == 8 ? Long.MAX_VALUE : (1L << (8 * width)) - 1;
      print(
          "range of " + width + " bytes, plain",
          (c, from) ->
              PlainRanges.inRange(
                  memory,
                  (long) from * 64 * width,
                  width,
                  0,
                  codes,
                  largest / 4,
                  largest / 2,
                  target));
      print(
          "range of " + width + " bytes, vector",
          (c, from) ->
              VectorRanges.inRange(
                  memory,
                  (long) from * 64 * width,
                  width,
                  codes,
                  largest / 4,
                  largest / 2,
                  target));
    }
  }

  private static void fill(MemorySegment memory) {
    var random = new SplittableRandom(2);
    for (long at = 0; at < memory.byteSize(); at += Long.BYTES) {
      memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, random.nextLong());
    }
  }

  private void print(String name, Strip strip) {
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long containers = 0;
      while (System.nanoTime() - start < ROUND_NANOS) {
        Arrays.fill(target, containers << 7 | 1);
        for (int c = 0; c < CONTAINERS; c++) {
          for (int word = 0; word < Words.CHUNK; word += STRIP) {
            strip.run(c, word);
          }
        }
        containers += CONTAINERS;
      }
      nanos[round] = (System.nanoTime() - start) / (double) containers;
    }
    Arrays.sort(nanos);
    System.out.printf("%-44s %10.0f%n", name, nanos[0]);
  }
}
