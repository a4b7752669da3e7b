package io.lamella.engine.oracle;

import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Puts random conditions together with `&&`, `||` and `!`.
final class Combinations {

  private Combinations() {}

  static Predicate combine(Dice dice, Supplier<Predicate> term) {
    return switch (dice.between(0, 4)) {
      case 0 -> new Predicate.Not(term.get());
      case 1, 2 -> and(terms(dice, term));
      default -> or(terms(dice, term));
    };
  }

  /// Two to four terms.
  static List<Predicate> terms(Dice dice, Supplier<Predicate> term) {
    List<Predicate> terms = new ArrayList<>();
    int count = dice.chance(0.7) ? 2 : dice.between(3, 4);
    while (terms.size() < count) {
      terms.add(term.get());
    }
    return terms;
  }

  /// `&&` within `&&` is a redundant parenthesis.
  private static Predicate and(List<Predicate> terms) {
    List<Predicate> flat = new ArrayList<>();
    for (Predicate term : terms) {
      flat.addAll(term instanceof Predicate.And(List<Predicate> inner) ? inner : List.of(term));
    }
    return new Predicate.And(flat);
  }

  private static Predicate or(List<Predicate> terms) {
    List<Predicate> flat = new ArrayList<>();
    for (Predicate term : terms) {
      flat.addAll(term instanceof Predicate.Or(List<Predicate> inner) ? inner : List.of(term));
    }
    return new Predicate.Or(flat);
  }
}
