package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.util.List;

/// In any input.
final class UnionNode extends Node {
  /// Up to so many customers are listed and looked up rather than joined as words.
  private static final int FEW = 2_048;

  private final Node[] inputs;
  private final Node[] undecided;
  private final Population population;
  private int undecidedCount;

  // Of the chunk entered last.
  private int bound;
  private int least;
  private int costNanos;
  private int keepNanos;

  UnionNode(List<Node> inputs, Population population, ChunkScratch scratch) {
    super(scratch);
    this.inputs = inputs.toArray(Node[]::new);
    this.population = population;
    this.undecided = new Node[this.inputs.length];
  }

  @Override
  int seek(int chunk) {
    return seekAny(inputs, chunk);
  }

  @Override
  ChunkState enter(int chunk) {
    undecidedCount = 0;
    long sum = 0;
    long cost = 0;
    long keep = 0;
    least = 0;
    for (Node input : inputs) {
      switch (input.enter(chunk)) {
        case EMPTY -> {}
        case FULL -> {
          return ChunkState.FULL;
        }
        case SOME -> {
          undecided[undecidedCount++] = input;
          sum += input.bound();
          least = Math.max(least, input.least());
          cost += input.costNanos();
          keep += input.keepNanos();
        }
      }
    }
    bound = (int) Math.min(sum, population.sizeOf(chunk));
    costNanos = (int) Math.min(cost, Integer.MAX_VALUE);
    keepNanos = (int) Math.min(keep, Integer.MAX_VALUE);
    return undecidedCount == 0 ? ChunkState.EMPTY : ChunkState.SOME;
  }

  @Override
  int bound() {
    return bound;
  }

  @Override
  int least() {
    return least;
  }

  @Override
  int costNanos() {
    return costNanos;
  }

  @Override
  int keepNanos() {
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
