package io.lamella.engine.oracle;

import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Draws places that lie close together, at the poles and on both sides of the antimeridian, and
/// circles and polygons whose rims they lie on.
final class RandomPlaces {
  private static final List<Point> CENTRES =
      List.of(
          at("51.5074", "-0.1278"),
          at("0", "0"),
          at("-17.7134", "178.065"),
          at("65", "-180"),
          at("65", "180"),
          at("89.9999", "12"),
          at("90", "0"),
          at("-90", "100"),
          at("-89.5", "-179.99"));

  private static final List<String> REACHES = List.of("0.0000001", "0.01", "1", "20");

  private RandomPlaces() {}

  static Point point(Dice dice) {
    Point centre = dice.pick(CENTRES);
    if (dice.chance(0.3)) {
      return centre;
    }
    BigDecimal reach = new BigDecimal(dice.pick(REACHES));
    return moved(centre, part(dice, reach), part(dice, reach));
  }

  /// A condition that the place meets narrowly, or just does not.
  static Predicate condition(Dice dice, Field field, Point place) {
    return dice.chance(0.5)
        ? new Predicate.Near(field, dice.chance(0.5) ? place : point(dice), distance(dice, place))
        : new Predicate.Inside(field, polygon(dice, place));
  }

  private static Distance distance(Dice dice, Point place) {
    if (dice.chance(0.4)) {
      return new Distance(
          BigDecimal.valueOf(dice.between(1, 25_000)), dice.pick(Distance.Unit.values()));
    }
    BigDecimal metres =
        BigDecimal.valueOf(Places.metres(place, point(dice)))
            .setScale(9, dice.pick(RoundingMode.FLOOR, RoundingMode.CEILING));
    return new Distance(metres.max(new BigDecimal("0.000000001")), Distance.Unit.METRE);
  }

  private static List<Point> polygon(Dice dice, Point place) {
    List<Point> corners = new ArrayList<>();
    if (dice.chance(0.2)) {
      int hemisphere = dice.pick(-1, 1);
      for (int longitude = -135; longitude < 180; longitude += 90) {
        corners.add(
            new Point(
                BigDecimal.valueOf(hemisphere * dice.between(1L, 900L), 1),
                BigDecimal.valueOf(longitude + dice.between(-30L, 30L))));
      }
      return dice.chance(0.5) ? corners : corners.reversed();
    }
    BigDecimal reach = new BigDecimal(dice.pick(REACHES));
    if (dice.chance(0.3)) {
      BigDecimal height = part(dice, reach);
      BigDecimal width = part(dice, reach);
      corners.add(moved(place, BigDecimal.ZERO, BigDecimal.ZERO));
      corners.add(moved(place, height, BigDecimal.ZERO));
      corners.add(moved(place, height, width));
      corners.add(moved(place, BigDecimal.ZERO, width));
      return corners;
    }
    // With the first one once more at the end these are still three.
    int count = dice.between(4, 7);
    for (int i = 0; i < count; i++) {
      corners.add(moved(place, part(dice, reach), part(dice, reach)));
    }
    return corners;
  }

  /// Up to so much, either way.
  private static BigDecimal part(Dice dice, BigDecimal reach) {
    return reach
        .multiply(BigDecimal.valueOf(dice.between(-1_000L, 1_000L), 3))
        .setScale(7, RoundingMode.HALF_UP);
  }

  /// Never past a pole; the antimeridian is 180.
  private static Point moved(Point point, BigDecimal northward, BigDecimal eastward) {
    BigDecimal pole = BigDecimal.valueOf(90);
    BigDecimal turn = BigDecimal.valueOf(360);
    BigDecimal longitude = point.longitude().add(eastward);
    if (longitude.compareTo(BigDecimal.valueOf(180)) > 0) {
      longitude = longitude.subtract(turn);
    } else if (longitude.compareTo(BigDecimal.valueOf(-180)) <= 0) {
      longitude = longitude.add(turn);
    }
    BigDecimal latitude = point.latitude().add(northward).min(pole).max(pole.negate());
    return new Point(literal(latitude), literal(longitude));
  }

  /// As the language writes it.
  private static BigDecimal literal(BigDecimal degrees) {
    BigDecimal plain = degrees.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static Point at(String latitude, String longitude) {
    return new Point(new BigDecimal(latitude), new BigDecimal(longitude));
  }
}
