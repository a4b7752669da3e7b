package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/// `and` and `or`, told in one way: some terms *decide* a customer by themselves, those of an `or`
/// that have the customer, those of an `and` that have not. It takes one pass over the terms to
/// know whom at least one term decides, and whom at least two: with one alone, the group turns with
/// it; with none, it turns with any.
final class JoinTerm extends GroupTerm {
  private static final int WORDS = Population.CHUNK_WORDS;

  private final Neutral neutral;
  private final PreviewTerm[] terms;
  private final ChunkSets sets;

  /// What decides: a term's bit, or, for -1, its complement's.
  private final long flip;

  /// The state of a term that decides everybody.
  private final ChunkState deciding;

  private final Words none;
  private final Words one;

  /// Who is decided.
  private final Words any;

  private long decided;
  private boolean noneKnown;

  JoinTerm(Neutral neutral, List<PreviewTerm> terms, ChunkSets sets) {
    this.neutral = neutral;
    this.terms = terms.toArray(PreviewTerm[]::new);
    this.sets = sets;
    boolean and = neutral == Neutral.EVERYBODY;
    flip = and ? -1 : 0;
    deciding = and ? ChunkState.EMPTY : ChunkState.FULL;
    none = new Words(sets);
    one = new Words(sets);
    any = new Words(sets);
  }

  /// Words and whether they say anything.
  private static final class Words implements ChunkSet {
    private final ChunkSets sets;
    private final long[] words = new long[WORDS];
    private ChunkState state = ChunkState.EMPTY;

    Words(ChunkSets sets) {
      this.sets = sets;
    }

    @Override
    public ChunkState state() {
      return state;
    }

    @Override
    public long[] words() {
      return state == ChunkState.SOME ? words : sets.of(state, this).words();
    }

    private void as(ChunkState is) {
      state = is;
    }
  }

  @Override
  void enter(int chunk) {
    int decisive = 0;
    int undecided = 0;
    for (PreviewTerm term : terms) {
      if (term.state() == deciding) {
        decisive++;
      } else if (term.state() == ChunkState.SOME) {
        undecided++;
      }
    }
    if (decisive > 1 || undecided == 0) {
      decide(decisive == 0 ? 0 : sets.size());
      one.as(decisive == 1 ? ChunkState.FULL : ChunkState.EMPTY);
      return;
    }
    tally();
    long alone;
    if (decisive == 1) {
      // Whom nobody else decides.
      alone =
          Kernels.choose(
              any.words, sets.nobody().words(), sets.everybody().words(), one.words, WORDS);
      decide(sets.size());
    } else {
      // Who is decided once, and not twice.
      alone = Kernels.choose(one.words, sets.nobody().words(), any.words, one.words, WORDS);
      decide(Kernels.popcount(any.words, 0, WORDS));
    }
    one.as(alone == 0 ? ChunkState.EMPTY : ChunkState.SOME);
  }

  /// Says how many are decided by any term.
  private void decide(long customers) {
    decided = customers;
    any.as(stateOf(customers));
    none.as(stateOf(sets.size() - customers));
    noneKnown = none.state != ChunkState.SOME;
  }

  private ChunkState stateOf(long customers) {
    if (customers == 0) {
      return ChunkState.EMPTY;
    }
    return customers == sets.size() ? ChunkState.FULL : ChunkState.SOME;
  }

  /// Leaves in `any` who is decided at least once, in `one` who is at least twice.
  private void tally() {
    boolean first = true;
    for (PreviewTerm term : terms) {
      if (term.state() != ChunkState.SOME) {
        continue;
      }
      if (first) {
        System.arraycopy(term.words(), 0, any.words, 0, WORDS);
        if (flip != 0) {
          Kernels.not(any.words, 0, WORDS);
        }
        Arrays.fill(one.words, 0);
        first = false;
      } else {
        Kernels.tally(term.words(), flip, any.words, one.words, WORDS);
      }
    }
    // A complement has bits beyond the last customer.
    if (flip != 0) {
      sets.clip(any.words);
    }
  }

  @Override
  public ChunkState state() {
    return group().state();
  }

  @Override
  public long[] words() {
    return group().words();
  }

  @Override
  long count() {
    return neutral == Neutral.EVERYBODY ? sets.size() - decided : decided;
  }

  @Override
  Neutral neutral() {
    return neutral;
  }

  @Override
  ChunkSet risingInside() {
    return neutral == Neutral.EVERYBODY ? none() : one;
  }

  @Override
  ChunkSet risingOutside() {
    return neutral == Neutral.EVERYBODY ? one : none();
  }

  @Override
  ChunkSet fallingInside() {
    return sets.nobody();
  }

  @Override
  ChunkSet fallingOutside() {
    return sets.nobody();
  }

  private ChunkSet group() {
    return neutral == Neutral.EVERYBODY ? none() : any;
  }

  /// Whom no term decides.
  private ChunkSet none() {
    if (!noneKnown) {
      System.arraycopy(sets.everybody().words(), 0, none.words, 0, WORDS);
      Kernels.andNot(any.words, 0, none.words, 0, WORDS);
      noneKnown = true;
    }
    return none;
  }
}
