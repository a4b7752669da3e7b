package io.lamella.server.mapping;

import io.lamella.v1.Predicate;
import io.lamella.v1.Selection;
import io.lamella.v1.Step;
import java.util.List;

/// Finds pattern tests in predicate messages.
final class PatternTests {

  private PatternTests() {}

  /// Whether there is one at any depth.
  static boolean in(Predicate predicate) {
    return switch (predicate.getKindCase()) {
      case FITS -> true;
      // A saved segment may have one.
      case IN_SEGMENT -> true;
      case AND -> in(predicate.getAnd().getTermsList());
      case OR -> in(predicate.getOr().getTermsList());
      case NOT -> in(predicate.getNot().getTerm());
      case QUANTIFIED -> in(predicate.getQuantified().getTermsList());
      case DID -> in(predicate.getDid().getSelection());
      case COMPARES -> in(predicate.getCompares().getOperand().getMeasureOf().getSelection());
      case ONE_OF -> in(predicate.getOneOf().getOperand().getMeasureOf().getSelection());
      case IN_WINDOW -> in(predicate.getInWindow().getOperand().getMeasureOf().getSelection());
      case EVERYONE, NOBODY, SAMPLE, IN_LIST, HAS, IS_TRUE, HAS_MEMBER, HAS_MEMBERS, KIND_NOT_SET ->
          false;
    };
  }

  private static boolean in(List<Predicate> predicates) {
    return predicates.stream().anyMatch(PatternTests::in);
  }

  private static boolean in(Selection selection) {
    return selection.getStepsList().stream().map(Step::getWhere).anyMatch(PatternTests::in);
  }
}
