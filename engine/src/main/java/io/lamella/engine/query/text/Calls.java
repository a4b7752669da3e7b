package io.lamella.engine.query.text;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Optional;

/// Questions about CEL's syntax tree.
final class Calls {

  private Calls() {}

  static boolean isCall(CelExpr expr) {
    return expr.getKind() == Kind.CALL;
  }

  /// Whether it is a call of a function, not of a method.
  static boolean isFunction(CelExpr expr, String name) {
    return isCall(expr) && expr.call().target().isEmpty() && expr.call().function().equals(name);
  }

  static String name(CelExpr expr) {
    return isCall(expr) ? expr.call().function() : "";
  }

  static List<CelExpr> args(CelExpr expr) {
    return expr.call().args();
  }

  /// Whether it is `did(…)`, with any steps and measures behind it.
  static boolean isEvents(CelExpr expr) {
    CelExpr at = expr;
    while (isCall(at) && at.call().target().isPresent()) {
      at = at.call().target().get();
    }
    return isFunction(at, "did");
  }

  /// The string, if it is a string literal.
  static Optional<String> string(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expr.constant().stringValue())
        : Optional.empty();
  }

  /// The whole number, if it is one.
  static Optional<Long> whole(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.INT64_VALUE
        ? Optional.of(expr.constant().int64Value())
        : Optional.empty();
  }
}
