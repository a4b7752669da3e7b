package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Preview;
import io.lamella.engine.exec.PreviewTree.Place;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;

/// Counts every node of a tree, and what the total would be without it. Confined to one thread;
/// several may share the chunks of a long question.
///
/// For each chunk every term is evaluated once, from the conditions up. Then, from the root down,
/// each place learns for whom the total *turns* with it: for whom it rises when the place does, and
/// for whom it falls. These are Boolean differences: for the root it rises for everybody; for a
/// term of a group, for those who turn with the group and for whom the group turns with the term.
/// To take the term out puts everybody or nobody in its place, so the total changes by those who
/// turn and who were not, or were, in it. Where nobody turns nothing is looked at further down.
final class PreviewRun implements ChunkRun.Worker {
  /// The deadline is looked at before every so many terms.
  private static final int CHECK_EVERY = 16;

  private final PreviewTree tree;
  private final ChunkSets sets;
  private final PreviewTerm[] terms;
  private final long[] counts;
  private final long[] changes;
  private final Deadline deadline;

  /// @param plans the tree's, with no ranking in them
  PreviewRun(
      Snapshot snapshot,
      PreviewTree tree,
      List<Plan> plans,
      ChunkScratch scratch,
      Deadline deadline) {
    this.tree = tree;
    this.deadline = deadline;
    sets =
        new ChunkSets(new Population(snapshot.ordinals()), snapshot.erased().map(Erased::ordinals));
    List<PreviewTerm> made = new ArrayList<>();
    for (Node node : new NodeFactory(snapshot, false, scratch).nodes(plans)) {
      made.add(new ClauseTerm(node, sets));
    }
    for (PreviewTree.Inner inner : tree.inners()) {
      made.add(term(inner.predicate(), inner.terms().stream().map(made::get).toList()));
    }
    terms = made.toArray(PreviewTerm[]::new);
    counts = new long[terms.length];
    changes = new long[tree.places()];
  }

  private PreviewTerm term(Predicate predicate, List<PreviewTerm> parts) {
    return switch (predicate) {
      case Predicate.And _ -> new JoinTerm(GroupTerm.Neutral.EVERYBODY, parts, sets);
      case Predicate.Or _ -> new JoinTerm(GroupTerm.Neutral.NOBODY, parts, sets);
      case Predicate.Not _ -> new NotTerm(parts.getFirst(), sets);
      case Predicate.Quantified(var quantifier, int count, var _) ->
          new QuantifiedTerm(quantifier, count, parts, sets);
      default -> throw new IllegalArgumentException("not made of others: " + predicate);
    };
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      sets.enter(chunk);
      for (int term = 0; term < terms.length; term++) {
        if (term % CHECK_EVERY == CHECK_EVERY - 1) {
          deadline.check();
        }
        terms[term].enter(chunk);
        counts[term] += terms[term].count();
      }
      visit(tree.root(), sets.everybody(), sets.nobody());
    }
  }

  /// @param rising for whom the total rises when this place does
  /// @param falling for whom it falls
  private void visit(Place place, ChunkSet rising, ChunkSet falling) {
    if (place.isLeaf()
        || (rising.state() == ChunkState.EMPTY && falling.state() == ChunkState.EMPTY)) {
      return;
    }
    if (terms[place.term()] instanceof GroupTerm group) {
      int mark = sets.mark();
      visitTerms(place, group, rising, falling);
      sets.release(mark);
    } else {
      visit(place.children().getFirst(), falling, rising);
    }
  }

  private void visitTerms(Place place, GroupTerm group, ChunkSet rising, ChunkSet falling) {
    boolean and = group.neutral() == GroupTerm.Neutral.EVERYBODY;
    boolean inner = !place.isFlat();
    ChunkSet nobody = sets.nobody();
    ChunkSet up = nobody;
    ChunkSet down = nobody;
    if (inner || !and) {
      up = turning(rising, group.risingInside(), falling, group.fallingInside());
      down = turning(falling, group.risingInside(), rising, group.fallingInside());
    }
    ChunkSet upOutside = nobody;
    ChunkSet downOutside = nobody;
    if (inner || and) {
      upOutside = turning(rising, group.risingOutside(), falling, group.fallingOutside());
      downOutside = turning(falling, group.risingOutside(), rising, group.fallingOutside());
    }
    long outside = and ? sets.count(upOutside) - sets.count(downOutside) : 0;
    for (Place child : place.children()) {
      PreviewTerm term = terms[child.term()];
      changes[child.number()] +=
          and
              ? outside - sets.countBoth(upOutside, term) + sets.countBoth(downOutside, term)
              : sets.countBoth(down, term) - sets.countBoth(up, term);
      if (!child.isLeaf()) {
        int mark = sets.mark();
        visit(child, sets.choose(term, up, upOutside), sets.choose(term, down, downOutside));
        sets.release(mark);
      }
    }
  }

  /// Who turns with the place and with whom the group rises, and who turns the other way and with
  /// whom it falls.
  private ChunkSet turning(ChunkSet turn, ChunkSet rises, ChunkSet opposite, ChunkSet falls) {
    return sets.either(sets.both(turn, rises), sets.both(opposite, falls));
  }

  /// What some runs have found together.
  static Preview.Node describe(List<PreviewRun> runs, long population) {
    PreviewRun first = runs.getFirst();
    for (PreviewRun run : runs.subList(1, runs.size())) {
      add(run.counts, first.counts);
      add(run.changes, first.changes);
    }
    return first.tree.describe(first.counts, first.changes, population);
  }

  private static void add(long[] from, long[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
