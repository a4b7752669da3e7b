package io.lamella.engine.oracle;

import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import java.util.Optional;

/// Of whom a condition knows nothing, because they have no value that it is about.
record Unknowns(BruteForce oracle) {

  /// Whether a customer is one of them; empty where a condition is not about a value, or everybody
  /// has one.
  Optional<java.util.function.Predicate<Customer>> of(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Compares compares -> of(compares.operand());
      case Predicate.OneOf oneOf -> of(oneOf.operand());
      case Predicate.InWindow in -> of(in.operand());
      case Predicate.Fits fits -> of(new Operand.OfField(fits.field()));
      case Predicate.IsTrue is -> of(new Operand.OfField(is.field()));
      case Predicate.HasMember has -> of(new Operand.SizeOf(has.field()));
      case Predicate.HasMembers has -> of(new Operand.SizeOf(has.field()));
      case Predicate.Near near -> of(new Operand.OfField(near.field()));
      case Predicate.Inside in -> of(new Operand.OfField(in.field()));
      case Predicate.Ranked ranking ->
          Optional.of(customer -> oracle.isUnranked(ranking, customer));
      case Predicate.ComparesMeasures(Operand left, var _, Operand right) ->
          hasAlwaysAValue(left) && hasAlwaysAValue(right)
              ? Optional.empty()
              : Optional.of(customer ->
                  oracle.isUnknown(left, customer) || oracle.isUnknown(right, customer));
      default -> Optional.empty();
    };
  }

  private Optional<java.util.function.Predicate<Customer>> of(Operand operand) {
    return hasAlwaysAValue(operand)
        ? Optional.empty()
        : Optional.of(customer -> oracle.isUnknown(operand, customer));
  }

  private static boolean hasAlwaysAValue(Operand operand) {
    if (!(operand instanceof Operand.MeasureOf measured)) {
      return false;
    }
    return switch (measured.measure()) {
      case Measure.Count _, Measure.CalendarUnits _ -> true;
      case Measure.OfProperty(var function, var _) ->
          switch (function) {
            case SUM, DISTINCT -> true;
            case AVG, MIN, MAX -> false;
          };
      case Measure.First _, Measure.Last _, Measure.Nth _, Measure.Per _ -> false;
    };
  }
}
