package io.lamella.engine.plan;

import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Measures a predicate against the limits, without recursion, so that a tree of any depth is
/// refused rather than overflowing the stack. A level is an operator, a list of conditions or a
/// `where` with all its conditions: `a && b && …` is one.
final class TreeSize {

  private record Part(Predicate predicate, int level) {}

  private final Limits limits;
  private final FaultList faults;
  private final Deque<Part> todo = new ArrayDeque<>();
  private int nodes;
  private int listedValues;

  private TreeSize(Limits limits, FaultList faults) {
    this.limits = limits;
    this.faults = faults;
  }

  /// Whether the tree is within the limits; if not, a fault says which one it passes, and where.
  static boolean check(Predicate root, Limits limits, FaultList faults) {
    return new TreeSize(limits, faults).check(root);
  }

  private boolean check(Predicate root) {
    todo.push(new Part(root, 1));
    while (!todo.isEmpty()) {
      Part part = todo.pop();
      if (part.level > limits.levels()) {
        faults.add(
            part.predicate, "nested too deeply; the limit is " + limits.levels() + " levels");
        return false;
      }
      nodes++;
      open(part);
      if (nodes > limits.nodes()) {
        faults.add(part.predicate, "too large; the limit is " + limits.nodes() + " nodes");
        return false;
      }
      if (listedValues > limits.listedValues()) {
        faults.add(part.predicate, "too many listed values; the limit is " + limits.listedValues());
        return false;
      }
    }
    return true;
  }

  private void open(Part part) {
    int below = part.level + 1;
    switch (part.predicate) {
      case Predicate.And(var terms) -> push(terms, below);
      case Predicate.Or(var terms) -> push(terms, below);
      case Predicate.Not(var term) -> push(List.of(term), below);
      case Predicate.Quantified(var _, int _, var terms) -> push(terms, below);
      case Predicate.Did(Selection selection) -> open(selection, below);
      case Predicate.Compares(Operand operand, var _, var _) -> open(operand, below);
      case Predicate.ComparesMeasures(Operand left, var _, Operand right) -> {
        open(left, below);
        open(right, below);
      }
      case Predicate.InWindow(Operand operand, var _) -> open(operand, below);
      case Predicate.OneOf(Operand operand, var literals) -> {
        listedValues += literals.size();
        open(operand, below);
      }
      case Predicate.HasMembers(var _, var _, var values) -> listedValues += values.size();
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.Sample _,
          Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Fits _,
          Predicate.HasMember _ -> {}
    }
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
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _ -> {}
    }
  }

  private void open(Selection selection, int level) {
    for (Step step : selection.steps()) {
      nodes++;
      if (step instanceof Step.Where(Predicate condition)) {
        todo.push(new Part(condition, level));
      }
    }
  }

  private void push(List<Predicate> terms, int level) {
    terms.forEach(term -> todo.push(new Part(term, level)));
  }
}
