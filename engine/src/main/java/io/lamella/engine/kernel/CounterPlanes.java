package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Counters for *at least n of k sets*, one for each customer of a chunk, bit-sliced: plane p holds
/// bit p of every counter, so that a set is added by a few operations on whole words. A set of
/// weight w counts 2^w times. Confined to one thread; allocates nothing after construction.
///
/// Counters begin at `2^planes - n` instead of 0: the carry out of the last plane then says that a
/// counter has reached n, and nothing is compared at the end. That carry is kept, so a counter may
/// pass n any number of times over.
///
/// Containers that can be read line by line are added many at a time: each is expanded in a
/// register, and only the planes are stored. That loop has [#FUSED] planes, or one. Behind the last
/// plane stand others of all ones, through which a carry passes on; it leaves zeroes, which stop
/// the next one, but then n is reached already. So one loop serves any n.
public final class CounterPlanes {
  /// Planes of the loop over several sets.
  static final int FUSED = 3;

  /// Packed containers that are added at once, where two planes are all there is to know.
  private static final int BATCH = 16;

  /// Elsewhere: with so few the fused planes carry out at most once.
  private static final int FUSED_BATCH = 1 << FUSED;

  private final int words;
  private final int limit;
  private final long[][] planes;

  /// How many planes count; those behind let carries pass.
  private int counting;

  /// Counters that have reached n.
  private final long[] reached;

  private final long[] carry;

  // Packed containers that are added together.
  private MemorySegment waitingMemory = MemorySegment.NULL;
  private final long[] masks = new long[BATCH];
  private final long[] bytes = new long[BATCH];
  private int waitingWeight;
  private int waiting;

  /// @param words words of a chunk
  /// @param atLeast the largest n that will be asked for, 1 to 65,535
  public CounterPlanes(int words, int atLeast) {
    if (atLeast < 1) {
      throw new IllegalArgumentException("at least one set: atLeast=" + atLeast);
    }
    this.words = words;
    this.limit = atLeast;
    int count = planesFor(atLeast);
    this.planes = new long[count <= 1 ? count : count + FUSED - 1][words];
    this.reached = new long[words];
    this.carry = new long[words];
    clear(atLeast);
  }

  /// The largest n that can be asked for.
  public int limit() {
    return limit;
  }

  private static int planesFor(int atLeast) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(atLeast - 1);
  }

  /// Sets every counter to 0.
  ///
  /// @param n what is asked for from now on, 1 to the limit
  public void clear(int n) {
    assert n >= 1 && n <= limit : "n=" + n + ", limit=" + limit;
    waiting = 0;
    Arrays.fill(reached, 0);
    counting = planesFor(n);
    int start = (1 << counting) - n;
    int used = counting <= 1 ? counting : counting + FUSED - 1;
    for (int plane = 0; plane < used; plane++) {
      Arrays.fill(planes[plane], plane < counting ? -(start >>> plane & 1L) : -1L);
    }
  }

  /// Adds words of the caller's.
  public void add(long[] bits, int weight) {
    if (weight >= counting) {
      Kernels.or(bits, 0, reached, 0, words);
      return;
    }
    System.arraycopy(bits, 0, carry, 0, words);
    ripple(weight);
  }

  /// Adds a packed container; it is read when enough others wait to be added with it.
  ///
  /// @param memory the same for all containers
  public void addPacked(MemorySegment memory, long offset, int weight) {
    if (weight >= counting) {
      PackedKernels.or(memory, offset, 0, words, reached, 0);
    } else if (PackedKernels.expandsVectors()) {
      wait(memory, offset, weight);
    } else {
      PackedKernels.decode(memory, offset, 0, words, carry, 0);
      ripple(weight);
    }
  }

  /// Adds a nested container.
  public void addNested(MemorySegment memory, long offset, int weight) {
    NestedKernels.decode(memory, offset, 0, words, carry, 0);
    ripple(weight);
  }

  /// Adds a bitset container.
  public void addBitset(MemorySegment memory, long offset, int weight) {
    if (weight >= counting) {
      BitsetKernels.or(memory, offset, words, reached, 0);
    } else {
      BitsetKernels.decode(memory, offset, words, carry, 0);
      ripple(weight);
    }
  }

  private void wait(MemorySegment memory, long offset, int weight) {
    int most = counting == 1 ? BATCH : FUSED_BATCH;
    if (waiting == most || (waiting > 0 && waitingWeight != weight)) {
      addWaiting();
    }
    waitingMemory = memory;
    waitingWeight = weight;
    masks[waiting] = offset;
    bytes[waiting] = offset + PackedKernels.MASK_BYTES;
    waiting++;
  }

  private void addWaiting() {
    int count = waiting;
    waiting = 0;
    if (counting == 1) {
      VectorPlanes.addPacked(waitingMemory, masks, bytes, count, planes[0], reached, words);
      return;
    }
    boolean last = waitingWeight + FUSED >= counting;
    if (!last) {
      Arrays.fill(carry, 0);
    }
    VectorPlanes.addPacked(
        waitingMemory, masks, bytes, count, planes, waitingWeight, last ? reached : carry, words);
    if (!last) {
      ripple(waitingWeight + FUSED);
    }
  }

  /// Adds an array container value by value: where few are there, few words change.
  public void addArray(MemorySegment memory, long offset, int cardinality, int weight) {
    if (counting == 1 && weight == 0) {
      addToOnce(memory, offset, cardinality, planes[0], reached);
      return;
    }
    for (int i = 0; i < cardinality; i++) {
      add(ArrayKernels.value(memory, offset, i), weight);
    }
  }

  private static void addToOnce(
      MemorySegment memory, long offset, int cardinality, long[] once, long[] twice) {
    for (int i = 0; i < cardinality; i++) {
      int low = ArrayKernels.value(memory, offset, i);
      int word = low >>> 6;
      long bit = 1L << low;
      long before = once[word];
      twice[word] |= before & bit;
      once[word] = before | bit;
    }
  }

  /// Adds 2^weight to one counter.
  public void add(int low, int weight) {
    int word = low >>> 6;
    long bit = 1L << low;
    for (int plane = weight; plane < counting; plane++) {
      long before = planes[plane][word];
      planes[plane][word] = before ^ bit;
      if ((before & bit) == 0) {
        return;
      }
    }
    reached[word] |= bit;
  }

  /// Sets the bits of the target whose counter is at least n, and clears the others.
  public void atLeast(long[] target) {
    if (waiting > 0) {
      addWaiting();
    }
    System.arraycopy(reached, 0, target, 0, words);
  }

  /// Adds what is in `carry` to the planes from this one on.
  private void ripple(int fromPlane) {
    for (int plane = fromPlane; plane < counting; plane++) {
      if (Kernels.halfAdd(planes[plane], carry, words) == 0) {
        return;
      }
    }
    Kernels.or(carry, 0, reached, 0, words);
  }
}
