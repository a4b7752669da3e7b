package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Makes predicates of smaller ones.
final class Make {

  private Make() {}

  static Predicate all(List<Predicate> terms) {
    return Terms.all(terms);
  }

  static Predicate all(Predicate... terms) {
    return all(List.of(terms));
  }

  static Predicate any(List<Predicate> terms) {
    return Terms.any(terms);
  }

  static Predicate any(Predicate... terms) {
    return any(List.of(terms));
  }

  static Predicate not(Predicate term) {
    return new Predicate.Not(term);
  }

  /// The predicate itself, or of those who have a value the others.
  static Predicate unless(boolean negated, Field field, Predicate predicate) {
    return negated ? all(new Predicate.Has(field), not(predicate)) : predicate;
  }

  static Predicate compares(Field field, Comparison comparison, Literal literal) {
    return new Predicate.Compares(new Operand.OfField(field), comparison, literal);
  }

  static Predicate equal(Field field, String value) {
    return compares(field, Comparison.EQUAL, new Literal.Text(value));
  }

  static Predicate oneOf(Field field, List<String> values) {
    return new Predicate.OneOf(new Operand.OfField(field), literals(values));
  }

  static Predicate startsWith(Field field, String start) {
    return new Predicate.Fits(field, Predicate.TextTest.STARTS_WITH, new Literal.Text(start));
  }

  static Predicate in(Field field, Window window) {
    return new Predicate.InWindow(new Operand.OfField(field), window);
  }

  static Literal.Decimal number(BigDecimal value) {
    return new Literal.Decimal(value);
  }

  static Literal.Time at(Instant instant) {
    return new Literal.Time(new Literal.Anchor.At(instant), List.of());
  }

  static List<Literal> literals(List<String> values) {
    return values.stream().map(value -> (Literal) new Literal.Text(value)).toList();
  }

  static List<Literal.Text> texts(List<String> values) {
    return values.stream().map(Literal.Text::new).toList();
  }
}
