package io.lamella.engine.catalog;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How values are written in CSV cells and messages, and whether a string is one.
public final class ValueFormat {

  /// The most digits a number may have, and the most of them after the point.
  public static final int MAX_DIGITS = 18;

  public static final int MAX_FRACTION_DIGITS = 9;

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern INSTANT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");

  private ValueFormat() {}

  /// Whether a cell that is not empty is a value of this type.
  public static boolean fits(ValueType type, String cell) {
    return switch (type) {
      case KEYWORD, TEXT, SET -> true;
      case BOOLEAN -> bool(cell).isPresent();
      case NUMBER -> NumberFormat.scale(cell) != NumberFormat.NONE;
      case DATE -> date(cell).isPresent();
      case INSTANT -> instant(cell, ZoneOffset.UTC).isPresent();
      case LOCATION -> Location.read(cell).isPresent();
    };
  }

  /// What a value of this type looks like, for messages.
  public static String expected(ValueType type) {
    return switch (type) {
      case KEYWORD, TEXT -> "a string";
      case SET -> "members separated by |";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number of at most 18 digits, 9 of them after the point, like -12.50";
      case DATE -> "a date like 2026-01-31";
      case INSTANT -> "an instant like 2026-01-31T09:30:00Z";
      case LOCATION ->
          "a latitude from -90 to 90 and a longitude from -180 to 180, like 51.5074,-0.1278";
    };
  }

  /// `true` or `false` in any case.
  public static Optional<Boolean> bool(String cell) {
    if (cell.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return cell.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  /// An exact decimal; digits count as they are written, trailing zeros included.
  public static Optional<BigDecimal> number(String cell) {
    int scale = NumberFormat.scale(cell);
    return scale == NumberFormat.NONE
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(NumberFormat.unscaled(cell), scale));
  }

  /// A decimal, if it has no more digits than a number may have.
  public static Optional<BigDecimal> number(BigDecimal value) {
    if (value.signum() == 0 && value.scale() < 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    long fractionDigits = Math.max(0, value.scale());
    long integerDigits = Math.max(1, (long) value.precision() - value.scale());
    if (fractionDigits > MAX_FRACTION_DIGITS || integerDigits + fractionDigits > MAX_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
  }

  /// `YYYY-MM-DD`, a day of the calendar.
  public static Optional<LocalDate> date(String cell) {
    if (!DATE.matcher(cell).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(cell));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// ISO 8601 date and time, `T` or space between them, in the given zone when it has no offset;
  /// cut to the millisecond.
  public static Optional<Instant> instant(String cell, ZoneId zone) {
    long millis = InstantFormat.utcMillis(cell);
    if (millis != InstantFormat.OTHER) {
      return Optional.of(Instant.ofEpochMilli(millis));
    }
    Matcher matcher = INSTANT.matcher(cell);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      String offset = matcher.group(3);
      Instant instant =
          offset == null ? local.atZone(zone).toInstant() : local.toInstant(ZoneOffset.of(offset));
      return Optional.of(Instant.ofEpochMilli(instant.toEpochMilli()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
