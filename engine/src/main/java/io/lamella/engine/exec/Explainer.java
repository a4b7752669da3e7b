package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Explanation;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.PlanText;
import io.lamella.engine.plan.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Answers a plan with every node a root of its own, in one pass: so each node's cardinality is its
/// own, not what short cuts left of it, and the time of each is known.
public final class Explainer {
  private final Snapshot snapshot;
  private final List<Plan> plans = new ArrayList<>();
  private final Map<Plan, Integer> positions = new HashMap<>();
  private final long[] counts;
  private final SharedNode[] nodes;

  private Explainer(Snapshot snapshot, Plan plan) {
    this.snapshot = snapshot;
    collect(plan);
    Node[] made = new NodeFactory(snapshot, true, new ChunkScratch()).nodes(plans);
    nodes = new SharedNode[made.length];
    for (int i = 0; i < made.length; i++) {
      nodes[i] = (SharedNode) made[i];
    }
    counts = new long[plans.size()];
  }

  /// Counts the plan as any question is counted, and says what that takes.
  public static Explanation.Evaluation evaluate(Snapshot snapshot, Plan plan, Deadline deadline) {
    var scratch = new ChunkScratch();
    scratch.startMetering();
    List<Plan> plans = Rankings.resolve(List.of(plan), snapshot, deadline);
    count(snapshot, new Evaluator(snapshot, plans, scratch), new long[1], deadline);
    long bytesRead = scratch.bytesRead();
    // Once more, since adding up what is read takes time too.
    scratch.reset();
    long start = System.nanoTime();
    plans = Rankings.resolve(List.of(plan), snapshot, deadline);
    count(snapshot, new Evaluator(snapshot, plans, scratch), new long[1], deadline);
    long elapsed = System.nanoTime() - start;
    return new Explanation.Evaluation(elapsed, bytesRead, ReadSpeed.bytesPerSecond(bytesRead));
  }

  private static void count(
      Snapshot snapshot, Evaluator evaluator, long[] counts, Deadline deadline) {
    int chunks = new Population(snapshot.ordinals()).chunks();
    for (int chunk = 0; chunk < chunks; chunk++) {
      deadline.check();
      evaluator.count(chunk, chunk + 1, counts, deadline);
    }
  }

  /// Evaluates every node of the plan and describes it.
  public static Explanation.Node explain(Snapshot snapshot, Plan plan, Deadline deadline) {
    Plan resolved = Rankings.resolve(plan, snapshot, deadline);
    var explainer = new Explainer(snapshot, resolved);
    count(snapshot, new Evaluator(snapshot, explainer.nodes), explainer.counts, deadline);
    return explainer.describe(resolved);
  }

  /// Inputs before what they are inputs of, so that a node's own time holds no input's.
  private void collect(Plan plan) {
    plan.inputs().forEach(this::collect);
    if (positions.putIfAbsent(plan, plans.size()) == null) {
      plans.add(plan);
    }
  }

  private Explanation.Node describe(Plan plan) {
    int position = Objects.requireNonNull(positions.get(plan));
    List<Explanation.Node> children = plan.inputs().stream().map(this::describe).toList();
    long below = children.stream().mapToLong(Explanation.Node::elapsedNanos).sum();
    return new Explanation.Node(
        PlanText.operation(plan),
        detail(plan),
        plan.weight().estimate(),
        counts[position],
        plan instanceof Plan.AttributeTest test
            ? OptionalLong.of(test.unknown())
            : OptionalLong.empty(),
        // A segment is evaluated by its input's node, whose time is below.
        (plan instanceof Plan.Segment ? 0 : nodes[position].elapsedNanos()) + below,
        children);
  }

  private String detail(Plan plan) {
    return switch (plan) {
      case Plan.Occurrences occurrences -> {
        var rows = new EventRows(snapshot, occurrences.events());
        String how = EventNodes.way(rows, occurrences.atLeast()).description();
        int parts =
            EventNodes.parts(snapshot, occurrences.events()).stream()
                .mapToInt(WindowParts::size)
                .sum();
        yield how
            + ": "
            + sources(occurrences.events())
            + (parts < rows.sources().size() ? ", in " + parts + " parts" : "");
      }
      case Plan.Distinct distinct -> "rows: " + sources(distinct.events());
      case Plan.QuantityBeyond beyond -> quantity(beyond.quantity());
      case Plan.QuantityIn in -> quantity(in.quantity());
      case Plan.QuantitiesCompare compare ->
          quantity(compare.left()) + "; " + quantity(compare.right());
      case Plan.AttributeTest test -> attribute(test);
      case Plan.Listed _ -> "1 bitmap";
      default -> "";
    };
  }

  /// The way for what was built, and how many values were changed since: these are tested one by
  /// one.
  private String attribute(Plan.AttributeTest plan) {
    Attribute attribute = snapshot.attributes().get(plan.attribute());
    int changed = snapshot.changes(plan.attribute()).stream().mapToInt(Changes::rows).sum();
    String built = attribute == null ? "" : AttributeWay.description(attribute, plan.test());
    String since = changed == 0 ? "" : changed + " changed values one by one";
    return built + (built.isEmpty() || since.isEmpty() ? "" : "; ") + since;
  }

  private String sources(Plan.Events events) {
    var rows = new EventRows(snapshot, events);
    return sources(rows)
        + events.sequences().stream()
            .map(sequence -> "; of the other events of a sequence: " + sources(sequence.other()))
            .collect(Collectors.joining());
  }

  private String quantity(Quantity quantity) {
    return switch (quantity) {
      case Quantity.OfEvents taken -> "rows: " + sources(taken.events());
      case Quantity.PerValue(var _, var taken) -> quantity(taken);
      case Quantity.Ratio(var dividend, var divisor) ->
          quantity(dividend) + "; " + quantity(divisor);
    };
  }

  private static String sources(EventRows rows) {
    long partial = rows.sources().stream().filter(EventRows.Source::partial).count();
    long events = rows.sources().stream().mapToLong(source -> source.bucket().rows()).sum();
    return rows.sources().size()
        + " buckets, "
        + events
        + " events"
        + (partial == 0 ? "" : ", " + partial + " cut by the window and read by row");
  }
}
