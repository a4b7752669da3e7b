package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.bitmap.BitmapPair;
import io.lamella.engine.kernel.CounterPlanes;
import io.lamella.engine.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A node of a plan, made ready to run over one snapshot. It is entered for each chunk, and if that
/// does not decide the chunk, asked in one of two ways: for the chunk's words, or, where few
/// customers are left to ask about, which of these it has. Confined to one thread; allocates
/// nothing once it runs.
///
/// Words are a chunk's 1,024. Lows are the low 16 bits of ordinals, ascending.
abstract class Node {
  /// What [#andCount] returns if it cannot tell.
  static final long CANNOT_TELL = -1;

  /// What [#seek] returns if no chunk is left.
  static final int NO_CHUNK = Integer.MAX_VALUE;

  /// What listing a customer takes whose bit is set.
  static final double LIST_NANOS = 1;

  /// Room for what a node needs while it answers.
  protected final ChunkScratch scratch;

  Node(ChunkScratch scratch) {
    this.scratch = scratch;
  }

  /// The first chunk from this one on that may have customers, or [#NO_CHUNK]. Chunks before it are
  /// empty and need not be entered. Sought before any node of the tree enters the chunk.
  int seek(int chunk) {
    return chunk;
  }

  /// Whether [#seek] may leap over chunks: if not, it need not be asked.
  boolean leaps() {
    return false;
  }

  /// [#seek], for loops over inputs. Most are bitmaps: told so, the compiler takes the call into
  /// the loop.
  static int seekIn(Node node, int chunk) {
    return node instanceof BitmapNode bitmap ? bitmap.seek(chunk) : node.seek(chunk);
  }

  /// [#enter], for loops over inputs.
  static ChunkState enterIn(Node node, int chunk) {
    return node instanceof BitmapNode bitmap ? bitmap.enter(chunk) : node.enter(chunk);
  }

  /// The first chunk from this one on in which any of the nodes may have customers.
  static int seekAny(Node[] nodes, int chunk) {
    int nearest = NO_CHUNK;
    for (Node node : nodes) {
      nearest = Math.min(nearest, seekIn(node, chunk));
      if (nearest == chunk) {
        break;
      }
    }
    return nearest;
  }

  /// Turns to a chunk. The same chunk may be entered again by another parent.
  abstract ChunkState enter(int chunk);

  /// No fewer than how many customers are in the chunk entered last, whose state was SOME.
  abstract int bound();

  /// No more than how many customers are in that chunk.
  int least() {
    return 0;
  }

  /// About how many nanoseconds the words of the chunk entered last take.
  abstract int costNanos();

  /// About how many nanoseconds [#list] takes.
  double listNanos() {
    return costNanos() + bound() * LIST_NANOS;
  }

  /// About how many nanoseconds [#keep] takes for one customer.
  abstract int keepNanos();

  /// About how many nanoseconds [#keep] takes for so many customers.
  double keepNanos(double customers) {
    return customers * keepNanos();
  }

  /// Writes the words of the chunk entered last, whose state was SOME.
  abstract void read(long[] target);

  /// Keeps in the target what is in this node too.
  void and(long[] target) {
    long[] words = scratch.takeWords();
    read(words);
    Kernels.and(words, 0, target, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }

  /// Adds to the target what is in this node.
  void or(long[] target) {
    long[] words = scratch.takeWords();
    read(words);
    Kernels.or(words, 0, target, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }

  /// Takes from the target what is in this node.
  void andNot(long[] target) {
    long[] words = scratch.takeWords();
    read(words);
    Kernels.andNot(words, 0, target, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
  }

  /// How many customers.
  long count() {
    long[] words = scratch.takeWords();
    read(words);
    long count = Kernels.popcount(words, 0, Population.CHUNK_WORDS);
    scratch.giveWords();
    return count;
  }

  /// How many customers of chunks `[from, to)`, each sought, entered and counted.
  long count(int from, int to, Population population) {
    long count = 0;
    for (int chunk = seek(from); chunk < to; chunk = seek(chunk + 1)) {
      count +=
          switch (enter(chunk)) {
            case EMPTY -> 0;
            case FULL -> population.sizeOf(chunk);
            case SOME -> count();
          };
    }
    return count;
  }

  /// How many customers of the chunk both have entered it has in common with another node, if that
  /// can be told from where they lie; else [#CANNOT_TELL].
  ///
  /// @param other one that has a part of the chunk, too
  long andCount(Node other) {
    return CANNOT_TELL;
  }

  /// Whether how many customers are in the chunk entered last is known without looking.
  final boolean isCounted() {
    return least() == bound();
  }

  /// Keeps those customers that are in this node, in their order, at the front; returns how many.
  int keep(char[] lows, int count) {
    return keepOf(lows, count, 0);
  }

  /// Keeps those customers that are not in this node, in their order, at the front; returns how
  /// many.
  int drop(char[] lows, int count) {
    return keepOf(lows, count, 1);
  }

  /// Writes all customers; returns how many. There are no more than [#bound], and these fit.
  int list(char[] lows) {
    long[] words = scratch.takeWords();
    read(words);
    int count = Kernels.list(words, Population.CHUNK_WORDS, lows);
    scratch.giveWords();
    return count;
  }

  /// Whether to count two bitmaps along their directories: not while what is read is added up.
  protected final boolean countsPair(Optional<BitmapPair> pair) {
    return pair.isPresent() && !scratch.isMetering();
  }

  /// Counts two bitmaps along their directories.
  protected final long countPair(BitmapPair pair, int from, int to) {
    long[] words = scratch.takeWords();
    long count = pair.count(from, to, words, scratch.takeWords());
    scratch.giveWords();
    scratch.giveWords();
    return count;
  }

  /// The bitmap that the node is, if it is one.
  Optional<Bitmap> bitmap() {
    return Optional.empty();
  }

  /// Adds this node's customers to counters.
  void addTo(CounterPlanes planes, int weight) {
    long[] words = scratch.takeWords();
    read(words);
    planes.add(words, weight);
    scratch.giveWords();
  }

  /// Whether the chunk entered last is one bitset in memory, as it is or turned over: then an
  /// intersection can take several of them in one pass.
  Bitset bitset() {
    return Bitset.NONE;
  }

  /// Where a bitset lies, which [#bitsetOffset] tells.
  enum Bitset {
    NONE,
    AS_IT_IS,
    TURNED_OVER
  }

  /// The place of the bitset, if there is one.
  long bitsetOffset() {
    throw new IllegalStateException("not a bitset");
  }

  /// Drops by keeping: for nodes that find their own sooner than others.
  protected final int dropKept(char[] lows, int count) {
    char[] kept = scratch.takeLows();
    System.arraycopy(lows, 0, kept, 0, count);
    int left = Kernels.without(lows, count, kept, keep(kept, count));
    scratch.giveLows();
    return left;
  }

  /// The memory in which the bitset lies: that of all bitmaps of the snapshot.
  MemorySegment memory() {
    throw new IllegalStateException("not a bitset");
  }

  private int keepOf(char[] lows, int count, int flip) {
    long[] words = scratch.takeWords();
    read(words);
    int kept = Kernels.keep(words, lows, count, flip);
    scratch.giveWords();
    return kept;
  }
}
