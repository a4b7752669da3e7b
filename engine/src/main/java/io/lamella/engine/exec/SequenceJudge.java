package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Judges events by one sequence: whether one of its other events is near. For each chunk it
/// collects the other events of the customers that matter ([OtherEvents]), once; then an event
/// costs one search among those of its customer. Where many customers matter, all events of the
/// chunk are judged in one pass ([SequenceSweep]) if the sequence allows it. Confined to one
/// thread.
///
/// So the rows of the judged side are never sorted, whatever is measured of them.
final class SequenceJudge {
  /// If more customers of a chunk matter than this, it is judged in one pass: a row that is passed
  /// over takes a fraction of one that is collected, sorted or searched for.
  private static final int MANY = 1_000;

  private static final int NO_CHUNK = -1;

  private final EventRows others;
  private final OtherEvents events;
  private final EqualValues equal;
  private final Nearness nearness;
  private final boolean negated;

  /// Those of whom other events are collected.
  private final long[] candidates = new long[Population.CHUNK_WORDS];

  /// Numbers of the buckets that both sides may have in common: there an event can meet itself.
  private final IdentityHashMap<Bucket, Integer> numbers = new IdentityHashMap<>();

  /// Empty if events need equal values, or may meet themselves.
  private final Optional<SequenceSweep> sweep;

  /// The chunk that was judged in one pass.
  private int swept = NO_CHUNK;

  /// @param judged the selection that the sequence is a step of
  /// @param sources its buckets
  SequenceJudge(
      Snapshot snapshot,
      Plan.Events judged,
      List<EventRows.Source> sources,
      Plan.Sequence sequence,
      ChunkScratch scratch) {
    others = new EventRows(snapshot, sequence.other(), scratch);
    events = scratch.takeOtherEvents();
    equal = new EqualValues(sequence.equal());
    nearness = new Nearness(sequence.order().isAhead(), sequence.gap());
    negated = sequence.order().isNegated();
    if (!Collections.disjoint(judged.behaviours(), sequence.other().behaviours())) {
      others.sources().forEach(source -> numbers.put(source.bucket(), numbers.size()));
    }
    sweep =
        equal.isEmpty() && numbers.isEmpty()
            ? Optional.of(new SequenceSweep(sources, others, nearness, scratch))
            : Optional.empty();
  }

  /// Whether an event of a chunk can satisfy this, as far as the directories tell.
  boolean mayHold(int chunk) {
    return negated || others.any(chunk);
  }

  /// How many rows the other selection has of a chunk.
  long rowsOf(int chunk) {
    return others.rowsOf(chunk);
  }

  /// What finding the other events of so many customers takes.
  double searchedRows(double wanted) {
    return others.searchedRows(wanted);
  }

  /// Collects the other events of a chunk.
  ///
  /// @param customers those that matter; those are taken from it who cannot satisfy the sequence
  void enter(int chunk, long[] customers) {
    others.customers(chunk, candidates);
    Kernels.and(customers, 0, candidates, 0, Population.CHUNK_WORDS);
    if (sweep.isPresent() && Kernels.popcount(candidates, 0, Population.CHUNK_WORDS) > MANY) {
      sweep.get().enter(chunk);
      swept = chunk;
    } else {
      collect(chunk);
    }
    if (!negated) {
      Kernels.and(candidates, 0, customers, 0, Population.CHUNK_WORDS);
    }
  }

  /// Whether all events of the chunk have been judged.
  boolean hasJudged() {
    return swept != NO_CHUNK;
  }

  private void collect(int chunk) {
    swept = NO_CHUNK;
    equal.clear();
    events.begin(candidates, !numbers.isEmpty(), !equal.isEmpty());
    if (events.anyCustomer()) {
      others.among(candidates);
      others.forEach(chunk, this::collect);
      events.sort();
    }
  }

  private void collect(Bucket bucket, int fromRow, int count, long[] selected) {
    long idBase = idBase(bucket);
    equal.enter(bucket);
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int row = fromRow + (word << 6) + Long.numberOfTrailingZeros(left);
        int key = equal.add(row);
        if (key != EqualValues.NONE) {
          events.add(bucket.low(row), bucket.millis(row), idBase + row, key);
        }
      }
    }
  }

  /// Clears the bits of the selected rows that do not satisfy the sequence.
  void judge(Bucket bucket, int fromRow, int count, long[] selected) {
    if (swept != NO_CHUNK) {
      sweep.orElseThrow().judge(bucket, swept, fromRow, count, selected, negated ? -1 : 0);
      return;
    }
    long idBase = idBase(bucket);
    equal.enter(bucket);
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      long kept = selected[word];
      for (long left = kept; left != 0; left &= left - 1) {
        int row = fromRow + (word << 6) + Long.numberOfTrailingZeros(left);
        if (isNear(bucket, row, idBase) == negated) {
          kept ^= Long.lowestOneBit(left);
        }
      }
      selected[word] = kept;
    }
  }

  private boolean isNear(Bucket bucket, int row, long idBase) {
    int low = bucket.low(row);
    if ((candidates[low >>> 6] >>> low & 1) == 0) {
      return false;
    }
    int key = equal.find(row);
    return key != EqualValues.NONE
        && events.anyNear(nearness, low, key, bucket.millis(row), idBase + row);
  }

  /// What a row's number is added to, so that an event of both sides has the same number on both.
  private long idBase(Bucket bucket) {
    Integer number = numbers.get(bucket);
    return number == null ? OtherEvents.NO_ID : (long) number << Integer.SIZE;
  }
}
