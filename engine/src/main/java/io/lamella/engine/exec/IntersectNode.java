package io.lamella.engine.exec;

import io.lamella.engine.bitmap.BitmapPair;
import io.lamella.engine.bitmap.BitmapPair.Joined;
import io.lamella.engine.kernel.BitsetKernels;
import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// In all inputs, the smallest of the chunk first, and those that read events or whole columns
/// last.
///
/// As soon as so few customers are left that the rest of the inputs answer sooner for each of them
/// than for the whole chunk, they are asked one by one. Bitsets at the end are combined and counted
/// in one pass, and nothing is stored.
final class IntersectNode extends Node {
  /// Inputs that cost more than this come last, however small they are.
  private static final int CHEAP_NANOS = 4_000;

  /// If the rest costs less than this, who is left is not counted.
  private static final int WORTH_COUNTING_NANOS = 400;

  /// What asking an input one by one takes before the first customer.
  private static final int KEEP_CALL_NANOS = 15;

  /// So few customers are asked about one by one whatever the inputs are.
  private static final int SURELY_FEW = 24;

  private static final double PER_CUSTOMER_OF_CHUNK = 1.0 / Population.CHUNK;

  /// Bitsets in one pass.
  private static final int TAIL = 3;

  /// What [#narrow] returns if the words hold the customers.
  private static final int IN_WORDS = -1;

  private final Node[] inputs;

  /// The inputs that may leap over chunks.
  private final Node[] leaping;

  /// The inputs that the directory did not decide, ordered.
  private final Node[] undecided;

  private final long[] ranks;

  /// For each of them what it and those after it take.
  private final long[] restNanos;

  private final long[] tailOffsets = new long[TAIL];
  private final long[] tailFlips = new long[TAIL];
  private final Optional<BitmapPair> pair;
  private int undecidedCount;

  /// The smallest bound of the undecided inputs.
  private int bound;

  private boolean restKnown;

  IntersectNode(List<Node> inputs, ChunkScratch scratch) {
    super(scratch);
    this.inputs = inputs.toArray(Node[]::new);
    this.leaping = inputs.stream().filter(Node::leaps).toArray(Node[]::new);
    this.undecided = new Node[this.inputs.length];
    this.ranks = new long[this.inputs.length];
    this.restNanos = new long[this.inputs.length + 1];
    this.pair = pair(this.inputs);
  }

  /// The pair that two bitmaps are, the second one as it is or turned over.
  private static Optional<BitmapPair> pair(Node[] inputs) {
    if (inputs.length != 2) {
      return Optional.empty();
    }
    if (inputs[0] instanceof ComplementNode) {
      return pair(inputs[1], inputs[0]);
    }
    return pair(inputs[0], inputs[1]);
  }

  private static Optional<BitmapPair> pair(Node first, Node second) {
    return first
        .bitmap()
        .flatMap(a ->
            second instanceof ComplementNode complement
                ? complement.input().bitmap().map(b -> new BitmapPair(a, b, Joined.AND_NOT))
                : second.bitmap().map(b -> new BitmapPair(a, b, Joined.AND)));
  }

  @Override
  boolean leaps() {
    return leaping.length > 0;
  }

  /// Where all inputs meet: each in turn may leap over chunks, until none does.
  @Override
  int seek(int chunk) {
    int sought = chunk;
    for (int agreed = 0, i = 0; agreed < leaping.length; i = i + 1 == leaping.length ? 0 : i + 1) {
      int found = seekIn(leaping[i], sought);
      if (found == NO_CHUNK) {
        return found;
      }
      agreed = found == sought ? agreed + 1 : 1;
      sought = found;
    }
    return sought;
  }

  @Override
  ChunkState enter(int chunk) {
    undecidedCount = 0;
    bound = Population.CHUNK;
    for (Node input : inputs) {
      switch (enterIn(input, chunk)) {
        case EMPTY -> {
          return ChunkState.EMPTY;
        }
        case FULL -> {}
        case SOME -> insert(input);
      }
    }
    if (undecidedCount == 0) {
      return ChunkState.FULL;
    }
    restKnown = false;
    return ChunkState.SOME;
  }

  /// What the undecided inputs from this one on take for the whole chunk. Few chunks ask.
  private long restNanos(int from) {
    if (!restKnown) {
      restNanos[undecidedCount] = 0;
      for (int i = undecidedCount - 1; i >= 0; i--) {
        restNanos[i] = restNanos[i + 1] + undecided[i].costNanos();
      }
      restKnown = true;
    }
    return restNanos[from];
  }

  /// Puts an input at its place. Inputs are few, and their order is nearly the same in every chunk.
  private void insert(Node node) {
    long rank = rank(node);
    bound = Math.min(bound, (int) rank);
    int place = undecidedCount++;
    for (; place > 0 && ranks[place - 1] > rank; place--) {
      undecided[place] = undecided[place - 1];
      ranks[place] = ranks[place - 1];
    }
    undecided[place] = node;
    ranks[place] = rank;
  }

  /// The smallest first, those that cost much after all others; the low half is the input's bound.
  private static long rank(Node node) {
    if (node instanceof BitmapNode bitmap) {
      return bitmap.bound();
    }
    int cost = node.costNanos();
    return node.bound() | (cost > CHEAP_NANOS ? (long) cost << Integer.SIZE : 0);
  }

  @Override
  int bound() {
    return bound;
  }

  @Override
  int costNanos() {
    long nanos = beginsWithFew() ? Math.min(CHEAP_NANOS, restNanos(0)) : restNanos(0);
    return (int) Math.min(Integer.MAX_VALUE, nanos);
  }

