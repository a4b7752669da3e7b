package io.lamella.engine;

import io.lamella.engine.api.Breakdown;
import io.lamella.engine.api.BreakdownBy;
import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.ClauseCoverage;
import io.lamella.engine.api.CustomerExplanation;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Difference;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Explanation;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.History;
import io.lamella.engine.api.HistorySeries;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.MemberSample;
import io.lamella.engine.api.MessageResults;
import io.lamella.engine.api.NumberedMembers;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Preview;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Reach;
import io.lamella.engine.api.ResultsForm;
import io.lamella.engine.api.Summary;
import io.lamella.engine.exec.AttributeBins;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.Explainer;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.ingest.Lease;
import io.lamella.engine.ingest.Workspace;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Turns questions into plans over a pinned snapshot. Remembers the texts read lately: parsing is
/// most of what a short question costs. Safe for use by many threads.
final class Preparer {
  private static final int CACHED_TEXTS = 1_024;
  private static final int MAX_CACHED_LENGTH = 4_096;

  private final EngineConfig config;
  private final Execution.Workers workers;
  private final Supplier<CatalogView.MemoryUse> memory;
  private final BooleanSupplier engineOpen;
  private final Map<String, Located> texts =
      Collections.synchronizedMap(
          new LinkedHashMap<>(CACHED_TEXTS, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Located> eldest) {
              return size() > CACHED_TEXTS;
            }
          });

  private final AttributeBins bins = new AttributeBins();

  Preparer(
      EngineConfig config,
      Execution.Workers workers,
      Supplier<CatalogView.MemoryUse> memory,
      BooleanSupplier engineOpen) {
    this.memory = memory;
    this.config = config;
    this.workers = workers;
    this.engineOpen = engineOpen;
  }

  Prepared prepare(Workspace workspace, Question question) {
    long start = System.nanoTime();
    int count = question.expressions().size();
    if (count == 0 || count > Question.MAX_EXPRESSIONS) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "a question has 1 to " + Question.MAX_EXPRESSIONS + " expressions: expressions=" + count);
    }
    Lease lease = workspace.lease();
    Snapshot snapshot = lease.snapshot();
    lease.enter();
    try {
      List<Located> located = read(question.expressions(), snapshot);
      long readNanos = System.nanoTime();
      long nowMillis = question.asOf().orElseGet(Instant::now).toEpochMilli();
      var statistics = new SnapshotStatistics(snapshot);
      List<Plan> plans = new ArrayList<>();
      List<List<Fault>> warnings = new ArrayList<>();
      for (Located expression : located) {
        Planner.Planned planned = Planner.plan(expression, statistics, nowMillis);
        plans.add(planned.plan());
        warnings.add(planned.warnings());
      }
      var execution = new Execution(snapshot, plans, workers);
      Instant asOf = Instant.ofEpochMilli(nowMillis);
      lease.exit();
      return new Prepared(
          PinnedExecution.of(workspace, lease, execution, engineOpen),
          located,
          config.limits(),
          new Previewer(located.getFirst(), snapshot, workers, asOf, readNanos - start),
          asOf,
          List.copyOf(warnings),
          System.nanoTime() - start,
          bins,
          memory);
    } catch (RuntimeException e) {
      lease.exit();
      workspace.end(lease);
      throw e;
    }
  }

  /// Who satisfied an expression.
  ///
  /// @param members to be released
  record Frozen(MemberList members, long snapshot, Instant asOf) {}

  /// Evaluates the question's first expression to a set.
  ///
  /// @throws EngineException as [#prepare]; `MEMORY_BUDGET_EXCEEDED`
  Frozen freeze(Workspace workspace, Question question, Deadline deadline) {
    try (Prepared prepared = prepare(workspace, question)) {
      return new Frozen(
          prepared.pinned.whileOpen(() ->
              workspace.memberList(builder -> prepared.execution().addMembers(builder, deadline))),
          prepared.snapshot(),
          prepared.asOf());
    } catch (BudgetExceededException e) {
      throw new EngineException(EngineException.Code.MEMORY_BUDGET_EXCEEDED, e.reason());
    }
  }

  /// Reads and checks every expression before any fault is told, so that all are told at once.
  private List<Located> read(List<Expression> expressions, Snapshot snapshot) {
    List<Located> located = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      String prefix = expressions.size() == 1 ? "" : "expressions[" + i + "] ";
      try {
        Located read = read(expressions.get(i));
        located.add(read);
        add(
            prefix,
            Checker.check(read, snapshot.catalog(), snapshot.definitions(), config.limits()),
            faults);
      } catch (EngineException e) {
        if (e.faults().isEmpty()) {
          throw e;
        }
        add(prefix, e.faults(), faults);
      }
    }
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
    return located;
  }

  private static void add(String prefix, List<Fault> found, List<Fault> faults) {
    for (Fault fault : found) {
      faults.add(new Fault(prefix + fault.place(), fault.message()));
    }
  }

  private Located read(Expression expression) {
    return switch (expression) {
      case Expression.OfPredicate(Located located) -> located;
      case Expression.OfText(String text) -> {
        Located cached = texts.get(text);
        if (cached != null) {
          yield cached;
        }
        Limits limits = config.limits();
        Located parsed = Expressions.parse(text, limits);
        if (text.length() <= MAX_CACHED_LENGTH) {
          texts.put(text, parsed);
        }
        yield parsed;
      }
    };
  }

  /// A planned question over its pinned snapshot.
  record Prepared(
      PinnedExecution pinned,
      List<Located> located,
      Limits limits,
      Previewer previewer,
      Instant asOf,
      List<List<Fault>> warnings,
      long planningNanos,
      AttributeBins bins,
      Supplier<CatalogView.MemoryUse> memory)
      implements PreparedQuestion {

    private Execution execution() {
      return pinned.execution();
    }

    @Override
    public long snapshot() {
      return pinned.snapshot();
    }

    @Override
    public long population() {
      return pinned.population();
    }

    @Override
    public long estimatedNanos() {
      return execution().estimatedNanos();
    }

    @Override
    public long[] counts(Deadline deadline) {
      return pinned.whileOpen(() -> execution().counts(deadline));
    }

    @Override
    public Overlap overlap(Overlap.Extent extent, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Overlaps(located, execution(), asOf, limits).overlap(extent, deadline));
    }

    @Override
    public Iterator<List<String>> members(Deadline deadline) {
      Iterator<List<String>> batches = execution().members(deadline);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return pinned.whileOpen(batches::hasNext);
        }

        @Override
        public List<String> next() {
          return pinned.whileOpen(batches::next);
        }
      };
    }

    @Override
    public MemberRows memberRows(MemberRows.Form form, Deadline deadline) {
      MemberRows rows = pinned.whileOpen(() -> MemberLister.of(execution(), form, deadline));
      return new PinnedRows(pinned, rows);
    }

    @Override
    public NumberedMembers numberedMembers(Deadline deadline) {
      NumberedMembers members =
          pinned.whileOpen(() -> MemberNumbering.of(pinned.workspace(), execution(), deadline));
      return new NumberedMembers() {
        @Override
        public ByteBuffer roaring() {
          return members.roaring();
        }

        @Override
        public void ids(MemberRows.IdTaker taker) {
          pinned.whileOpen(() -> members.ids(taker));
        }
      };
    }

    @Override
    public Explanation explain(Deadline deadline) {
      long start = System.nanoTime();
      Plan plan = execution().plans().getFirst();
      Explanation.Node root =
          pinned.whileOpen(() -> Explainer.explain(execution().snapshot(), plan, deadline));
      long elapsed = System.nanoTime() - start;
      Explanation.Evaluation evaluation =
          pinned.whileOpen(() -> Explainer.evaluate(execution().snapshot(), plan, deadline));
      return new Explanation(
          snapshot(),
          asOf,
          population(),
          root.actual(),
          planningNanos,
          elapsed,
          evaluation,
          memory.get(),
          root,
          warnings.getFirst());
    }

    @Override
    public long estimatedPreviewNanos() {
      return previewer.estimatedNanos();
    }

    @Override
    public Preview preview(long minUsefulSize, Deadline deadline) {
      return pinned.whileOpen(() -> previewer.preview(minUsefulSize, deadline));
    }

    @Override
    public Breakdown breakdown(BreakdownBy by, int limit, Deadline deadline) {
      return pinned.whileOpen(() ->
          new WideBreakdowns(located.getFirst(), execution(), asOf, limits)
              .breakdown(by, limit, deadline));
    }

    @Override
    public Summary summary(List<String> numbers, List<BigDecimal> percents, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Summaries(execution(), asOf, limits).summary(numbers, percents, deadline));
    }

    @Override
    public Difference difference(List<String> names, int limit, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Differences(execution(), asOf, bins).difference(names, limit, deadline));
    }

    @Override
    public ClauseCoverage clauseCoverage(Deadline deadline) {
      return pinned.whileOpen(
          () -> new ClauseCoverages(located.getFirst(), execution(), asOf).coverage(deadline));
    }

    @Override
    public CustomerExplanation explainCustomer(String customerId, Deadline deadline) {
      return pinned.whileOpen(
          () -> CustomerExplanations.of(pinned, located.getFirst(), asOf, customerId, deadline));
    }

    @Override
    public History history(HistorySeries series, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Histories(located.getFirst(), execution(), asOf).history(series, deadline));
    }

    @Override
    public MemberSample sample(int limit, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Sampler(located.getFirst(), execution(), asOf).sample(limit, deadline));
    }

    @Override
    public MessageResults results(ResultsForm form, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Messages(located, execution(), asOf, limits).results(form, deadline));
    }

    @Override
    public Reach reach(List<ChannelSteps> channels, Deadline deadline) {
      return pinned.whileOpen(
          () -> new Messages(located, execution(), asOf, limits).reach(channels, deadline));
    }

    @Override
    public void close() {
      pinned.close();
    }
  }
}
