package io.lamella.engine.query;

import java.util.ArrayList;
import java.util.List;

/// The shape of a predicate's tree: which predicates are made of others, and how they are put
/// together.
public final class Terms {

  private Terms() {}

  /// The predicates that a predicate is made of; none for a condition on the customer, whatever is
  /// asked of events inside it.
  public static List<Predicate> of(Predicate predicate) {
    return switch (predicate) {
      case Predicate.And(var terms) -> terms;
      case Predicate.Or(var terms) -> terms;
      case Predicate.Not(var term) -> List.of(term);
      case Predicate.Quantified quantified -> quantified.terms();
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.Sample _,
          Predicate.Ranked _,
          Predicate.InSegment _,
          Predicate.InList _,
          Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Compares _,
          Predicate.ComparesMeasures _,
          Predicate.OneOf _,
          Predicate.InWindow _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _,
          Predicate.Near _,
          Predicate.Inside _,
          Predicate.Did _ ->
          List.of();
    };
  }

  /// All of some predicates, at least one; a conjunction among them gives its terms.
  public static Predicate all(List<Predicate> terms) {
    List<Predicate> flat = new ArrayList<>();
    for (Predicate term : terms) {
      if (term instanceof Predicate.And(var inner)) {
        flat.addAll(inner);
      } else {
        flat.add(term);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new Predicate.And(flat);
  }

  /// Any of some predicates, at least one; a disjunction among them gives its terms.
  public static Predicate any(List<Predicate> terms) {
    List<Predicate> flat = new ArrayList<>();
    for (Predicate term : terms) {
      if (term instanceof Predicate.Or(var inner)) {
        flat.addAll(inner);
      } else {
        flat.add(term);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new Predicate.Or(flat);
  }

  /// Takes a predicate that is made of no others.
  public interface LeafVisitor {
    /// @param path the numbers of children from the root down to it
    void leaf(List<Integer> path, Predicate leaf);
  }

  /// A predicate's leaves, in order.
  public static void leaves(Predicate predicate, LeafVisitor visitor) {
    leaves(predicate, List.of(), visitor);
  }

  private static void leaves(Predicate predicate, List<Integer> path, LeafVisitor visitor) {
    List<Predicate> terms = of(predicate);
    if (terms.isEmpty()) {
      visitor.leaf(path, predicate);
    }
    for (int i = 0; i < terms.size(); i++) {
      List<Integer> child = new ArrayList<>(path);
      child.add(i);
      leaves(terms.get(i), List.copyOf(child), visitor);
    }
  }
}
