package io.lamella.engine.exec;

import io.lamella.engine.bitmap.BitmapPair;
import io.lamella.engine.bitmap.BitmapPair.Joined;
import io.lamella.engine.kernel.Kernels;
import java.util.List;
import java.util.Optional;

/// In any input.
final class UnionNode extends Node {
  /// Up to so many customers are listed and looked up rather than joined as words.
  private static final int FEW = 2_048;

  /// Up to so many customers of two inputs together are listed, whatever the inputs are.
  private static final int FEW_LISTED = 48;

  private final Node[] inputs;
  private final Node[] undecided;
  private final Population population;
  private int undecidedCount;

  private final boolean leaps;
  private final Optional<BitmapPair> pair;

  // Of the chunk entered last; added up when first asked for.
  private boolean weighed;
  private int chunk;
  private int bound;
  private int least;
  private int costNanos;
  private int keepNanos;

  UnionNode(List<Node> inputs, Population population, ChunkScratch scratch) {
    super(scratch);
    this.inputs = inputs.toArray(Node[]::new);
    this.population = population;
    this.undecided = new Node[this.inputs.length];
    this.pair =
        inputs.size() != 2
            ? Optional.empty()
            : inputs
                .getFirst()
                .bitmap()
                .flatMap(a -> inputs.getLast().bitmap().map(b -> new BitmapPair(a, b, Joined.OR)));
    this.leaps = inputs.stream().allMatch(Node::leaps);
  }

  @Override
  boolean leaps() {
    return leaps;
  }

  @Override
  int seek(int from) {
    return leaps ? seekAny(inputs, from) : from;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    weighed = false;
    undecidedCount = 0;
    for (Node input : inputs) {
      switch (enterIn(input, newChunk)) {
        case EMPTY -> {}
        case FULL -> {
          return ChunkState.FULL;
        }
        case SOME -> undecided[undecidedCount++] = input;
      }
    }
    return undecidedCount == 0 ? ChunkState.EMPTY : ChunkState.SOME;
  }

  /// Adds up what the undecided inputs have and take.
  private void weigh() {
    if (weighed) {
      return;
    }
    long sum = 0;
    long cost = 0;
    long keep = 0;
    least = 0;
    for (int i = 0; i < undecidedCount; i++) {
      Node input = undecided[i];
      sum += input.bound();
      least = Math.max(least, input.least());
      cost += input.costNanos();
      keep += input.keepNanos();
    }
    bound = (int) Math.min(sum, population.sizeOf(chunk));
    costNanos = (int) Math.min(cost, Integer.MAX_VALUE);
    keepNanos = (int) Math.min(keep, Integer.MAX_VALUE);
    weighed = true;
  }

  @Override
  int bound() {
    weigh();
    return bound;
  }

  @Override
  int least() {
    weigh();
    return least;
  }

  @Override
  int costNanos() {
    weigh();
    return costNanos;
  }

  @Override
  int keepNanos() {
    weigh();
    return keepNanos;
  }

  @Override
  void read(long[] target) {
    undecided[0].read(target);
    for (int i = 1; i < undecidedCount; i++) {
      undecided[i].or(target);
    }
  }

  @Override
  void or(long[] target) {
    for (int i = 0; i < undecidedCount; i++) {
      undecided[i].or(target);
    }
  }

  @Override
  void andNot(long[] target) {
    for (int i = 0; i < undecidedCount; i++) {
      undecided[i].andNot(target);
    }
  }

  @Override
  long count(int from, int to, Population customers) {
    return countsPair(pair)
        ? countPair(pair.orElseThrow(), from, to)
        : super.count(from, to, customers);
  }

  @Override
  long count() {
    if (undecidedCount == 1) {
      return undecided[0].count();
    }
    if (undecidedCount > 2) {
      return super.count();
    }
    boolean ordered = undecided[0].bound() >= undecided[1].bound();
    return countTwo(undecided[ordered ? 0 : 1], undecided[ordered ? 1 : 0]);
  }

  /// Counts two inputs: the greater one, and whom the smaller one adds.
  private long countTwo(Node greater, Node smaller) {
    if (greater.bound() + smaller.bound() <= FEW_LISTED) {
      return countLists(greater, smaller);
    }
    if (greater.isCounted() && smaller.isCounted()) {
      long both = greater.andCount(smaller);
      if (both != CANNOT_TELL) {
        return (long) greater.bound() + smaller.bound() - both;
      }
    }
    if (smaller.bound() > FEW || asksTwice(greater, smaller.bound())) {
      return super.count();
    }
    char[] lows = scratch.takeLows();
    int added = greater.drop(lows, smaller.list(lows));
    scratch.giveLows();
    return greater.count() + added;
  }

  private long countLists(Node a, Node b) {
    char[] aLows = scratch.takeLows();
    char[] bLows = scratch.takeLows();
    int aCount = a.list(aLows);
    int bCount = b.list(bLows);
    int both = Kernels.shared(aLows, aCount, bLows, bCount);
    scratch.giveLows();
    scratch.giveLows();
    return (long) aCount + bCount - both;
  }

  /// Whether to count a node and then to look so many customers up in it is to read it twice.
  private static boolean asksTwice(Node node, int customers) {
    return !node.isCounted() && node.keepNanos(customers) > node.costNanos();
  }

  @Override
  int keep(char[] lows, int count) {
    // Whom no input has is found input by input, each asked only about those still left.
    char[] outside = scratch.takeLows();
    System.arraycopy(lows, 0, outside, 0, count);
    int kept = Kernels.without(lows, count, outside, drop(outside, count));
    scratch.giveLows();
    return kept;
  }

  @Override
  int drop(char[] lows, int count) {
    int left = count;
    for (int i = 0; i < undecidedCount && left > 0; i++) {
      left = undecided[i].drop(lows, left);
    }
    return left;
  }
}
