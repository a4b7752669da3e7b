package io.lamella.engine.exec;

/// Everybody but those in the input. Inside an intersection it is a subtraction, and the complement
/// is never built.
final class ComplementNode extends Node {
  private final Node input;
  private final Population population;
  private int chunk;

  ComplementNode(Node input, Population population) {
    this.input = input;
    this.population = population;
  }

  @Override
  ChunkState enter(int newChunk) {
    chunk = newChunk;
    return switch (input.enter(newChunk)) {
      case EMPTY -> ChunkState.FULL;
      case FULL -> ChunkState.EMPTY;
      case SOME -> ChunkState.SOME;
    };
  }

  @Override
  void read(int fromWord, long[] target) {
    population.fill(chunk, fromWord, target);
    input.andNot(fromWord, target);
  }

  @Override
  void and(int fromWord, long[] target) {
    input.andNot(fromWord, target);
  }

  @Override
  void andNot(int fromWord, long[] target) {
    input.and(fromWord, target);
  }
}
