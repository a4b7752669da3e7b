package io.lamella.engine.query;

import java.math.BigDecimal;

/// A distance as the language writes it: a number above 0 and one unit, `'25km'`.
public record Distance(BigDecimal amount, Unit unit) {

  /// Units of a distance.
  public enum Unit {
    METRE("m", BigDecimal.ONE),
    KILOMETRE("km", BigDecimal.valueOf(1_000)),
    /// The international mile.
    MILE("mi", new BigDecimal("1609.344"));

    private final String symbol;
    private final BigDecimal metres;

    Unit(String symbol, BigDecimal metres) {
      this.symbol = symbol;
      this.metres = metres;
    }

    /// As written: `km`.
    public String symbol() {
      return symbol;
    }
  }

  /// In metres, exactly.
  public BigDecimal metres() {
    return amount.multiply(unit.metres);
  }

  /// As written, without quotes: `25km`.
  @Override
  public String toString() {
    return amount.toPlainString() + unit.symbol();
  }
}
