package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.LocatedOperand;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.FieldTranslator.Scope;
import java.math.BigDecimal;

/// Reads and writes the text form. Safe for use by many threads.
public final class Expressions {

  private Expressions() {}

  /// Reads an expression. Names and types are not checked here, nor the limits on the tree.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of syntax, form and arity, in
  ///   the order in which they stand
  public static Located parse(String text, Limits limits) {
    var faults = new Faults();
    Source source = Source.parse(text, limits, faults);
    faults.throwIfAny();
    CelExpr root = source.root();
    Predicate predicate = new PredicateTranslator(source, faults).translate(root);
    faults.throwIfAny();
    return new Located(predicate, source.locator());
  }

  /// Reads what stands on the left of a comparison: a name, a measure or a ratio. Names and types
  /// are not checked here.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault of syntax and form
  public static LocatedOperand parseNumber(String text, Limits limits) {
    var faults = new Faults();
    Source source = Source.parse(text, limits, faults);
    faults.throwIfAny();
    Operand operand =
        new PredicateTranslator(source, faults).operand(source.root(), Scope.CUSTOMER);
    faults.throwIfAny();
    return new LocatedOperand(operand, source.locator());
  }

  /// Whether a text can hold a number: not a fraction of more than 15 significant digits.
  public static boolean canWrite(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() <= 0 || shortest.precision() <= LiteralTranslator.MAX_DIGITS;
  }

  /// Writes an operand so that [#parseNumber] reads the same.
  public static String print(Operand operand) {
    return new Printer().print(operand);
  }

  /// Writes a predicate so that [#parse] reads the same tree.
  public static String print(Predicate predicate) {
    return new Printer().print(predicate);
  }
}
