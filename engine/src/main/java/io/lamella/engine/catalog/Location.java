package io.lamella.engine.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place on Earth in units of 1e-7 degrees, about a centimetre (decision 25). What is written
/// with more digits is rounded to the nearest unit. A column holds it as one whole number:
///
/// ```
///   62               32 31               0
///   +------------------+-----------------+
///   | latitude + 90°   | longitude + 180°|
///   +------------------+-----------------+
/// ```
///
/// so numbers ascend with latitude, and a band of latitudes is a range of them. Immutable.
///
/// @param latitude -90° to 90°
/// @param longitude -180° to 180°; both ends are the same meridian
public record Location(int latitude, int longitude) {
  /// Digits of a degree after the point.
  public static final int DIGITS = 7;

  public static final int UNITS_A_DEGREE = 10_000_000;

  /// From the equator to a pole.
  public static final int QUARTER_TURN = 90 * UNITS_A_DEGREE;

  public static final int HALF_TURN = 2 * QUARTER_TURN;

  public static final long WHOLE_TURN = 2L * HALF_TURN;

  private static final Pattern CELL =
      Pattern.compile(
          "([-+]?[0-9]{1,3}(?:\\.[0-9]{1,40})?)(?: *, *| +)([-+]?[0-9]{1,3}(?:\\.[0-9]{1,40})?)");

  private static final long LOW_BITS = 0xFFFF_FFFFL;

  public Location {
    assert isIn(latitude, QUARTER_TURN) && isIn(longitude, HALF_TURN)
        : "no location: latitude=" + latitude + ", longitude=" + longitude;
  }

  /// The place at so many degrees; empty if there is none.
  public static Optional<Location> of(BigDecimal latitude, BigDecimal longitude) {
    return isIn(latitude, 90) && isIn(longitude, 180)
        ? Optional.of(new Location(units(latitude), units(longitude)))
        : Optional.empty();
  }

  /// Reads `51.5074,-0.1278` or the same with a space.
  public static Optional<Location> read(String cell) {
    Matcher matcher = CELL.matcher(cell);
    return matcher.matches()
        ? of(new BigDecimal(matcher.group(1)), new BigDecimal(matcher.group(2)))
        : Optional.empty();
  }

  /// As a column holds it.
  public long packed() {
    return packed(latitude, longitude);
  }

  /// What a column holds for a latitude and a longitude.
  public static long packed(int latitude, int longitude) {
    return (latitude + (long) QUARTER_TURN) << 32 | (longitude + (long) HALF_TURN);
  }

  /// What a column's number stands for.
  public static Location unpacked(long packed) {
    return new Location(latitude(packed), longitude(packed));
  }

  /// The latitude in a column's number.
  public static int latitude(long packed) {
    return (int) (packed >>> 32) - QUARTER_TURN;
  }

  /// The longitude in a column's number.
  public static int longitude(long packed) {
    return (int) ((packed & LOW_BITS) - HALF_TURN);
  }

  /// In degrees, as it is read.
  @Override
  public String toString() {
    return degrees(latitude) + "," + degrees(longitude);
  }

  /// Units in degrees: `-0.1278`.
  public static String degrees(int units) {
    return units == 0
        ? "0"
        : BigDecimal.valueOf(units, DIGITS).stripTrailingZeros().toPlainString();
  }

  private static int units(BigDecimal degrees) {
    return degrees.setScale(DIGITS, RoundingMode.HALF_EVEN).movePointRight(DIGITS).intValueExact();
  }

  private static boolean isIn(BigDecimal degrees, int limit) {
    return degrees.abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
  }

  private static boolean isIn(int units, int limit) {
    return units >= -limit && units <= limit;
  }
}
