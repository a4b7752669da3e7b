package io.lamella.engine.api;

import io.lamella.engine.query.Located;

/// A segment as a caller writes it: a text, or a predicate built by hand or translated from a
/// message.
public sealed interface Expression {

  /// The text form.
  record OfText(String text) implements Expression {}

  /// The tree form, with the places to name in faults.
  record OfPredicate(Located located) implements Expression {}

  /// The text form.
  static Expression of(String text) {
    return new OfText(text);
  }
}
