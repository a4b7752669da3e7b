package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Summary;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Fraction;
import io.lamella.engine.plan.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Works out what a plan's members have of a number, in passes over the chunks: one for how many
/// have it, the sum and the ends, and in general one more for all quantiles. Needs little room,
/// however many members there are. Confined to one thread.
public final class SummaryRun {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /// What the members have.
  ///
  /// @param members how many there are
  /// @param customers how many of them have the number
  /// @param figures empty if nobody has it
  public record Found(long members, long customers, Optional<Summary.Figures> figures) {}

  /// Takes the numbers of the chunk that is open.
  private interface Taker {
    void take(ChunkNumbers numbers, int low);
  }

  private final Snapshot snapshot;
  private final ChunkScratch scratch;
  private final Evaluator evaluator;
  private final ChunkNumbers numbers;
  private final Deadline deadline;
  private final long[] members = new long[Population.CHUNK_WORDS];
  private long memberCount;

  private SummaryRun(
      Snapshot snapshot,
      Plan resolved,
      Plan.RankedBy number,
      Deadline deadline,
      ChunkScratch scratch) {
    this.snapshot = snapshot;
    this.scratch = scratch;
    this.deadline = deadline;
    evaluator = new Evaluator(snapshot, List.of(resolved), scratch);
    numbers =
        switch (number) {
          case Plan.RankedBy.OfAttribute(var attribute) ->
              new CurrentNumbers(CurrentValues.of(snapshot, attribute));
          case Plan.RankedBy.OfQuantity(var quantity) ->
              new MeasuredNumbers(new QuantityFactory(snapshot).rows(quantity));
        };
  }

  /// What the first plan's members have of a number.
  ///
  /// @param percents of the quantiles, each above 0 and at most 100
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public static Found of(
      Execution execution, Plan.RankedBy number, List<BigDecimal> percents, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    Plan resolved = Rankings.resolve(execution.plans().getFirst(), snapshot, deadline);
    ScratchPool scratches = execution.workers().scratches();
    ChunkScratch scratch = scratches.take();
    Found found = new SummaryRun(snapshot, resolved, number, deadline, scratch).summarise(percents);
    // Not given back after a failure: what was taken of it is not known.
    scratches.give(scratch);
    return found;
  }

  private Found summarise(List<BigDecimal> percents) {
    var totals = new NumberTotals();
    var near = new NearCounts();
    pass((number, low) -> {
      if (number.isPlain()) {
        totals.add(number.unscaled(low), number.scale());
      } else {
        totals.add(number.exact(low));
      }
      near.add(number.near(low));
    });
    if (totals.count() == 0) {
      return new Found(memberCount, 0, Optional.empty());
    }
    List<KthSearch> searches =
        percents.stream()
            .map(percent -> new KthSearch(near, kFromTop(percent, totals.count())))
            .toList();
    while (searches.stream().anyMatch(search -> search.found().isEmpty())) {
      searchOnce(searches.stream().filter(search -> search.found().isEmpty()).toList());
    }
    List<Summary.Quantile> quantiles =
        IntStream.range(0, percents.size())
            .mapToObj(i ->
                new Summary.Quantile(
                    percents.get(i), NumberTotals.amount(searches.get(i).found().orElseThrow())))
            .toList();
    return new Found(
        memberCount,
        totals.count(),
        Optional.of(
            new Summary.Figures(
                totals.sum(), totals.average(), totals.min(), totals.max(), quantiles)));
  }

  private void searchOnce(List<KthSearch> searches) {
    var exact = new AtCustomer();
    pass((number, low) -> {
      exact.low = low;
      double near = number.near(low);
      for (int i = 0; i < searches.size(); i++) {
        searches.get(i).number(near, exact);
      }
    });
    searches.forEach(KthSearch::endPass);
  }

  /// Where the customer with the quantile's rank, which counts from the smallest, stands from the
  /// largest on.
  private static long kFromTop(BigDecimal percent, long size) {
    long rank =
        percent
            .multiply(BigDecimal.valueOf(size))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .longValueExact();
    return size - rank + 1;
  }

  private void pass(Taker taker) {
    memberCount = 0;
    int chunks = new Population(snapshot.ordinals()).chunks();
    for (int chunk = 0; chunk < chunks; chunk++) {
      deadline.check();
      if (evaluator.members(0, chunk, members)) {
        memberCount += Kernels.popcount(members, 0, Population.CHUNK_WORDS);
        numbers.open(chunk, members, scratch);
        takeMembers(taker);
        numbers.close(scratch);
      }
    }
  }

  private void takeMembers(Taker taker) {
    for (int word = 0; word < Population.CHUNK_WORDS; word++) {
      for (long left = members[word]; left != 0; left &= left - 1) {
        int low = (word << 6) + Long.numberOfTrailingZeros(left);
        if (numbers.has(low)) {
          taker.take(numbers, low);
        }
      }
    }
  }

  /// The number of the customer who is looked at.
  private final class AtCustomer implements KthLargest.Exact {
    private int low;

    @Override
    public Fraction fraction() {
      return numbers.exact(low);
    }
  }
}
