package io.lamella.engine.exec;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2IntCounterMap;

/// Counts of every value of a property which customers have an event with it, a plan's members and
/// everybody, in one pass over the chunks and the rows of the events. Confined to one thread.
public final class EventSpreadRun implements ChunkRun.Worker {
  private static final int WORDS = Population.CHUNK_WORDS;

  /// What a row takes at most, roughly.
  private static final long ROW_NANOS = 20;

  private final Evaluator evaluator;
  private final EventRows rows;
  private final String property;
  private final Deadline deadline;

  /// Pairs of a value's code and a customer's low bits that were seen in the chunk.
  private final PairNumbers seen = new PairNumbers();

  private final long[] members = new long[WORDS];
  private final long[] everybody = new long[WORDS];
  private final long[] having = new long[WORDS];
  private final Int2IntCounterMap ofMembers = new Int2IntCounterMap(0);
  private final Int2IntCounterMap ofEverybody = new Int2IntCounterMap(0);
  private long total;
  private long withValue;

  private EventSpreadRun(Evaluator evaluator, EventRows rows, String property, Deadline deadline) {
    this.evaluator = evaluator;
    this.rows = rows;
    this.property = property;
    this.deadline = deadline;
  }

  /// Counts.
  ///
  /// @param execution its plans are the members and everybody
  /// @param property whose values have codes, one an event
  /// @throws EngineException `INVALID_ARGUMENT` for too many different values; `DEADLINE_PASSED`,
  ///   `CANCELLED`
  public static EventSpread of(
      Execution execution, Plan.Events events, String property, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    List<Plan> plans = Rankings.resolve(execution.plans(), snapshot, deadline);
    List<EventSpreadRun> runs = new ArrayList<>();
    execution.run(
        execution.estimatedNanos() + rows(snapshot, events) * ROW_NANOS,
        deadline,
        scratch -> {
          var run =
              new EventSpreadRun(
                  new Evaluator(snapshot, plans, scratch),
                  new EventRows(snapshot, events, scratch),
                  property,
                  deadline);
          runs.add(run);
          return run;
        });
    return sum(property, runs);
  }

  private static long rows(Snapshot snapshot, Plan.Events events) {
    return events.behaviours().stream()
        .flatMap(name -> snapshot.behaviour(name).stream())
        .flatMap((Behaviour it) -> it.all(events.fromMillis(), events.toMillis()).stream())
        .mapToLong(Bucket::rows)
        .sum();
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      deadline.check();
      evaluator.members(0, chunk, members);
      total += Kernels.popcount(members, 0, WORDS);
      if (rows.any(chunk)) {
        // Rows of customers who were erased may still be there.
        evaluator.members(1, chunk, everybody);
        seen.clear();
        Arrays.fill(having, 0);
        rows.forEach(chunk, this::add);
        withValue += Kernels.andCount(having, 0, members, 0, WORDS);
      }
    }
  }

  private void add(Bucket bucket, int from, int count, long[] selected) {
    if (!(bucket.property(property).orElse(null) instanceof Values.Codes(Column codes))) {
      return;
    }
    for (int word = 0; word < (count + 63) >>> 6; word++) {
      for (long left = selected[word]; left != 0; left &= left - 1) {
        int row = from + (word << 6) + Long.numberOfTrailingZeros(left);
        if (codes.has(row)) {
          add((int) codes.value(row), bucket.low(row));
        }
      }
    }
  }

  private void add(int code, int low) {
    int word = low >>> 6;
    long bit = 1L << low;
    if ((everybody[word] & bit) == 0 || !seen.add(code, low)) {
      return;
    }
    having[word] |= bit;
    if (ofEverybody.incrementAndGet(code) == 1) {
      checkSize(property, ofEverybody.size());
    }
    if ((members[word] & bit) != 0) {
      ofMembers.incrementAndGet(code);
    }
  }

  private static EventSpread sum(String property, List<EventSpreadRun> runs) {
    Map<Integer, EventSpread.Counts> counts = new HashMap<>();
    for (EventSpreadRun run : runs) {
      run.ofEverybody.forEach((code, everybody) ->
          counts.merge(
              code,
              new EventSpread.Counts(run.ofMembers.get(code), everybody),
              EventSpread.Counts::plus));
    }
    checkSize(property, counts.size());
    return new EventSpread(
        runs.stream().mapToLong(run -> run.total).sum(),
        runs.stream().mapToLong(run -> run.withValue).sum(),
        counts);
  }

  private static void checkSize(String property, int different) {
    if (different > Breakdown.MAX_EVENT_VALUES) {
      throw EngineException.invalidArgument(
          "event_property.property",
          "too many different values for a breakdown, take events of a shorter time: property="
              + property
              + ", limit="
              + Breakdown.MAX_EVENT_VALUES);
    }
  }
}
