package io.lamella.engine.oracle;

import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Where places lie, by the words of the definition: distances by the haversine formula on a sphere
/// of the Earth's mean radius, polygons by exact decimals.
final class Places {
  private static final double EARTH_METRES = 6_371_008.8;
  private static final double RADIANS = Math.PI / 1_800_000_000;
  private static final BigDecimal TURN = BigDecimal.valueOf(360);
  private static final BigDecimal HALF = BigDecimal.valueOf(180);
  private static final BigDecimal POLE = BigDecimal.valueOf(90);

  private Places() {}

  static boolean isNear(Point point, Point centre, Distance distance) {
    return metres(centre, point) <= distance.metres().doubleValue();
  }

  static double metres(Point from, Point to) {
    long northward = units(to.latitude()) - units(from.latitude());
    long apart = Math.abs(units(to.longitude()) - units(from.longitude()));
    long eastward = apart > 1_800_000_000L ? 3_600_000_000L - apart : apart;
    double a = StrictMath.sin(northward * RADIANS / 2);
    double b = StrictMath.sin(eastward * RADIANS / 2);
    double cosines =
        StrictMath.cos(units(from.latitude()) * RADIANS)
            * StrictMath.cos(units(to.latitude()) * RADIANS);
    return 2 * EARTH_METRES * StrictMath.asin(Math.min(1, Math.sqrt(a * a + cosines * (b * b))));
  }

  private static long units(BigDecimal degrees) {
    return kept(degrees).unscaledValue().longValueExact();
  }

  private static BigDecimal kept(BigDecimal degrees) {
    return degrees.setScale(7, RoundingMode.HALF_EVEN);
  }

  /// Counts the sides that the way south crosses.
  static boolean isInside(Point point, List<Point> corners) {
    BigDecimal latitude = kept(point.latitude());
    boolean atPole = latitude.abs().compareTo(POLE) == 0;
    boolean inside = false;
    BigDecimal turned = BigDecimal.ZERO;
    for (int i = 0; i < corners.size(); i++) {
      Point from = corners.get(i);
      Point to = corners.get((i + 1) % corners.size());
      if (atPole && kept(from.latitude()).compareTo(latitude) == 0) {
        return true;
      }
      BigDecimal west = kept(from.longitude());
      BigDecimal eastward = kept(to.longitude()).subtract(west);
      if (eastward.compareTo(HALF) > 0) {
        eastward = eastward.subtract(TURN);
      } else if (eastward.compareTo(HALF.negate()) < 0) {
        eastward = eastward.add(TURN);
      }
      turned = turned.add(eastward);
      for (int turns = -2; turns <= 2 && !atPole; turns++) {
        BigDecimal x =
            kept(point.longitude()).add(TURN.multiply(BigDecimal.valueOf(turns))).subtract(west);
        BigDecimal rise = kept(to.latitude()).subtract(kept(from.latitude()));
        BigDecimal up = latitude.subtract(kept(from.latitude()));
        if (meets(x, up, eastward, rise)) {
          return true;
        }
        boolean fromWest = x.signum() < 0;
        boolean toWest = x.compareTo(eastward) < 0;
        if (fromWest != toWest) {
          BigDecimal over = rise.multiply(x).subtract(up.multiply(eastward));
          inside ^= over.signum() * eastward.signum() < 0;
        }
      }
    }
    boolean north = corners.getFirst().latitude().signum() > 0;
    if (turned.signum() != 0) {
      return atPole ? north == latitude.signum() > 0 : inside ^ !north;
    }
    return inside;
  }

  /// Whether a point lies on the way from (0, 0) to (eastward, rise).
  private static boolean meets(BigDecimal x, BigDecimal up, BigDecimal eastward, BigDecimal rise) {
    return rise.multiply(x).compareTo(up.multiply(eastward)) == 0
        && lies(x, eastward)
        && lies(up, rise);
  }

  private static boolean lies(BigDecimal at, BigDecimal end) {
    return at.compareTo(end.min(BigDecimal.ZERO)) >= 0
        && at.compareTo(end.max(BigDecimal.ZERO)) <= 0;
  }
}
