package io.lamella.engine.plan;

import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures a predicate against the limits, without recursion over its tree, so that a tree of any
/// depth is refused rather than overflowing the stack. A level is an operator, a list of
/// conditions, a `where` with all its conditions or the selection inside a `followedBy`: `a && b &&
/// …` is one. A saved segment counts as what it is made of, one level below its name; each is
/// measured once, however often it is named, and never put in place of its name.
final class TreeSize {

  /// @param content a [Predicate], or the [Selection] inside a [Step.Sequence]
  private record Part(Object content, int level) {}

  /// How large a tree is, up to the first limit that it passes.
  private record Size(int levels, long nodes, long listedValues) {
    static final Size NONE = new Size(0, 0, 0);
  }

  /// Which limit a tree passes, and where.
  private record Excess(Object part, String message) {}

  private final Definitions definitions;
  private final Limits limits;

  /// How deep the tree that is measured stands in others.
  private final int depth;

  /// Sizes of saved segments, shared by all that are measured together.
  private final Map<String, Size> sizes;

  private final Deque<Part> todo = new ArrayDeque<>();
  private int levels;
  private long nodes;
  private long listedValues;

  private TreeSize(Definitions definitions, Limits limits, int depth, Map<String, Size> sizes) {
    this.definitions = definitions;
    this.limits = limits;
    this.depth = depth;
    this.sizes = sizes;
  }

  /// Whether the tree is within the limits; if not, a fault says which one it passes, and where.
  static boolean check(Predicate root, Definitions definitions, Limits limits, FaultList faults) {
    Optional<Excess> excess = new TreeSize(definitions, limits, 0, new HashMap<>()).measure(root);
    excess.ifPresent(it -> faults.add(it.part, it.message));
    return excess.isEmpty();
  }

  private Optional<Excess> measure(Predicate root) {
    todo.push(new Part(root, 1));
    while (!todo.isEmpty()) {
      Part part = todo.pop();
      levels = Math.max(levels, part.level);
      nodes++;
      if (part.level + depth <= limits.levels()) {
        open(part);
      }
      if (levels + depth > limits.levels()) {
        return excess(part, "nested too deeply", limits.levels() + " levels");
      }
      if (nodes > limits.nodes()) {
        return excess(part, "too large", limits.nodes() + " nodes");
      }
      if (listedValues > limits.listedValues()) {
        return excess(part, "too many listed values", String.valueOf(limits.listedValues()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Excess> excess(Part part, String what, String limit) {
    String with =
        part.content instanceof Predicate.InSegment(String name)
            ? " with what segment '" + name + "' is made of"
            : "";
    return Optional.of(new Excess(part.content, what + with + "; the limit is " + limit));
  }

  private void open(Part part) {
    switch (part.content) {
      case Selection selection -> open(selection, part.level + 1);
      case Predicate predicate -> open(predicate, part.level);
      default -> throw new IllegalStateException("no part of a tree: " + part.content);
    }
  }

  private void open(Predicate predicate, int level) {
    int below = level + 1;
    switch (predicate) {
      case Predicate.And(var terms) -> push(terms, below);
      case Predicate.Or(var terms) -> push(terms, below);
      case Predicate.Not(var term) -> push(List.of(term), below);
      case Predicate.Quantified(var _, int _, var terms) -> push(terms, below);
      case Predicate.InSegment(String name) -> add(size(name, level), level);
      case Predicate.Did(Selection selection) -> open(selection, below);
      case Predicate.Compares(Operand operand, var _, var _) -> open(operand, below);
      case Predicate.ComparesMeasures(Operand left, var _, Operand right) -> {
        open(left, below);
        open(right, below);
      }
      case Predicate.Ranked(var _, var _, Operand by) -> open(by, below);
      case Predicate.InWindow(Operand operand, var _) -> open(operand, below);
      case Predicate.OneOf(Operand operand, var literals) -> {
        listedValues += literals.size();
        open(operand, below);
      }
      case Predicate.HasMembers(var _, var _, var values) -> listedValues += values.size();
      case Predicate.Inside(var _, var corners) -> listedValues += corners.size();
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.Sample _,
          Predicate.InList _,
          Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.Near _ -> {}
    }
  }

  private void add(Size size, int level) {
    levels = Math.max(levels, level + size.levels);
    nodes += size.nodes;
    listedValues += size.listedValues;
  }

  /// The size of a saved segment. One that is not within the limits itself has the size at which it
  /// left them, so whatever names it is not either. The recursion is as deep as segments name one
  /// another, which is bounded by the levels.
  private Size size(String name, int level) {
    Size known = sizes.get(name);
    if (known != null) {
      return known;
    }
    Optional<Located> saved = definitions.segment(name);
    if (saved.isEmpty()) {
      return Size.NONE;
    }
    var nested = new TreeSize(definitions, limits, depth + level, sizes);
    boolean within = nested.measure(saved.get().predicate()).isEmpty();
    Size size = new Size(nested.levels, nested.nodes, nested.listedValues);
    if (within) {
      sizes.put(name, size);
    }
    return size;
  }

  private void open(Operand operand, int level) {
    switch (operand) {
      case Operand.MeasureOf(Selection selection, var measure) -> {
        nodes += measure instanceof Measure.Per ? 2 : 1;
        open(selection, level);
      }
      case Operand.RatioOf(var dividend, var divisor) -> {
        nodes++;
        open(dividend, level);
        open(divisor, level);
      }
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ -> {}
    }
  }

  private void open(Selection selection, int level) {
    for (Step step : selection.steps()) {
      nodes++;
      switch (step) {
        case Step.Where(Predicate condition) -> todo.push(new Part(condition, level));
        case Step.Within _ -> {}
        case Step.Sequence sequence -> {
          listedValues += sequence.equal().size();
          todo.push(new Part(sequence.other(), level));
        }
      }
    }
  }

  private void push(List<Predicate> terms, int level) {
    terms.forEach(term -> todo.push(new Part(term, level)));
  }
}
