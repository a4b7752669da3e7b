package io.lamella.server.cli;

import io.lamella.v1.Predicate;
import java.util.List;

/// How the nodes of a predicate's tree are written for people, each on a line of its own.
final class TreeWords {

  private TreeWords() {}

  /// What a predicate is made of.
  static List<Predicate> terms(Predicate predicate) {
    return switch (predicate.getKindCase()) {
      case AND -> predicate.getAnd().getTermsList();
      case OR -> predicate.getOr().getTermsList();
      case NOT -> List.of(predicate.getNot().getTerm());
      case QUANTIFIED -> predicate.getQuantified().getTermsList();
      default -> List.of();
    };
  }

  /// A group in a word, a condition in its text form.
  static String of(String expression, Predicate predicate) {
    return switch (predicate.getKindCase()) {
      case AND -> "all of";
      case OR -> "any of";
      case NOT -> "not";
      case QUANTIFIED ->
          switch (predicate.getQuantified().getQuantifier()) {
                case QUANTIFIER_AT_LEAST -> "at least ";
                case QUANTIFIER_AT_MOST -> "at most ";
                default -> "exactly ";
              }
              + predicate.getQuantified().getCount()
              + " of";
      default -> expression;
    };
  }
}
