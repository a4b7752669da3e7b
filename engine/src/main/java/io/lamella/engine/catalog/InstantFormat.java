package io.lamella.engine.catalog;

import java.time.YearMonth;

/// The form in which nearly all instants come, `2026-01-31T09:30:00Z` with up to nine digits of a
/// fraction, read without a regular expression: a tenth of the time. [ValueFormat#instant] is the
/// definition and reads all other forms.
final class InstantFormat {
  /// Not of this form, which does not mean that it is no instant.
  static final long OTHER = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final int MAX_FRACTION = 9;
  private static final int MILLIS_DIGITS = 3;
  private static final long MILLIS_A_DAY = 86_400_000;

  private InstantFormat() {}

  /// Milliseconds since 1970, cut; [#OTHER] if the cell is not of this form.
  static long utcMillis(String cell) {
    int end = cell.length() - 1;
    if (end < SECONDS_END || cell.charAt(end) != 'Z' || !hasMarks(cell)) {
      return OTHER;
    }
    int year = digits(cell, 0, 4);
    int month = digits(cell, 5, 7);
    int day = digits(cell, 8, 10);
    int hour = digits(cell, 11, 13);
    int minute = digits(cell, 14, 16);
    int second = digits(cell, 17, SECONDS_END);
    int millis = millis(cell, end);
    boolean inRange =
        year >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && millis >= 0;
    if (!inRange) {
      return OTHER;
    }
    YearMonth yearMonth = YearMonth.of(year, month);
    if (day > yearMonth.lengthOfMonth()) {
      return OTHER;
    }
    long days = yearMonth.atDay(day).toEpochDay();
    return days * MILLIS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1_000 + millis;
  }

  private static boolean hasMarks(String cell) {
    return cell.charAt(4) == '-'
        && cell.charAt(7) == '-'
        && (cell.charAt(10) == 'T' || cell.charAt(10) == ' ')
        && cell.charAt(13) == ':'
        && cell.charAt(16) == ':';
  }

  /// The fraction's milliseconds; -1 if what stands before the end is no fraction.
  private static int millis(String cell, int end) {
    if (end == SECONDS_END) {
      return 0;
    }
    int count = end - SECONDS_END - 1;
    if (cell.charAt(SECONDS_END) != '.' || count < 1 || count > MAX_FRACTION) {
      return -1;
    }
    if (digits(cell, SECONDS_END + 1, end) < 0) {
      return -1;
    }
    int millis = digits(cell, SECONDS_END + 1, Math.min(end, SECONDS_END + 1 + MILLIS_DIGITS));
    for (int i = count; i < MILLIS_DIGITS; i++) {
      millis *= 10;
    }
    return millis;
  }

  /// The number that some digits write; -1 if they are not all digits.
  private static int digits(String cell, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = cell.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
