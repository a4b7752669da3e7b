package io.lamella.engine.exec;

import io.lamella.engine.query.Predicate.Quantifier;
import java.util.List;

/// So many of the terms. Those who turn with a term are those for whom the number of terms that
/// hold lies at the edge: a term that holds is one of them, a term that does not would be one more.
final class QuantifiedTerm extends GroupTerm {
  private final Quantifier quantifier;
  private final int count;
  private final PreviewTerm[] terms;
  private final ChunkSets sets;
  private final TermCounts counts;
  private ChunkSet holds;
  private ChunkSet below;
  private ChunkSet at;
  private ChunkSet above;

  QuantifiedTerm(Quantifier quantifier, int count, List<PreviewTerm> terms, ChunkSets sets) {
    this.quantifier = quantifier;
    this.count = count;
    this.terms = terms.toArray(PreviewTerm[]::new);
    this.sets = sets;
    counts = new TermCounts(sets);
    holds = sets.nobody();
    below = holds;
    at = holds;
    above = holds;
  }

  @Override
  void enter(int chunk) {
    counts.clear();
    for (PreviewTerm term : terms) {
      counts.add(term);
    }
    below = counts.exactly(count - 1);
    at = counts.exactly(count);
    above = counts.exactly(count + 1);
    holds =
        switch (quantifier) {
          case AT_LEAST -> counts.atLeast(count);
          case AT_MOST -> counts.complement(counts.atLeast(count + 1));
          case EXACTLY -> at;
        };
  }

  @Override
  public ChunkState state() {
    return holds.state();
  }

  @Override
  public long[] words() {
    return holds.words();
  }

  @Override
  long count() {
    return sets.count(holds);
  }

  @Override
  Neutral neutral() {
    return Neutral.NOBODY;
  }

  @Override
  ChunkSet risingInside() {
    return quantifier == Quantifier.AT_MOST ? sets.nobody() : at;
  }

  @Override
  ChunkSet risingOutside() {
    return quantifier == Quantifier.AT_MOST ? sets.nobody() : below;
  }

  @Override
  ChunkSet fallingInside() {
    return quantifier == Quantifier.AT_LEAST ? sets.nobody() : above;
  }

  @Override
  ChunkSet fallingOutside() {
    return quantifier == Quantifier.AT_LEAST ? sets.nobody() : at;
  }
}
