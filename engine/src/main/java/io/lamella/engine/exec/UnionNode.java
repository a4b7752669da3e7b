package io.lamella.engine.exec;

import java.util.List;

/// In any input.
final class UnionNode extends Node {
  private final Node[] inputs;
  private final Node[] undecided;
  private int count;

  UnionNode(List<Node> inputs) {
    this.inputs = inputs.toArray(Node[]::new);
    this.undecided = new Node[this.inputs.length];
  }

  @Override
  ChunkState enter(int chunk) {
    count = 0;
    for (Node input : inputs) {
      switch (input.enter(chunk)) {
        case EMPTY -> {}
        case FULL -> {
          return ChunkState.FULL;
        }
        case SOME -> undecided[count++] = input;
      }
    }
    return count == 0 ? ChunkState.EMPTY : ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    undecided[0].read(fromWord, target);
    for (int i = 1; i < count; i++) {
      undecided[i].or(fromWord, target);
    }
  }
}
