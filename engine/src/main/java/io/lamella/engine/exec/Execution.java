package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.Preview;
import io.lamella.engine.bitmap.BitmapTableBuilder;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers plans from one snapshot: the sinks for counts, overlaps and members. The caller keeps
/// the snapshot pinned.
public record Execution(Snapshot snapshot, List<Plan> plans, Workers workers) {

  /// Who evaluates.
  ///
  /// @param threads how many may share a long question
  public record Workers(int threads, ExecutorService pool, ScratchPool scratches) {}

  /// A question cheaper than this stays on the calling thread: handing work over costs tens of
  /// microseconds.
  private static final long PARALLEL_NANOS = 1_000_000;

  /// What counting the values of a chunk's members takes at most, roughly.
  private static final long SPREAD_NANOS = 40_000;

  private static final int MANY_VALUES = 1 << 20;

  /// Ids in one batch of members.
  private static final int BATCH = 4_096;

  public Execution {
    plans = List.copyOf(plans);
  }

  /// What answering costs on one core, by the plans' weights.
  public long estimatedNanos() {
    return plans.stream().distinct().mapToLong(plan -> plan.weight().costNanos()).sum();
  }

  /// The count of each plan.
  public long[] counts(Deadline deadline) {
    List<long[]> parts = new ArrayList<>();
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          long[] totals = new long[plans.size()];
          parts.add(totals);
          var evaluator = new Evaluator(snapshot, resolved, scratch);
          return (from, to) -> evaluator.count(from, to, totals, deadline);
        });
    long[] counts = new long[plans.size()];
    for (long[] part : parts) {
      for (int plan = 0; plan < counts.length; plan++) {
        counts[plan] += part[plan];
      }
    }
    return counts;
  }

  /// What the plans have in common: each evaluated once a chunk, then all pairs, and the regions.
  public OverlapTotals overlap(Overlap.Extent extent, Deadline deadline) {
    List<OverlapCounts> parts = new ArrayList<>();
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          Optional<RegionCounts> regions =
              switch (extent) {
                case PAIRS -> Optional.empty();
                case PAIRS_AND_REGIONS -> Optional.of(new RegionCounts(plans.size()));
              };
          var part =
              new OverlapCounts(
                  new Evaluator(snapshot, resolved, scratch), plans.size(), regions, deadline);
          parts.add(part);
          return part;
        });
    return OverlapTotals.sum(parts);
  }

  /// What every node of a tree has, and what the total would be without it. The plans are not
  /// asked.
  public Preview.Node preview(PreviewTree tree, Deadline deadline) {
    List<PreviewRun> parts = new ArrayList<>();
    List<Plan> resolved = Rankings.resolve(tree.plans(), snapshot, deadline);
    run(
        tree.estimatedNanos(snapshot.ordinals()),
        deadline,
        scratch -> {
          var part = new PreviewRun(snapshot, tree, resolved, scratch, deadline);
          parts.add(part);
          return part;
        });
    return PreviewRun.describe(parts, snapshot.population());
  }

  /// How the first plan's members are spread over an attribute's values.
  ///
  /// @throws io.lamella.engine.api.EngineException `INVALID_ARGUMENT` for too many different
  ///   numbers
  public Spread spread(String attribute, Deadline deadline) {
    if (!snapshot.changes(attribute).isEmpty()) {
      return keys(attribute, deadline);
    }
    Optional<Attribute> found = snapshot.attribute(attribute);
    if (found.isEmpty()) {
      return new Spread.OfNothing(counts(deadline)[0]);
    }
    if (found.get().raws() == 0 && found.get().values() instanceof Values.Decimals numbers) {
      var runs = spread(found.get(), () -> new NumberCounts(attribute, numbers), deadline);
      Map<BigDecimal, Long> counts = new HashMap<>();
      for (var run : runs) {
        run.counts().counts().forEach((number, count) -> counts.merge(number, count[0], Long::sum));
      }
      NumberCounts.checkSize(attribute, counts.size());
      return new Spread.OfNumbers(total(runs), withValue(runs), counts);
    }
    var population = new Population(snapshot.ordinals());
    var runs = spread(found.get(), () -> new RawCounts(found.get(), population), deadline);
    int[] counts = runs.getFirst().counts().counts();
    for (var run : runs.subList(1, runs.size())) {
      int[] more = run.counts().counts();
      for (int raw = 0; raw < counts.length; raw++) {
        counts[raw] += more[raw];
      }
    }
    if (found.get().values() instanceof Values.Decimals) {
      NumberCounts.checkSize(attribute, Arrays.stream(counts).filter(count -> count > 0).count());
    }
    return new Spread.OfRaws(total(runs), withValue(runs), counts);
  }

  private Spread keys(String attribute, Deadline deadline) {
    CurrentValues current = CurrentValues.of(snapshot, attribute);
    List<KeyCounts> parts = new ArrayList<>();
    List<Plan> first = firstResolved(deadline);
    run(
        estimatedNanos() + new Population(snapshot.ordinals()).chunks() * SPREAD_NANOS,
        deadline,
        scratch -> {
          var evaluator = new Evaluator(snapshot, first, scratch);
          var part = new KeyCounts(evaluator, attribute, current, deadline);
          parts.add(part);
          return part;
        });
    return KeyCounts.sum(attribute, parts);
  }

  private <C extends ValueCounts> List<BreakdownRun<C>> spread(
      Attribute attribute, Supplier<C> counts, Deadline deadline) {
    // A counter for each of very many values is too much for every thread to have.
    long estimatedNanos =
        attribute.raws() > MANY_VALUES
            ? 0
            : estimatedNanos() + new Population(snapshot.ordinals()).chunks() * SPREAD_NANOS;
    List<BreakdownRun<C>> runs = new ArrayList<>();
    Plan first = firstResolved(deadline).getFirst();
    run(
        estimatedNanos,
        deadline,
        scratch -> {
          var run = new BreakdownRun<>(snapshot, first, attribute.present(), counts.get(), scratch);
          runs.add(run);
          return run;
        });
    return runs;
  }

  private static long total(List<? extends BreakdownRun<?>> runs) {
    return runs.stream().mapToLong(BreakdownRun::total).sum();
  }

  private static long withValue(List<? extends BreakdownRun<?>> runs) {
    return runs.stream().mapToLong(BreakdownRun::withValue).sum();
  }

  /// Some of the first plan's members.
  ///
  /// @param count how many members there are
  /// @param ordinals ascending
  public record Sampled(long count, List<Integer> ordinals) {
    public Sampled {
      ordinals = List.copyOf(ordinals);
    }
  }

  /// Up to so many of the first plan's members, spread evenly over them.
  public Sampled sample(int limit, Deadline deadline) {
    SampleWalk walk = sampleWalk(limit, deadline);
    List<Integer> ordinals = new ArrayList<>();
    for (int ordinal = walk.next(); ordinal != MemberWalk.END; ordinal = walk.next()) {
      ordinals.add(ordinal);
    }
    return new Sampled(walk.members(), ordinals);
  }

  /// Walks up to so many of the first plan's members, spread evenly over them. Chunks are counted,
  /// then those that have one of the sample are read once more.
  SampleWalk sampleWalk(int limit, Deadline deadline) {
    int[] counts = new int[new Population(snapshot.ordinals()).chunks()];
    List<Plan> first = firstResolved(deadline);
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          var evaluator = new Evaluator(snapshot, first, scratch);
          return (from, to) -> {
            for (int chunk = from; chunk < to; chunk++) {
              long[] total = {0};
              evaluator.count(chunk, chunk + 1, total, deadline);
              counts[chunk] = (int) total[0];
            }
          };
        });
    return new SampleWalk(
        new Evaluator(snapshot, first, new ChunkScratch()), counts, limit, deadline);
  }

  /// The same with every ranking looked up, for who asks more than once.
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public Execution resolved(Deadline deadline) {
    return new Execution(snapshot, Rankings.resolve(plans, snapshot, deadline), workers);
  }

  /// Walks the first plan's members.
  ///
  /// @param from the first ordinal that may be told
  /// @param sample how many at most, spread evenly over all; empty for all
  public MemberWalk walk(int from, OptionalInt sample, Deadline deadline) {
    if (sample.isPresent()) {
      return sampleWalk(sample.getAsInt(), deadline);
    }
    return new ChunkWalk(
        new Evaluator(snapshot, firstResolved(deadline), new ChunkScratch()),
        new Population(snapshot.ordinals()),
        from,
        deadline);
  }

  /// The ids of the first plan's members in batches, ascending by ordinal, evaluated chunk by chunk
  /// as they are asked for.
  public Iterator<List<String>> members(Deadline deadline) {
    MemberWalk walk = walk(0, OptionalInt.empty(), deadline);
    return new Iterator<>() {
      private OptionalInt ahead = OptionalInt.empty();

      @Override
      public boolean hasNext() {
        if (ahead.isEmpty()) {
          ahead = OptionalInt.of(walk.next());
        }
        return ahead.getAsInt() != MemberWalk.END;
      }

      @Override
      public List<String> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        List<String> ids = new ArrayList<>(BATCH);
        while (ids.size() < BATCH && hasNext()) {
          snapshot.customers().known(ahead.getAsInt()).ifPresent(ids::add);
          ahead = OptionalInt.empty();
        }
        return ids;
      }
    };
  }

  /// How many go from each stage to each, the last of both being none; with one instant how many
  /// are in each, on the diagonal.
  ///
  /// @param stages the plans are those of the stages at each instant, then everybody
  public long[][] stages(int stages, int instants, Deadline deadline) {
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    List<StageCounts> parts = new ArrayList<>();
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          var part =
              new StageCounts(
                  new Evaluator(snapshot, resolved, scratch), stages, instants, deadline);
          parts.add(part);
          return part;
        });
    long[][] counts = new long[stages + 1][stages + 1];
    for (StageCounts part : parts) {
      for (int source = 0; source <= stages; source++) {
        for (int target = 0; target <= stages; target++) {
          counts[source][target] += part.counts()[source][target];
        }
      }
    }
    return counts;
  }

  /// How many a plan has, and how many of them the one before had not, and the other way round.
  public record Size(long count, long added, long removed) {}

  /// The size of each plan: they are those of one expression at rising instants. Windows over the
  /// same events slide from one instant to the next where that is less work.
  public List<Size> history(Deadline deadline) {
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    SlidingWindows sliding = SlidingWindows.of(resolved);
    boolean[] asBefore = new boolean[resolved.size()];
    for (int i = 1; i < asBefore.length; i++) {
      asBefore[i] = resolved.get(i).equals(resolved.get(i - 1));
    }
    List<HistoryCounts> parts = new ArrayList<>();
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          var factory = new NodeFactory(snapshot, false, scratch, sliding);
          var part =
              new HistoryCounts(
                  new Evaluator(snapshot, factory.nodes(resolved)), asBefore, deadline);
          parts.add(part);
          return part;
        });
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < asBefore.length; i++) {
      Size size = new Size(0, 0, 0);
      for (HistoryCounts part : parts) {
        size = part.size(i, size);
      }
      sizes.add(size);
    }
    return sizes;
  }

  /// What the sets have that a recipe makes of the plans' members.
  public SetTotals sets(SetRecipe recipe, Deadline deadline) {
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    var quantities = new QuantityFactory(snapshot);
    List<SetCounts> parts = new ArrayList<>();
    run(
        estimatedNanos(),
        deadline,
        scratch -> {
          var sums =
              recipe
                  .quantity()
                  .map(it -> new AmountSums(quantities.rows(it), recipe.summed(), scratch));
          var part =
              new SetCounts(new Evaluator(snapshot, resolved, scratch), recipe, sums, deadline);
          parts.add(part);
          return part;
        });
    return SetTotals.sum(recipe, parts);
  }

  /// Adds the first plan's members to a set.
  public void addMembers(BitmapTableBuilder builder, Deadline deadline) {
    var evaluator = new Evaluator(snapshot, firstResolved(deadline), new ChunkScratch());
    int chunks = new Population(snapshot.ordinals()).chunks();
    long[] words = new long[Population.CHUNK_WORDS];
    for (int chunk = 0; chunk < chunks; chunk++) {
      deadline.check();
      if (evaluator.members(0, chunk, words)) {
        builder.addWords(chunk, words);
      }
    }
  }

  private List<Plan> firstResolved(Deadline deadline) {
    return Rankings.resolve(plans.subList(0, 1), snapshot, deadline);
  }

  /// Has all chunks visited, by several threads if that takes long.
  void run(
      long estimatedNanos, Deadline deadline, Function<ChunkScratch, ChunkRun.Worker> workerOf) {
    int chunks = new Population(snapshot.ordinals()).chunks();
    int threads = estimatedNanos > PARALLEL_NANOS ? workers.threads() : 1;
    List<ChunkScratch> scratches = new ArrayList<>();
    // Not given back if the question fails: another thread may still be using one.
    new ChunkRun(chunks, threads, workers.pool(), deadline)
        .visit(() -> {
          ChunkScratch scratch = workers.scratches().take();
          scratches.add(scratch);
          return workerOf.apply(scratch);
        });
    scratches.forEach(workers.scratches()::give);
  }
}