  @Override
  int keepNanos() {
    long nanos = 0;
    for (int i = 0; i < undecidedCount; i++) {
      nanos += undecided[i].keepNanos();
    }
    return (int) Math.min(Integer.MAX_VALUE, nanos);
  }

  @Override
  void read(long[] target) {
    char[] lows = scratch.takeLows();
    int few = narrow(target, lows, undecidedCount);
    if (few != IN_WORDS) {
      Arrays.fill(target, 0);
      Kernels.set(lows, few, target);
    }
    scratch.giveLows();
  }

  @Override
  void or(long[] target) {
    char[] lows = scratch.takeLows();
    long[] words = scratch.takeWords();
    int few = narrow(words, lows, undecidedCount);
    if (few == IN_WORDS) {
      Kernels.or(words, 0, target, 0, Population.CHUNK_WORDS);
    } else {
      Kernels.set(lows, few, target);
    }
    scratch.giveWords();
    scratch.giveLows();
  }

  @Override
  long count(int from, int to, Population population) {
    return countsPair(pair)
        ? countPair(pair.orElseThrow(), from, to)
        : super.count(from, to, population);
  }

  @Override
  long count() {
    if (undecidedCount == 1) {
      return undecided[0].count();
    }
    if (undecidedCount == 2) {
      long both = undecided[0].andCount(undecided[1]);
      if (both != CANNOT_TELL) {
        return both;
      }
    }
    return undecided[0].bound() <= SURELY_FEW ? countFew() : countMany();
  }

  private long countFew() {
    char[] lows = scratch.takeLows();
    long count = keepFrom(1, lows, undecided[0].list(lows));
    scratch.giveLows();
    return count;
  }

  private long countMany() {
    long[] words = scratch.takeWords();
    char[] lows = scratch.takeLows();
    int tail = tail();
    long count = narrow(words, lows, undecidedCount - tail);
    if (count == IN_WORDS) {
      count =
          tail == 0
              ? Kernels.popcount(words, 0, Population.CHUNK_WORDS)
              : countTail(words, undecidedCount - tail);
    }
    scratch.giveLows();
    scratch.giveWords();
    return count;
  }

  @Override
  int list(char[] lows) {
    long[] words = scratch.takeWords();
    int count = narrow(words, lows, undecidedCount);
    if (count == IN_WORDS) {
      count = Kernels.list(words, Population.CHUNK_WORDS, lows);
    }
    scratch.giveWords();
    return count;
  }

  @Override
  int keep(char[] lows, int count) {
    return keepFrom(0, lows, count);
  }

  @Override
  int drop(char[] lows, int count) {
    return dropKept(lows, count);
  }

  /// Finds the customers that are in all inputs, as lows, and returns how many; or, while they are
  /// many, in the first `end` inputs, as words, and returns IN_WORDS.
  private int narrow(long[] words, char[] lows, int end) {
    if (beginsWithFew()) {
      return keepFrom(1, lows, undecided[0].list(lows));
    }
    undecided[0].read(words);
    for (int i = 1; i < end; i++) {
      if (restNanos(i) > WORTH_COUNTING_NANOS) {
        int left = (int) Kernels.popcount(words, 0, Population.CHUNK_WORDS);
        if (left == 0) {
          return 0;
        }
        if (isFew(left, i, left * LIST_NANOS, restNanos(i))) {
          return keepFrom(i, lows, Kernels.list(words, Population.CHUNK_WORDS, lows));
        }
      }
      undecided[i].and(words);
    }
    return IN_WORDS;
  }

  private int keepFrom(int from, char[] lows, int count) {
    int left = count;
    for (int i = from; i < undecidedCount && left > 0; i++) {
      left = undecided[i].keep(lows, left);
    }
    return left;
  }

  /// Whether the smallest input is listed sooner, and the others asked about its customers, than
  /// all are read.
  private boolean beginsWithFew() {
    if (undecidedCount == 1) {
      return false;
    }
    int customers = undecided[0].bound();
    return customers <= SURELY_FEW || isFew(customers, 1, undecided[0].listNanos(), restNanos(0));
  }

  /// Whether inputs from this one on answer sooner for so many customers one by one than within a
  /// time. Each is taken to leave its share of those before it.
  ///
  /// @param listNanos what listing the customers takes
  private boolean isFew(int customers, int from, double listNanos, long within) {
    if (customers <= SURELY_FEW) {
      return true;
    }
    double nanos = listNanos;
    double left = customers;
    for (int i = from; i < undecidedCount && nanos <= within; i++) {
      nanos += KEEP_CALL_NANOS + undecided[i].keepNanos(left);
      left *= undecided[i].bound() * PER_CUSTOMER_OF_CHUNK;
    }
    return nanos < within;
  }

  /// How many inputs at the end are bitsets.
  private int tail() {
    int tail = 0;
    while (tail < Math.min(TAIL, undecidedCount - 1)
        && undecided[undecidedCount - 1 - tail].bitset() != Bitset.NONE) {
      tail++;
    }
    return tail;
  }

  private long countTail(long[] words, int from) {
    for (int i = 0; i < TAIL; i++) {
      Node input = undecided[Math.min(from + i, undecidedCount - 1)];
      tailOffsets[i] = input.bitsetOffset();
      tailFlips[i] = input.bitset() == Bitset.TURNED_OVER ? -1 : 0;
    }
    return BitsetKernels.countShared(
        undecided[from].memory(), tailOffsets, tailFlips, words, Population.CHUNK_WORDS);
  }
}
