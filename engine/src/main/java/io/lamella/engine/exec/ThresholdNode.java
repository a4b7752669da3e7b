package io.lamella.engine.exec;

import io.lamella.engine.kernel.CounterPlanes;
import java.util.List;

/// In at least so many of the inputs: a bit-sliced counter over a strip.
final class ThresholdNode extends Node {
  private final int atLeast;
  private final Node[] inputs;
  private final Node[] undecided;
  private final CounterPlanes planes;
  private final long[] strip = new long[Population.STRIP_WORDS];
  private int count;
  private int needed;

  ThresholdNode(int atLeast, List<Node> inputs) {
    this.atLeast = atLeast;
    this.inputs = inputs.toArray(Node[]::new);
    this.undecided = new Node[this.inputs.length];
    this.planes = new CounterPlanes(Population.STRIP_WORDS, atLeast);
  }

  @Override
  ChunkState enter(int chunk) {
    count = 0;
    needed = atLeast;
    for (Node input : inputs) {
      switch (input.enter(chunk)) {
        case EMPTY -> {}
        case FULL -> needed--;
        case SOME -> undecided[count++] = input;
      }
    }
    if (needed <= 0) {
      return ChunkState.FULL;
    }
    return count < needed ? ChunkState.EMPTY : ChunkState.SOME;
  }

  @Override
  void read(int fromWord, long[] target) {
    planes.clear();
    for (int i = 0; i < count; i++) {
      undecided[i].read(fromWord, strip);
      planes.add(strip, 0);
    }
    planes.atLeast(needed, target, 0);
  }
}
