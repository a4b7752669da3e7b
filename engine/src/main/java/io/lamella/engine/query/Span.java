package io.lamella.engine.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A duration as the language writes it: one whole number above 0 and one unit, `'14d'`.
public record Span(long amount, Unit unit) {

  /// What is right, for who wrote something else.
  public static final String FORM =
      "a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d|w|mo|y)");

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

  /// Reads what is written without quotes, `14d`; empty if it is no duration.
  public static Optional<Span> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      return Optional.empty();
    }
    return Arrays.stream(Unit.values())
        .filter(unit -> unit.symbol().equals(matcher.group(2)))
        .findFirst()
        .map(unit -> new Span(Long.parseLong(matcher.group(1)), unit));
  }

  /// As written, without quotes: `14d`.
  @Override
  public String toString() {
    return amount + unit.symbol();
  }
}
