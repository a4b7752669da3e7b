package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many of some sets each customer of a chunk is in, bit-sliced: plane p holds bit p of every
/// number. Confined to one thread.
///
/// What it tells is valid until it is cleared.
final class TermCounts {
  private static final int WORDS = Population.CHUNK_WORDS;

  private final ChunkSets sets;
  private final List<long[]> planes = new ArrayList<>();
  private final List<long[]> rooms = new ArrayList<>();
  private final long[] carry = new long[WORDS];
  private int used;
  private int roomsTaken;

  /// Sets that have everybody are not in the planes.
  private int everybody;

  TermCounts(ChunkSets sets) {
    this.sets = sets;
  }

  /// Some words of the chunk.
  private static final class Told implements ChunkSet {
    private final long[] words;

    Told(long[] words) {
      this.words = words;
    }

    @Override
    public ChunkState state() {
      return ChunkState.SOME;
    }

    @Override
    public long[] words() {
      return words;
    }
  }

  /// Nobody is in any set.
  void clear() {
    used = 0;
    roomsTaken = 0;
    everybody = 0;
  }

  /// Adds a set.
  void add(ChunkSet set) {
    switch (set.state()) {
      case EMPTY -> {}
      case FULL -> everybody++;
      case SOME -> {
        System.arraycopy(set.words(), 0, carry, 0, WORDS);
        long any = 1;
        for (int plane = 0; any != 0; plane++) {
          any = Kernels.halfAdd(plane(plane), carry, WORDS);
        }
      }
    }
  }

  /// Who is in exactly so many sets.
  ChunkSet exactly(int count) {
    int counted = count - everybody;
    if (counted < 0 || counted >>> used != 0) {
      return sets.nobody();
    }
    long[] target = room();
    System.arraycopy(sets.everybody().words(), 0, target, 0, WORDS);
    for (int plane = 0; plane < used; plane++) {
      keep(target, planes.get(plane), counted >>> plane & 1);
    }
    return told(target);
  }

  /// Who is in at least so many.
  ChunkSet atLeast(int count) {
    int counted = count - everybody;
    if (counted <= 0) {
      return sets.everybody();
    }
    if (counted >>> used != 0) {
      return sets.nobody();
    }
    // From the highest plane down: who is beyond already, and who is equal so far.
    long[] beyond = room();
    long[] equal = room();
    Arrays.fill(beyond, 0);
    System.arraycopy(sets.everybody().words(), 0, equal, 0, WORDS);
    for (int plane = used - 1; plane >= 0; plane--) {
      int bit = counted >>> plane & 1;
      if (bit == 0) {
        Kernels.both(equal, planes.get(plane), carry, WORDS);
        Kernels.or(carry, 0, beyond, 0, WORDS);
      }
      keep(equal, planes.get(plane), bit);
    }
    Kernels.or(equal, 0, beyond, 0, WORDS);
    return told(beyond);
  }

  /// Everybody but those in a set.
  ChunkSet complement(ChunkSet set) {
    return switch (set.state()) {
      case EMPTY -> sets.everybody();
      case FULL -> sets.nobody();
      case SOME -> {
        long[] target = room();
        System.arraycopy(sets.everybody().words(), 0, target, 0, WORDS);
        Kernels.andNot(set.words(), 0, target, 0, WORDS);
        yield told(target);
      }
    };
  }

  private static void keep(long[] target, long[] plane, int bit) {
    if (bit == 1) {
      Kernels.and(plane, 0, target, 0, WORDS);
    } else {
      Kernels.andNot(plane, 0, target, 0, WORDS);
    }
  }

  private ChunkSet told(long[] words) {
    long members = Kernels.popcount(words, 0, WORDS);
    if (members == 0) {
      return sets.nobody();
    }
    return members == sets.size() ? sets.everybody() : new Told(words);
  }

  private long[] plane(int number) {
    if (number == planes.size()) {
      planes.add(new long[WORDS]);
    }
    if (number == used) {
      Arrays.fill(planes.get(number), 0);
      used++;
    }
    return planes.get(number);
  }

  private long[] room() {
    if (roomsTaken == rooms.size()) {
      rooms.add(new long[WORDS]);
    }
    return rooms.get(roomsTaken++);
  }
}
