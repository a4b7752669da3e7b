package io.lamella.engine.exec;

import java.util.List;

/// In all inputs, in the plan's order: the rest of a strip's inputs are not read once nobody is
/// left in it.
final class IntersectNode extends Node {
  private final Node[] inputs;

  /// The inputs that the directory did not decide, in order.
  private final Node[] undecided;

  private int count;

  IntersectNode(List<Node> inputs) {
    this.inputs = inputs.toArray(Node[]::new);
    this.undecided = new Node[this.inputs.length];
  }

  @Override
  ChunkState enter(int chunk) {
    count = 0;
    for (Node input : inputs) {
      switch (input.enter(chunk)) {
        case EMPTY -> {
          return ChunkState.EMPTY;
        }
        case FULL -> {}
        case SOME -> undecided[count++] = input;
      }
    }
    return count == 0 ? ChunkState.FULL : ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    undecided[0].read(fromWord, target);
    for (int i = 1; i < count; i++) {
      if (isEmpty(target)) {
        return;
      }
      undecided[i].and(fromWord, target);
    }
  }

  private static boolean isEmpty(long[] strip) {
    for (int word = 0; word < Population.STRIP_WORDS; word++) {
      if (strip[word] != 0) {
        return false;
      }
    }
    return true;
  }
}
