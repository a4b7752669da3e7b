package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/// Counts what two groups of customers have of many attributes, and how many satisfy each of many
/// conditions, in one pass over the chunks. What everyone else has is what all have less what the
/// segment has, so only the segment is looked at then. Confined to one thread.
public final class ContrastRun implements ChunkRun.Worker {
  private static final int WORDS = Population.CHUNK_WORDS;

  /// What counting the values of a chunk's members takes at most, roughly.
  private static final long SPREAD_NANOS = 40_000;

  /// Whom a segment is compared with.
  public enum Comparison {
    /// All who are not in it.
    EVERYONE_ELSE,
    /// Those of the second plan who are not in it.
    SECOND_PLAN;

    int plans() {
      return this == SECOND_PLAN ? 2 : 1;
    }
  }

  /// An attribute that is looked at.
  ///
  /// @param all how many of all customers are in each category
  public record Asked(String attribute, Categories categories, List<Long> all) {
    public Asked {
      all = List.copyOf(all);
    }

    /// By code.
    public static Asked byCode(Snapshot snapshot, String attribute, int codes) {
      var categories = new Categories.Codes(codes);
      long[] all = CategoryTallies.ofCodes(CurrentValues.of(snapshot, attribute), categories);
      return new Asked(attribute, categories, CategoryTally.of(0, all).counts());
    }
  }

  private final Evaluator evaluator;
  private final Comparison comparison;
  private final List<CategoryCounts> ofSegment;
  private final List<CategoryCounts> ofComparison;
  private final long[] segment = new long[WORDS];
  private final long[] others = new long[WORDS];
  private final long[] words = new long[WORDS];
  private final long[] inSegment;
  private final long[] inComparison;
  private final Deadline deadline;
  private long segmentCount;
  private long comparisonCount;

  private ContrastRun(
      Evaluator evaluator,
      Comparison comparison,
      int conditions,
      List<CategoryCounts> ofSegment,
      List<CategoryCounts> ofComparison,
      Deadline deadline) {
    this.evaluator = evaluator;
    this.comparison = comparison;
    this.ofSegment = ofSegment;
    this.ofComparison = ofComparison;
    this.inSegment = new long[conditions];
    this.inComparison = new long[conditions];
    this.deadline = deadline;
  }

  /// Counts.
  ///
  /// @param execution its plans are the segment, whom it is compared with if that is a plan, and
  ///   the conditions
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public static Contrasted of(
      Execution execution, Comparison comparison, List<Asked> asked, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    List<Plan> plans = Rankings.resolve(execution.plans(), snapshot, deadline);
    var population = new Population(snapshot.ordinals());
    List<ContrastRun> runs = new ArrayList<>();
    execution.run(
        execution.estimatedNanos() + population.chunks() * SPREAD_NANOS * asked.size(),
        deadline,
        scratch -> {
          var run =
              new ContrastRun(
                  new Evaluator(snapshot, plans, scratch),
                  comparison,
                  plans.size() - comparison.plans(),
                  counts(snapshot, asked, population),
                  comparison == Comparison.SECOND_PLAN
                      ? counts(snapshot, asked, population)
                      : List.of(),
                  deadline);
          runs.add(run);
          return run;
        });
    return sum(snapshot, comparison, asked, runs);
  }

  private static List<CategoryCounts> counts(
      Snapshot snapshot, List<Asked> asked, Population population) {
    return asked.stream()
        .map(it ->
            new CategoryCounts(
                CurrentValues.of(snapshot, it.attribute()), it.categories(), population))
        .toList();
  }

  @Override
  public void visit(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      deadline.check();
      evaluator.members(0, chunk, segment);
      int count = (int) Kernels.popcount(segment, 0, WORDS);
      segmentCount += count;
      for (CategoryCounts counts : ofSegment) {
        counts.add(chunk, segment, count);
      }
      if (comparison == Comparison.SECOND_PLAN) {
        evaluator.members(1, chunk, others);
        Kernels.andNot(segment, 0, others, 0, WORDS);
        int otherCount = (int) Kernels.popcount(others, 0, WORDS);
        comparisonCount += otherCount;
        for (CategoryCounts counts : ofComparison) {
          counts.add(chunk, others, otherCount);
        }
      }
      conditions(chunk);
    }
  }

  private void conditions(int chunk) {
    for (int condition = 0; condition < inSegment.length; condition++) {
      if (evaluator.members(comparison.plans() + condition, chunk, words)) {
        long inside = Kernels.andCount(words, 0, segment, 0, WORDS);
        inSegment[condition] += inside;
        inComparison[condition] +=
            comparison == Comparison.SECOND_PLAN
                ? Kernels.andCount(words, 0, others, 0, WORDS)
                : Kernels.popcount(words, 0, WORDS) - inside;
      }
    }
  }

  private static Contrasted sum(
      Snapshot snapshot, Comparison comparison, List<Asked> asked, List<ContrastRun> runs) {
    long segment = runs.stream().mapToLong(run -> run.segmentCount).sum();
    List<Contrasted.OfAttribute> attributes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      int attribute = i;
      CategoryTally inside = sum(runs.stream().map(run -> run.ofSegment.get(attribute)).toList());
      attributes.add(
          new Contrasted.OfAttribute(
              inside,
              comparison == Comparison.SECOND_PLAN
                  ? sum(runs.stream().map(run -> run.ofComparison.get(attribute)).toList())
                  : everybody(snapshot, asked.get(i)).less(inside)));
    }
    List<Contrasted.OfCondition> conditions = new ArrayList<>();
    for (int i = 0; i < runs.getFirst().inSegment.length; i++) {
      int condition = i;
      conditions.add(
          new Contrasted.OfCondition(
              runs.stream().mapToLong(run -> run.inSegment[condition]).sum(),
              runs.stream().mapToLong(run -> run.inComparison[condition]).sum()));
    }
    return new Contrasted(
        segment,
        comparison == Comparison.SECOND_PLAN
            ? runs.stream().mapToLong(run -> run.comparisonCount).sum()
            : snapshot.population() - segment,
        attributes,
        conditions);
  }

  private static CategoryTally everybody(Snapshot snapshot, Asked asked) {
    return new CategoryTally(
        CurrentValues.of(snapshot, asked.attribute()).presentCardinality(), asked.all());
  }

  private static CategoryTally sum(List<CategoryCounts> parts) {
    return parts.stream().map(CategoryCounts::tally).reduce(CategoryTally::plus).orElseThrow();
  }
}
