package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.BitsetKernels;
import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.memory.BackgroundThreads;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs every vector kernel in the background until the compiler has made code of it. Questions use
/// the plain forms meanwhile: the first one after a start would else take two seconds, since
/// vectors that are not compiled yet are objects.
public final class KernelWarmUp {
  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static final int WORDS = Containers.WORDS;
  private static final int[] WIDTHS = {1, 2, 4, 8};
  private static final int CODES = 1 << 12;
  private static final long SEED = 1;

  /// Rounds whose time is compared with that of as many before.
  private static final int WINDOW = 64;

  private static final int LEAST_WINDOWS = 16;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

  /// Ordinals of a chunk that are left out of one that is kept, for a container of each kind.
  private static final int[] SPARSENESS = {2, 3, 40, 60, 300, 500, 5_000, 20_000};

  private final List<Bitmap> bitmaps = new ArrayList<>();
  private final MemorySegment memory;
  private final long[][] words = new long[6][WORDS];
  private final long[] room = new long[WORDS];
  private final char[] lows = new char[WORDS << 6];
  private final CounterPlanes twice = new CounterPlanes(WORDS, 2);
  private final CounterPlanes fiveTimes = new CounterPlanes(WORDS, 5);
  private final int[] numbers = {0, 1, 2, 3, 4, 5};
  private final long[] totals = new long[numbers.length];

  /// Written so that nothing of the work is left out.
  @SuppressWarnings("UnusedVariable")
  private long result;

  private KernelWarmUp(MemorySegment memory, BitmapTable table) {
    this.memory = memory;
    for (int i = 0; i < table.size(); i++) {
      bitmaps.add(table.bitmap(i));
    }
    for (int i = 0; i < words.length; i++) {
      Bitmap bitmap = bitmaps.get(i);
      bitmap.decode(bitmap.entry(0), 0, WORDS, words[i], 0);
    }
  }

  /// Starts it, once a process; without vector kernels there is nothing to do.
  public static void start() {
    if (Kernels.hasVectors() && !STARTED.getAndSet(true)) {
      BackgroundThreads.named("lamella-warm-up")
          .newThread(() -> Kernels.warm(KernelWarmUp::run))
          .start();
    }
  }

  /// Runs until a round takes no less than the ones before. Takes 1 MiB of memory meanwhile, which
  /// is in no budget.
  static void run() {
    var budget = new MemoryBudget(1 << 22);
    try (Arena arena = Arena.ofConfined();
        var builder = new BitmapTableBuilder(budget, Purpose.STAGING)) {
      var random = new SplittableRandom(SEED);
      for (int sparseness : SPARSENESS) {
        for (int low = 0; low < 1 << 16; low++) {
          if (random.nextInt(sparseness) == 0) {
            builder.add(low);
          }
        }
        builder.endBitmap();
      }
      // The same bytes are read as codes.
      long bytes = Math.max(builder.sizeBytes(), CODES * Long.BYTES) + WORDS;
      MemorySegment memory = arena.allocate(bytes, 64);
      new KernelWarmUp(memory, builder.writeTo(memory, 0)).untilCompiled();
    }
  }

  private void untilCompiled() {
    long begin = System.nanoTime();
    long before = Long.MAX_VALUE;
    for (int window = 0; System.nanoTime() - begin < MOST_NANOS; window++) {
      long start = System.nanoTime();
      for (int i = 0; i < WINDOW; i++) {
        round();
      }
      long took = System.nanoTime() - start;
      if (window >= LEAST_WINDOWS && took > before / 5 * 4) {
        return;
      }
      before = took;
    }
  }

  private void round() {
    long sum = 0;
    for (int i = 0; i < bitmaps.size(); i++) {
      Bitmap a = bitmaps.get(i);
      Bitmap b = bitmaps.get((i + 1) % bitmaps.size());
      sum += combine(a, b);
    }
    sum += count(twice) + count(fiveTimes);
    sum += words();
    for (int width : WIDTHS) {
      Kernels.inRange(memory, 0, width, CODES, 3, 100, room);
      sum += room[0];
    }
    result += sum;
  }

  private long combine(Bitmap a, Bitmap b) {
    long entry = a.entry(0);
    long other = b.entry(0);
    a.decode(entry, 0, WORDS, room, 0);
    b.or(other, 0, WORDS, room, 0);
    a.and(entry, 0, WORDS, room, 0);
    b.andNot(other, 0, WORDS, room, 0);
    int count = a.list(entry, room, lows);
    int kept = b.keep(other, lows, count);
    kept += a.drop(entry, lows, kept);
    return kept
        + AndCount.of(a, entry, b, other, room, words[5])
        + AndCount.ofWords(b, other, words[0], room);
  }

  private long count(CounterPlanes planes) {
    planes.clear(planes.limit());
    for (Bitmap bitmap : bitmaps) {
      long entry = bitmap.entry(0);
      switch (DirectoryEntry.kind(entry)) {
        case DirectoryEntry.PACKED -> planes.addPacked(memory, bitmap.offset(entry), 0);
        case DirectoryEntry.NESTED -> planes.addNested(memory, bitmap.offset(entry), 0);
        case DirectoryEntry.BITSET -> planes.addBitset(memory, bitmap.offset(entry), 0);
        default -> planes.add(words[0], 0);
      }
    }
    planes.atLeast(room);
    return room[0];
  }

  private long words() {
    Kernels.and(words[0], 0, room, 0, WORDS);
    Kernels.or(words[1], 0, room, 0, WORDS);
    Kernels.andNot(words[2], 0, room, 0, WORDS);
    long any = Kernels.both(words[0], words[1], room, WORDS);
    any += Kernels.choose(words[0], words[1], words[2], room, WORDS);
    Kernels.tally(words[3], -1, words[4], words[5], WORDS);
    Kernels.andCounts(words, numbers, 0, numbers.length, 0, WORDS, totals);
    long bitset = bitmaps.getFirst().offset(bitmaps.getFirst().entry(0));
    any +=
        BitsetKernels.countShared(
            memory, new long[] {bitset, bitset, bitset}, new long[3], words[0], WORDS);
    return any + Kernels.sum(memory, 0, WORDS);
  }
}
