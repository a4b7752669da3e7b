package io.lamella.engine.oracle;

import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a node out of a tree, by the words of the definition: an `and` and an `or` go on with
/// their other terms, a quantifier with its other terms and the same number, a `not` goes with its
/// term, as does whatever has lost its only one.
final class Without {

  private Without() {}

  /// The tree without the node at a path; empty if nothing is left.
  static Optional<Predicate> node(Predicate tree, List<Integer> path) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return switch (tree) {
      case Predicate.Not(Predicate term) ->
          node(term, path.subList(1, path.size())).map(Predicate.Not::new);
      case Predicate.And(List<Predicate> terms) ->
          left(terms, path)
              .map(left -> left.size() == 1 ? left.getFirst() : new Predicate.And(left));
      case Predicate.Or(List<Predicate> terms) ->
          left(terms, path)
              .map(left -> left.size() == 1 ? left.getFirst() : new Predicate.Or(left));
      case Predicate.Quantified(var quantifier, int count, List<Predicate> terms) ->
          left(terms, path).map(left -> new Predicate.Quantified(quantifier, count, left));
      default -> throw new IllegalArgumentException("no terms: " + tree);
    };
  }

  private static Optional<List<Predicate>> left(List<Predicate> terms, List<Integer> path) {
    List<Predicate> left = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      if (i == path.getFirst()) {
        node(terms.get(i), path.subList(1, path.size())).ifPresent(left::add);
      } else {
        left.add(terms.get(i));
      }
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(left);
  }
}
