package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;

/// The locations at most so far from a centre, along a great circle of a sphere of the Earth's mean
/// radius.
///
/// [#metres] is the definition. It is worked out only near the rim: the circle is cut into slabs of
/// latitude, and for each slab it is known how far east or west of the centre everybody is inside,
/// and from where on nobody is. Both are found with the square of the chord a little shorter and a
/// little longer than asked for, by far more than what rounding adds up to, so that what they
/// decide the definition decides the same.
final class Circle implements Area {
  /// The mean radius of the Earth (IUGG, R1).
  static final double EARTH_METRES = 6_371_008.8;

  private static final double RADIANS_A_UNIT = Math.PI / Location.HALF_TURN;

  private static final int MAX_SLABS = 512;

  // By how much the square of a chord is made smaller and larger: relative, and for what is lost
  // where two numbers of about 1 are subtracted.
  private static final double RELATIVE_MARGIN = 1e-12;
  private static final double MARGIN = 1e-15;

  /// In units of a location.
  private static final int ROUNDING = 2;

  private final Location centre;
  private final double metres;
  private final int south;
  private final int north;

  /// Slab `(latitude - south) * slabsAUnit >>> 32`.
  private final long slabsAUnit;

  // Of each slab, east and west of the centre: up to where all are inside, behind where none is; -1
  // for nowhere.
  private final long[] inner;
  private final long[] outer;

  Circle(Location centre, double metres) {
    this.centre = centre;
    this.metres = metres;
    double arc = metres / EARTH_METRES;
    double half = StrictMath.sin(arc / 2);
    // Half the way round the Earth is as far as anybody can be.
    double square = arc >= Math.PI ? 2 : half * half;
    double smaller = square * (1 - RELATIVE_MARGIN) - MARGIN;
    double larger = square * (1 + RELATIVE_MARGIN) + MARGIN;
    double reach = larger >= 1 ? Math.PI : 2 * Math.asin(Math.sqrt(larger));
    long units = (long) Math.ceil(reach / RADIANS_A_UNIT) + ROUNDING;
    this.south = (int) Math.max(-Location.QUARTER_TURN, centre.latitude() - units);
    this.north = (int) Math.min(Location.QUARTER_TURN, centre.latitude() + units);
    long latitudes = (long) north - south + 1;
    int slabs = (int) Math.min(MAX_SLABS, latitudes);
    this.slabsAUnit = ((long) slabs << 32) / latitudes;
    this.inner = new long[slabs];
    this.outer = new long[slabs];
    for (int slab = 0; slab < slabs; slab++) {
      double from = edge(((long) slab << 32) / slabsAUnit - 1);
      double to = edge(((slab + 1L) << 32) / slabsAUnit + 1);
      inner[slab] = unitsInside(widths(smaller, from, to)[0]);
      outer[slab] = unitsOutside(widths(larger, from, to)[1]);
    }
  }

  /// The distance of two locations in metres, by the haversine formula.
  static double metres(int fromLatitude, int fromLongitude, int toLatitude, int toLongitude) {
    double northward = ((long) toLatitude - fromLatitude) * RADIANS_A_UNIT;
    double eastward = apart(fromLongitude, toLongitude) * RADIANS_A_UNIT;
    double a = StrictMath.sin(northward / 2);
    double b = StrictMath.sin(eastward / 2);
    double square =
        a * a
            + StrictMath.cos(fromLatitude * RADIANS_A_UNIT)
                * StrictMath.cos(toLatitude * RADIANS_A_UNIT)
                * (b * b);
    return 2 * EARTH_METRES * StrictMath.asin(Math.min(1, Math.sqrt(square)));
  }

  @Override
  public int south() {
    return south;
  }

  @Override
  public int north() {
    return north;
  }

  @Override
  public boolean holds(int latitude, int longitude) {
    int slab = (int) (((latitude - (long) south) * slabsAUnit) >>> 32);
    long apart = apart(centre.longitude(), longitude);
    long within = inner[slab] - apart;
    // Nobody can foretell who is inside, but almost nobody is at the rim, where both differences
    // are below 0: one branch, which is foreseen, and a comparison without a branch.
    if ((within & (apart - outer[slab] - 1)) < 0) {
      return metres(centre.latitude(), centre.longitude(), latitude, longitude) <= metres;
    }
    return within >= 0;
  }

  /// How far two longitudes are apart, the shorter way round.
  private static long apart(int a, int b) {
    long apart = Math.abs((long) a - b);
    return Math.min(apart, Location.WHOLE_TURN - apart);
  }

  /// The latitude at an edge of a slab, in radians.
  private double edge(long units) {
    long latitude = Math.clamp(south + units, -Location.QUARTER_TURN, Location.QUARTER_TURN);
    return latitude * RADIANS_A_UNIT;
  }

  /// The least and the largest half width, in radians, of a circle between two latitudes. On the
  /// way from south to north it turns once at most.
  private double[] widths(double square, double from, double to) {
    double atFrom = width(square, from);
    double atTo = width(square, to);
    double least = Math.min(atFrom, atTo);
    double largest = Math.max(atFrom, atTo);
    double sine = Math.sin(centre.latitude() * RADIANS_A_UNIT) / (1 - 2 * square);
    double turn = Math.abs(sine) <= 1 ? Math.asin(sine) : Double.NaN;
    double near = ROUNDING * RADIANS_A_UNIT;
    if (turn >= from - near && turn <= to + near) {
      double atTurn = width(square, turn);
      least = Math.min(least, atTurn);
      largest = Math.max(largest, atTurn);
    }
    return new double[] {least, largest};
  }

  /// How far east and west a circle reaches at a latitude, in radians; below 0 if it does not reach
  /// there.
  private double width(double square, double latitude) {
    double centreLatitude = centre.latitude() * RADIANS_A_UNIT;
    double half = Math.sin((latitude - centreLatitude) / 2);
    double rest = square - half * half;
    if (rest < 0) {
      return -1;
    }
    double part = rest / (Math.cos(latitude) * Math.cos(centreLatitude));
    return part < 1 ? 2 * Math.asin(Math.sqrt(part)) : Math.PI;
  }

  private static long unitsInside(double width) {
    if (width >= Math.PI) {
      return Location.HALF_TURN;
    }
    return width < 0 ? -1 : (long) Math.floor(width / RADIANS_A_UNIT) - ROUNDING;
  }

  private static long unitsOutside(double width) {
    return width < 0 ? -1 : (long) Math.ceil(width / RADIANS_A_UNIT) + ROUNDING;
  }
}
