package io.lamella.engine.catalog;

/// How a number is written: `-?(0|[1-9][0-9]*)(\.[0-9]+)?` of at most 18 digits, 9 of them after
/// the point, trailing zeros included. Read character by character, since imports and writes are
/// full of them and a regular expression takes ten times as long.
public final class NumberFormat {
  /// The scale of a cell that is no number.
  public static final int NONE = -1;

  private static final int RADIX = 10;

  private NumberFormat() {}

  /// How many digits a number has after its point; [#NONE] for a cell that is no number.
  public static int scale(String cell) {
    int end = cell.length();
    int start = end > 0 && cell.charAt(0) == '-' ? 1 : 0;
    int point = digitsEnd(cell, start);
    int integerDigits = point - start;
    if (integerDigits == 0
        || integerDigits > ValueFormat.MAX_DIGITS
        || (integerDigits > 1 && cell.charAt(start) == '0')) {
      return NONE;
    }
    if (point == end) {
      return 0;
    }
    int fractionDigits = end - point - 1;
    boolean fits =
        cell.charAt(point) == '.'
            && fractionDigits > 0
            && fractionDigits <= ValueFormat.MAX_FRACTION_DIGITS
            && integerDigits + fractionDigits <= ValueFormat.MAX_DIGITS
            && digitsEnd(cell, point + 1) == end;
    return fits ? fractionDigits : NONE;
  }

  /// The number without its point, of a cell that is one.
  public static long unscaled(String cell) {
    long value = 0;
    for (int i = 0; i < cell.length(); i++) {
      char character = cell.charAt(i);
      if (isDigit(character)) {
        value = RADIX * value + (character - '0');
      }
    }
    return cell.charAt(0) == '-' ? -value : value;
  }

  private static int digitsEnd(String cell, int from) {
    int end = from;
    while (end < cell.length() && isDigit(cell.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
