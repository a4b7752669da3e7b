package io.lamella.engine.exec;

import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/// In at least so many of the inputs, where an input of weight w counts for 2^w.
///
/// Many customers are counted bit-sliced, a word at a time; few, one by one as their inputs list
/// them.
final class ThresholdNode extends Node {

  /// An input and the logarithm of what it counts for.
  record Weighted(Node node, int weight) {}

  /// Up to so many customers of all inputs together are counted one by one. If two are enough, one
  /// plane is all there is to clear and to add to.
  private static final int FEW = 2_048;

  private static final int FEW_OF_TWO = 1_024;

  private static final int CUSTOMER_NANOS = 3;
  private static final int PLANES_NANOS = 300;

  private final int atLeast;
  private final Weighted[] inputs;
  private final Node[] nodes;
  private final Weighted[] undecided;
  private final Population population;
  private final boolean leaps;
  private int undecidedCount;
  private int needed;
  private int chunk;
  private long memberships;

  /// @param inputs by falling weight
  ThresholdNode(int atLeast, List<Weighted> inputs, Population population, ChunkScratch scratch) {
    super(scratch);
    this.atLeast = atLeast;
    this.inputs = inputs.toArray(Weighted[]::new);
    this.nodes = inputs.stream().map(Weighted::node).toArray(Node[]::new);
    this.undecided = new Weighted[this.inputs.length];
    this.population = population;
    this.leaps = inputs.stream().map(Weighted::node).allMatch(Node::leaps);
  }

  @Override
  boolean leaps() {
    return leaps;
  }

  @Override
  int seek(int from) {
    return leaps ? seekAny(nodes, from) : from;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    undecidedCount = 0;
    needed = atLeast;
    memberships = 0;
    long most = 0;
    for (Weighted input : inputs) {
      switch (enterIn(input.node, newChunk)) {
        case EMPTY -> {}
        case FULL -> needed -= 1 << input.weight;
        case SOME -> {
          undecided[undecidedCount++] = input;
          memberships += (long) input.node.bound() << input.weight;
          most += 1L << input.weight;
        }
      }
    }
    if (needed <= 0) {
      return ChunkState.FULL;
    }
    return most < needed ? ChunkState.EMPTY : ChunkState.SOME;
  }

  @Override
  int bound() {
    return (int) Math.min(memberships / needed, population.sizeOf(chunk));
  }

  @Override
  int costNanos() {
    if (areFew()) {
      return (int) (CUSTOMER_NANOS * memberships);
    }
    long nanos = PLANES_NANOS;
    for (int i = 0; i < undecidedCount; i++) {
      nanos += undecided[i].node.costNanos();
    }
    return (int) Math.min(nanos, Integer.MAX_VALUE);
  }

  @Override
  int keepNanos() {
    long nanos = 0;
    for (int i = 0; i < undecidedCount; i++) {
      nanos += undecided[i].node.keepNanos() + CUSTOMER_NANOS;
    }
    return (int) Math.min(nanos, Integer.MAX_VALUE);
  }

  private boolean areFew() {
    return memberships <= (needed <= 2 ? FEW_OF_TWO : FEW);
  }

  @Override
  void read(long[] target) {
    if (areFew()) {
      char[] lows = scratch.takeLows();
      int count = countFew(lows);
      Arrays.fill(target, 0);
      Kernels.set(lows, count, target);
      scratch.giveLows();
      return;
    }
    CounterPlanes planes = scratch.takePlanes(atLeast);
    planes.clear(needed);
    for (int i = 0; i < undecidedCount; i++) {
      undecided[i].node.addTo(planes, undecided[i].weight);
    }
    planes.atLeast(target);
    scratch.givePlanes();
  }

  @Override
  long count() {
    if (!areFew()) {
      return super.count();
    }
    char[] lows = scratch.takeLows();
    int count = countFew(lows);
    scratch.giveLows();
    return count;
  }

  /// Counts as inputs list their customers; writes those that are in enough, in the order in which
  /// they are found to be, and returns how many.
  private int countFew(char[] found) {
    char[] counts = scratch.takeCounts();
    char[] lows = scratch.takeLows();
    char[] listed = scratch.takeLows();
    int listedCount = 0;
    int foundCount = 0;
    for (int i = 0; i < undecidedCount; i++) {
      int count = undecided[i].node.list(lows);
      foundCount = count(lows, count, 1 << undecided[i].weight, counts, found, foundCount);
      System.arraycopy(lows, 0, listed, listedCount, count);
      listedCount += count;
    }
    for (int place = 0; place < listedCount; place++) {
      counts[listed[place]] = 0;
    }
    scratch.giveLows();
    scratch.giveLows();
    scratch.giveCounts();
    return foundCount;
  }

  /// Adds to the counts of some customers; writes those that are in enough now and were not before,
  /// behind the ones found so far, and returns how many that makes.
  private int count(char[] lows, int count, int one, char[] counts, char[] found, int foundCount) {
    int foundNow = foundCount;
    // Counts do not pass what is added in all, which is no more than that many memberships.
    int enough = needed;
    for (int place = 0; place < count; place++) {
      char low = lows[place];
      int before = counts[low];
      int after = before + one;
      counts[low] = (char) after;
      found[foundNow] = low;
      // 1 if the count passes the limit just now, found without a branch that nobody can guess.
      foundNow += (before - enough & enough - 1 - after) >>> 31;
    }
    return foundNow;
  }

  @Override
  int keep(char[] lows, int count) {
    char[] counts = scratch.takeCounts();
    char[] asked = scratch.takeLows();
    for (int i = 0; i < undecidedCount; i++) {
      System.arraycopy(lows, 0, asked, 0, count);
      int members = undecided[i].node.keep(asked, count);
      int one = 1 << undecided[i].weight;
      for (int place = 0; place < members; place++) {
        counts[asked[place]] = (char) Math.min(counts[asked[place]] + one, needed);
      }
    }
    int kept = 0;
    for (int place = 0; place < count; place++) {
      char low = lows[place];
      lows[kept] = low;
      kept += counts[low] == needed ? 1 : 0;
      counts[low] = 0;
    }
    scratch.giveLows();
    scratch.giveCounts();
    return kept;
  }

  @Override
  int drop(char[] lows, int count) {
    return dropKept(lows, count);
  }
}
