package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.DirectoryEntry;
import io.lamella.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sets of one chunk's customers, made of others. Where one of these is nobody or everybody no word
/// is touched. What is made lies in rooms that are given back in the opposite order. Confined to
/// one thread.
final class ChunkSets {
  private static final int WORDS = Population.CHUNK_WORDS;

  private final Population population;
  private final Decided nobody = new Decided(ChunkState.EMPTY);
  private final Decided everybody = new Decided(ChunkState.FULL);
  private final List<Made> rooms = new ArrayList<>();
  private int taken;
  private final Optional<Bitmap> erased;
  private int size = -1;
  private boolean whole = true;

  /// @param erased who belongs to no set
  ChunkSets(Population population, Optional<Bitmap> erased) {
    this.population = population;
    this.erased = erased;
  }

  /// Nobody or everybody.
  private static final class Decided implements ChunkSet {
    private final ChunkState state;
    private final long[] words = new long[WORDS];

    Decided(ChunkState state) {
      this.state = state;
    }

    @Override
    public ChunkState state() {
      return state;
    }

    @Override
    public long[] words() {
      return words;
    }
  }

  private static final class Made implements ChunkSet {
    private final long[] words = new long[WORDS];

    @Override
    public ChunkState state() {
      return ChunkState.SOME;
    }

    @Override
    public long[] words() {
      return words;
    }
  }

  /// Turns to a chunk.
  void enter(int chunk) {
    taken = 0;
    long gone = erased.isPresent() ? erased.get().entryOf(chunk) : 0;
    if (size != population.sizeOf(chunk) || gone != 0 || !whole) {
      size = population.sizeOf(chunk);
      population.fill(chunk, everybody.words);
      whole = gone == 0;
      if (!whole) {
        erased.orElseThrow().andNot(gone, 0, WORDS, everybody.words, 0);
        size -= DirectoryEntry.cardinality(gone);
      }
    }
  }

  /// How many customers the chunk has.
  int size() {
    return size;
  }

  ChunkSet nobody() {
    return nobody;
  }

  ChunkSet everybody() {
    return everybody;
  }

  /// The set of this state whose words are these where the state does not say it all.
  ChunkSet of(ChunkState state, ChunkSet some) {
    return switch (state) {
      case EMPTY -> nobody;
      case FULL -> everybody;
      case SOME -> some;
    };
  }

  /// Clears what a complement has set beyond the last customer.
  void clip(long[] words) {
    if (size < Population.CHUNK) {
      Kernels.and(everybody.words, 0, words, 0, WORDS);
    }
  }

  /// Who is in both.
  ChunkSet both(ChunkSet a, ChunkSet b) {
    if (a.state() == ChunkState.EMPTY || b.state() == ChunkState.FULL) {
      return a;
    }
    if (b.state() == ChunkState.EMPTY || a.state() == ChunkState.FULL) {
      return b;
    }
    long[] target = take();
    return made(Kernels.both(a.words(), b.words(), target, WORDS));
  }

  /// Who is in either.
  ChunkSet either(ChunkSet a, ChunkSet b) {
    return choose(a, everybody, b);
  }

  /// Those of `inside` who are in `which`, and those of `outside` who are not.
  ChunkSet choose(ChunkSet which, ChunkSet inside, ChunkSet outside) {
    if (which.state() == ChunkState.EMPTY) {
      return outside;
    }
    if (which.state() == ChunkState.FULL) {
      return inside;
    }
    if (inside.state() == outside.state() && inside.state() != ChunkState.SOME) {
      return inside;
    }
    long[] target = take();
    return made(Kernels.choose(which.words(), inside.words(), outside.words(), target, WORDS));
  }

  /// How many.
  long count(ChunkSet set) {
    return switch (set.state()) {
      case EMPTY -> 0;
      case FULL -> size;
      case SOME -> Kernels.popcount(set.words(), 0, WORDS);
    };
  }

  /// How many are in both.
  long countBoth(ChunkSet a, ChunkSet b) {
    if (a.state() == ChunkState.EMPTY || b.state() == ChunkState.EMPTY) {
      return 0;
    }
    return Kernels.andCount(a.words(), 0, b.words(), 0, WORDS);
  }

  /// What is made from here on is given back by [#release].
  int mark() {
    return taken;
  }

  /// Gives back what was made since the mark.
  void release(int mark) {
    taken = mark;
  }

  private long[] take() {
    if (taken == rooms.size()) {
      rooms.add(new Made());
    }
    return rooms.get(taken++).words;
  }

  /// The set made last, unless it has turned out to be nobody.
  private ChunkSet made(long any) {
    if (any == 0) {
      taken--;
      return nobody;
    }
    return rooms.get(taken - 1);
  }
}
