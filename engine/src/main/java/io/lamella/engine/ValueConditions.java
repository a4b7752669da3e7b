package io.lamella.engine;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conditions that narrow a segment to those who have a value of one attribute, or a selection
/// to the events that have one of a property.
///
/// @param attribute its name, or that of the property
record ValueConditions(String attribute, ValueType type) {

  /// Has a string, a member of a set, or true or false.
  Predicate ofText(String value) {
    return switch (type) {
      case SET -> new Predicate.HasMember(new Literal.Text(value), field());
      case BOOLEAN -> compares(Comparison.EQUAL, new Literal.Bool(value.equals("true")));
      default -> compares(Comparison.EQUAL, new Literal.Text(value));
    };
  }

  /// Has a number, or a date as its day.
  Predicate ofNumber(BigDecimal value) {
    return compares(
        Comparison.EQUAL,
        type == ValueType.DATE
            ? midnight(LocalDate.ofEpochDay(value.longValueExact()))
            : new Literal.Decimal(plain(value)));
  }

  /// A number, or a date as its day, as it stands in an expression.
  String text(BigDecimal value) {
    return type == ValueType.DATE
        ? LocalDate.ofEpochDay(value.longValueExact()).toString()
        : plain(value).toPlainString();
  }

  /// Has a number in a range; one of its ends at least is given.
  Predicate ofRange(Optional<BigDecimal> low, Optional<BigDecimal> below) {
    List<Predicate> ends = new ArrayList<>();
    low.ifPresent(it -> ends.add(compares(Comparison.AT_LEAST, new Literal.Decimal(plain(it)))));
    below.ifPresent(it -> ends.add(compares(Comparison.LESS, new Literal.Decimal(plain(it)))));
    return ends.size() == 1 ? ends.getFirst() : new Predicate.And(ends);
  }

  /// Has a date or an instant from one day up to another, which is not in it.
  Predicate ofDays(LocalDate from, LocalDate to) {
    return new Predicate.InWindow(
        new Operand.OfField(field()), new Window.Between(midnight(from), midnight(to)));
  }

  /// Has any value.
  Predicate ofAny() {
    return new Predicate.Has(field());
  }

  private Predicate compares(Comparison comparison, Literal literal) {
    return new Predicate.Compares(new Operand.OfField(field()), comparison, literal);
  }

  private Field field() {
    return Field.named(attribute);
  }

  private static Literal.Time midnight(LocalDate date) {
    return new Literal.Time(new Literal.Anchor.OnDate(date), List.of());
  }

  /// Without trailing zeros, and without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }
}
