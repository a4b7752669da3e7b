package io.lamella.server.mapping;

import io.lamella.v1.Operand;
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
      case COMPARES -> in(predicate.getCompares().getOperand());
      case COMPARES_MEASURES ->
          in(predicate.getComparesMeasures().getLeft())
              || in(predicate.getComparesMeasures().getRight());
      case RANKED -> in(predicate.getRanked().getBy());
      case ONE_OF -> in(predicate.getOneOf().getOperand());
      case IN_WINDOW -> in(predicate.getInWindow().getOperand());
      case EVERYONE,
          NOBODY,
          SAMPLE,
          IN_LIST,
          HAS,
          IS_TRUE,
          HAS_MEMBER,
          HAS_MEMBERS,
          NEAR,
          INSIDE,
          KIND_NOT_SET ->
          false;
    };
  }

  private static boolean in(List<Predicate> predicates) {
    return predicates.stream().anyMatch(PatternTests::in);
  }

  private static boolean in(Operand operand) {
    return switch (operand.getKindCase()) {
      case MEASURE_OF -> in(operand.getMeasureOf().getSelection());
      case RATIO_OF ->
          in(operand.getRatioOf().getDividend().getSelection())
              || in(operand.getRatioOf().getDivisor().getSelection());
      case FIELD, SIZE_OF, PART_OF, ANNIVERSARY_OF, KIND_NOT_SET -> false;
    };
  }

  private static boolean in(Selection selection) {
    return selection.getStepsList().stream().map(Step::getWhere).anyMatch(PatternTests::in);
  }
}
