package io.lamella.engine.exec;

import java.lang.foreign.MemorySegment;

/// Everybody but those in the input. Inside an intersection it is a subtraction, and the complement
/// is never built.
final class ComplementNode extends Node {
  private final Node input;
  private final Population population;
  private int chunk;

  ComplementNode(Node input, Population population, ChunkScratch scratch) {
    super(scratch);
    this.input = input;
    this.population = population;
  }

  /// Whose complement it is.
  Node input() {
    return input;
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
  int bound() {
    return population.sizeOf(chunk) - input.least();
  }

  @Override
  int least() {
    return population.sizeOf(chunk) - input.bound();
  }

  @Override
  int costNanos() {
    return input.costNanos();
  }

  @Override
  int keepNanos() {
    return input.keepNanos();
  }

  @Override
  double keepNanos(double customers) {
    return input.keepNanos(customers);
  }

  @Override
  void read(long[] target) {
    population.fill(chunk, target);
    input.andNot(target);
  }

  @Override
  void and(long[] target) {
    input.andNot(target);
  }

  @Override
  void andNot(long[] target) {
    input.and(target);
  }

  @Override
  long count() {
    return population.sizeOf(chunk) - input.count();
  }

  @Override
  long andCount(Node other) {
    if (!other.isCounted()) {
      return CANNOT_TELL;
    }
    long taken = input.andCount(other);
    return taken == CANNOT_TELL ? CANNOT_TELL : other.bound() - taken;
  }

  @Override
  int keep(char[] lows, int count) {
    return input.drop(lows, count);
  }

  @Override
  int drop(char[] lows, int count) {
    return input.keep(lows, count);
  }

  @Override
  Bitset bitset() {
    return switch (input.bitset()) {
      case NONE -> Bitset.NONE;
      case AS_IT_IS -> Bitset.TURNED_OVER;
      case TURNED_OVER -> Bitset.AS_IT_IS;
    };
  }

  @Override
  long bitsetOffset() {
    return input.bitsetOffset();
  }

  @Override
  MemorySegment memory() {
    return input.memory();
  }
}
