package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.lamella.engine.query.Field;

/// Reads names of attributes and properties: `country`, `customer['First Name']`, `event['Item
/// Name']`, `instant`.
final class FieldTranslator {

  /// What names stand for where they are read.
  enum Scope {
    /// Attributes of a customer.
    CUSTOMER("customer"),
    /// Properties of an event.
    EVENT("event");

    private final String holder;

    Scope(String holder) {
      this.holder = holder;
    }
  }

  private final Source source;
  private final Faults faults;

  FieldTranslator(Source source, Faults faults) {
    this.source = source;
    this.faults = faults;
  }

  static boolean isField(CelExpr expr) {
    return expr.getKind() == Kind.IDENT || Calls.isFunction(expr, "_[_]");
  }

  Field field(CelExpr expr, Scope scope) {
    if (expr.getKind() == Kind.IDENT) {
      String name = expr.ident().name();
      return source.place(
          scope == Scope.EVENT && name.equals("instant") ? Field.ownInstant() : Field.named(name),
          expr);
    }
    if (Calls.isFunction(expr, "_[_]")) {
      CelExpr holder = Calls.args(expr).getFirst();
      CelExpr key = Calls.args(expr).get(1);
      if (holder.getKind() == Kind.IDENT
          && holder.ident().name().equals(scope.holder)
          && Calls.string(key).isPresent()) {
        return source.place(Field.named(Calls.string(key).get()), holder);
      }
    }
    String example = scope == Scope.CUSTOMER ? "customer['First Name']" : "event['Item Name']";
    source.fault(
        faults,
        expr,
        (scope == Scope.CUSTOMER ? "the name of an attribute" : "the name of a property")
            + " is needed here; one that is not a plain word is written "
            + example);
    return Field.named("");
  }
}
