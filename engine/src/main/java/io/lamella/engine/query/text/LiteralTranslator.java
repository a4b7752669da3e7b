package io.lamella.engine.query.text;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.lamella.engine.query.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads constants. What is at fault is reported and stands in for by something harmless.
final class LiteralTranslator {
  /// More digits than this do not survive a double, which is how CEL reads a decimal.
  static final int MAX_DIGITS = 15;

  private static final Pattern DECIMAL =
      Pattern.compile("-?\\s*([0-9]*\\.?[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Literal NOTHING = new Literal.Text("");

  private final Source source;
  private final Faults faults;
  private final TimeTranslator times;

  LiteralTranslator(Source source, Faults faults, TimeTranslator times) {
    this.source = source;
    this.faults = faults;
    this.times = times;
  }

  static boolean isLiteral(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
        || TimeTranslator.isTime(expr)
        || (Calls.isFunction(expr, "-_") && isLiteral(Calls.args(expr).getFirst()));
  }

  Literal literal(CelExpr expr) {
    return source.place(read(expr), expr);
  }

  /// A string, or a fault that says what it is needed for.
  Literal.Text text(CelExpr expr, String needed) {
    if (Calls.string(expr).isEmpty()) {
      source.fault(faults, expr, needed);
    }
    return source.place(new Literal.Text(Calls.string(expr).orElse("")), expr);
  }

  /// The literals of a list.
  List<Literal> list(CelExpr expr) {
    List<Literal> literals = new ArrayList<>();
    for (CelExpr element : expr.list().elements()) {
      literals.add(literal(element));
    }
    return literals;
  }

  private Literal read(CelExpr expr) {
    if (TimeTranslator.isTime(expr)) {
      return times.time(expr);
    }
    if (Calls.isFunction(expr, "-_")
        && read(Calls.args(expr).getFirst()) instanceof Literal.Decimal(BigDecimal value)) {
      return new Literal.Decimal(value.negate());
    }
    if (expr.getKind() != Kind.CONSTANT) {
      return fault(expr, "a constant is needed here");
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> new Literal.Text(constant.stringValue());
      case BOOLEAN_VALUE -> new Literal.Bool(constant.booleanValue());
      case INT64_VALUE -> new Literal.Decimal(BigDecimal.valueOf(constant.int64Value()));
      case DOUBLE_VALUE -> decimal(expr);
      case UINT64_VALUE ->
          fault(expr, "unsigned literals are not part of the language; leave out the u");
      case BYTES_VALUE ->
          fault(expr, "bytes literals are not part of the language; leave out the b");
      case NULL_VALUE ->
          fault(
              expr,
              "null is not part of the language; write !has(name) for customers without a value");
      case NOT_SET, TIMESTAMP_VALUE, DURATION_VALUE -> fault(expr, "a constant is needed here");
    };
  }

  /// The decimal as it is written, which is the shortest decimal of the double that CEL made of it.
  private Literal decimal(CelExpr expr) {
    double value = expr.constant().doubleValue();
    Matcher matcher = DECIMAL.matcher(source.textFrom(expr));
    if (!matcher.lookingAt() || Double.isInfinite(value)) {
      return fault(expr, "not a decimal that can be compared exactly");
    }
    String digits = matcher.group(1).replace(".", "").replaceFirst("^0+", "");
    if (digits.length() > MAX_DIGITS) {
      return fault(
          expr, "a decimal of more than " + MAX_DIGITS + " significant digits; write fewer");
    }
    String exponent = matcher.group(2) == null ? "" : matcher.group(2);
    BigDecimal written = new BigDecimal(matcher.group(1) + exponent);
    return new Literal.Decimal(value < 0 ? written.negate() : written);
  }

  private Literal fault(CelExpr at, String message) {
    source.fault(faults, at, message);
    return NOTHING;
  }
}
