package io.lamella.engine.plan;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;

/// Which measures may stand where one value for a customer is needed, or several.
record MeasureRules(FaultList faults) {

  /// Whether `per` stands over a property and one other measure.
  boolean isPer(Measure per, Field property, Measure inner) {
    if (property.kind() == Field.Kind.OWN_INSTANT) {
      faults.add(
          property,
          "per is of a property; the event's own instant has days(), weeks() and months()");
      return false;
    }
    if (inner instanceof Measure.Per) {
      faults.add(
          per, "per stands once, right before the measure: .per(invoice).sum(amount) >= 1000");
      return false;
    }
    return true;
  }

  /// Whether each event has at most one value of a property.
  boolean hasSingleValues(Field property, ValueType type) {
    if (type == ValueType.SET) {
      faults.add(
          property,
          "'" + property.name() + "' is a set, which has no single value to take a measure of");
    }
    return type != ValueType.SET;
  }

  /// Whether a measure may be divided, or divide.
  boolean mayBeInRatio(Operand.MeasureOf part, TypeRules.Value value) {
    if (isPer(part)) {
      faults.add(
          part.measure(),
          "a measure per value has several values for a customer; ratio divides one number by"
              + " another");
      return false;
    }
    if (value.type() != ValueType.NUMBER) {
      faults.add(
          part.measure(),
          "'"
              + value.name()
              + "' is "
              + TypeRules.a(value.type())
              + ", not a number; ratio divides one number by another");
      return false;
    }
    return true;
  }

  /// Whether two operands are measures that can be compared with each other.
  boolean areComparable(Operand left, Operand right) {
    if (!isMeasure(left) || !isMeasure(right)) {
      faults.add(
          isMeasure(left) ? right : left,
          "two measures are compared here: did('a').count() > did('b').count()");
      return false;
    }
    if (isPer(left) && isPer(right)) {
      faults.add(
          right,
          "both measures have several values for a customer; at most one of the two is taken per"
              + " value");
      return false;
    }
    return true;
  }

  /// Checks that customers may be ranked by an operand.
  void mayRank(Operand by, TypeRules.Value value) {
    switch (by) {
      case Operand.OfField(Field field) -> {
        if (value.type() != ValueType.NUMBER) {
          faults.add(
              field,
              "'"
                  + value.name()
                  + "' is "
                  + TypeRules.a(value.type())
                  + ", not a number; customers are ranked by a number or a measure");
        }
      }
      case Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ ->
          faults.add(by, "customers are ranked by a number attribute or a measure: top(5, age)");
      case Operand.MeasureOf(var _, Measure measure) -> {
        if (measure instanceof Measure.Per) {
          faults.add(
              measure,
              "a measure per value has several values for a customer; customers are ranked by one");
        } else if (value.type() != ValueType.NUMBER && !value.type().isTime()) {
          faults.add(measure, "customers are ranked by a number or an instant");
        }
      }
      case Operand.RatioOf _ -> {}
    }
  }

  /// Checks that an operand is one number of a customer.
  void isNumber(Operand operand, TypeRules.Value value) {
    switch (operand) {
      case Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ ->
          faults.add(
              operand,
              "a number attribute, a measure or a ratio is needed: age, did('purchase').count()");
      case Operand.MeasureOf(var _, Measure.Per per) ->
          faults.add(
              per,
              "a measure per value has several values for a customer; one number is needed of each");
      case Operand.OfField _, Operand.MeasureOf _, Operand.RatioOf _ -> {
        if (value.type() != ValueType.NUMBER) {
          faults.add(
              operand,
              (operand instanceof Operand.OfField ? "'" + value.name() + "'" : value.name())
                  + " is "
                  + TypeRules.a(value.type())
                  + ", not a number");
        }
      }
    }
  }

  private static boolean isMeasure(Operand operand) {
    return switch (operand) {
      case Operand.MeasureOf _, Operand.RatioOf _ -> true;
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ -> false;
    };
  }

  static boolean isPer(Operand operand) {
    return operand instanceof Operand.MeasureOf(var _, Measure.Per _);
  }
}
