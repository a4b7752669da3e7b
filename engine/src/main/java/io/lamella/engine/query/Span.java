package io.lamella.engine.query;

/// A duration as the language writes it: one whole number above 0 and one unit, `'14d'`.
public record Span(long amount, Unit unit) {

  public Span {
    if (amount <= 0) {
      throw new IllegalArgumentException("a duration is above 0: amount=" + amount);
    }
  }

  /// Units of a span. The first six have fixed lengths; months and years go by the calendar in the
  /// workspace's zone.
  public enum Unit {
    MILLISECOND("ms", 1),
    SECOND("s", 1_000),
    MINUTE("m", 60_000),
    HOUR("h", 3_600_000),
    DAY("d", 86_400_000),
    WEEK("w", 604_800_000),
    MONTH("mo", 0),
    YEAR("y", 0);

    private final String symbol;
    private final long millis;

    Unit(String symbol, long millis) {
      this.symbol = symbol;
      this.millis = millis;
    }

    /// As written: `mo`.
    public String symbol() {
      return symbol;
    }

    /// The fixed length in milliseconds; 0 for a calendar unit.
    public long millis() {
      return millis;
    }
  }

  /// As written, without quotes: `14d`.
  @Override
  public String toString() {
    return amount + unit.symbol();
  }
}
