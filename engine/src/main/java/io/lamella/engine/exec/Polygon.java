package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.plan.Ring;
import java.util.Arrays;

/// The locations inside a polygon, those on its sides and corners among them, in whole numbers and
/// so without rounding. From a location inside, the way north along the meridian crosses an odd
/// number of sides; an even one, if the polygon holds the north pole.
///
/// Sides are kept by slabs of longitude, so that a location is compared with few of them.
final class Polygon implements Area {
  private static final int SLABS = 256;
  private static final long SLAB = Location.WHOLE_TURN / SLABS + 1;

  private final boolean holdsNorthPole;
  private final boolean touchesNorthPole;
  private final boolean touchesSouthPole;
  private final int south;
  private final int north;

  // Of each side: its western end, from 0 at the antimeridian, how far east it goes from there, and
  // the latitudes of its ends.
  private final long[] west;
  private final long[] east;
  private final int[] westLatitude;
  private final int[] eastLatitude;

  /// The sides of slab s are `sides[starts[s]]` to before `sides[starts[s + 1]]`.
  private final int[] starts = new int[SLABS + 1];

  private final int[] sides;

  Polygon(Ring ring) {
    int count = ring.corners().size();
    west = new long[count];
    east = new long[count];
    westLatitude = new int[count];
    eastLatitude = new int[count];
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int side = 0; side < count; side++) {
      Location from = ring.corner(side);
      Location to = ring.corner(side + 1);
      long eastward = ring.eastward(side);
      west[side] = turned((eastward >= 0 ? from : to).longitude());
      east[side] = Math.abs(eastward);
      westLatitude[side] = (eastward >= 0 ? from : to).latitude();
      eastLatitude[side] = (eastward >= 0 ? to : from).latitude();
      lowest = Math.min(lowest, from.latitude());
      highest = Math.max(highest, from.latitude());
    }
    holdsNorthPole = ring.holdsNorthPole();
    south = ring.holdsSouthPole() ? -Location.QUARTER_TURN : lowest;
    north = holdsNorthPole ? Location.QUARTER_TURN : highest;
    touchesNorthPole = north == Location.QUARTER_TURN;
    touchesSouthPole = south == -Location.QUARTER_TURN;
    sides = bySlab(count);
  }

  /// Fills [#starts].
  ///
  /// @return the sides of all slabs
  private int[] bySlab(int count) {
    for (int side = 0; side < count; side++) {
      for (long at = firstSlab(side); at <= lastSlab(side); at++) {
        starts[(int) (at % SLABS) + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = Arrays.copyOf(starts, SLABS);
    int[] sorted = new int[starts[SLABS]];
    for (int side = 0; side < count; side++) {
      for (long at = firstSlab(side); at <= lastSlab(side); at++) {
        sorted[next[(int) (at % SLABS)]++] = side;
      }
    }
    return sorted;
  }

  private long firstSlab(int side) {
    return west[side] / SLAB;
  }

  /// From [#SLABS] on it is one behind the antimeridian.
  private long lastSlab(int side) {
    long end = west[side] + east[side];
    return end < Location.WHOLE_TURN ? end / SLAB : SLABS + (end - Location.WHOLE_TURN) / SLAB;
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
    // A pole has every longitude.
    if (latitude == Location.QUARTER_TURN) {
      return touchesNorthPole;
    }
    if (latitude == -Location.QUARTER_TURN) {
      return touchesSouthPole;
    }
    long meridian = turned(longitude);
    int slab = (int) (meridian / SLAB);
    boolean inside = holdsNorthPole;
    for (int i = starts[slab]; i < starts[slab + 1]; i++) {
      int side = sides[i];
      long along = meridian - west[side];
      if (along < 0) {
        along += Location.WHOLE_TURN;
      }
      if (along > east[side]) {
        continue;
      }
      int above = above(side, along, latitude);
      if (above == 0) {
        return true;
      }
      // A corner belongs to the side that begins there in the west, so it is crossed once.
      inside ^= above > 0 && along < east[side];
    }
    return inside;
  }

  /// Whether a side runs north of a latitude where it crosses a meridian (above 0), south of it
  /// (below 0), or meets it.
  private int above(int side, long along, int latitude) {
    int from = westLatitude[side];
    int to = eastLatitude[side];
    if (east[side] == 0) {
      boolean beside = latitude >= Math.min(from, to) && latitude <= Math.max(from, to);
      return beside ? 0 : Integer.compare(from, latitude);
    }
    // Both products are below 2^62.
    return Long.compare(((long) to - from) * along, ((long) latitude - from) * east[side]);
  }

  /// Counted from 0 at the antimeridian eastward; both its names are 0.
  private static long turned(int longitude) {
    long turned = (long) longitude + Location.HALF_TURN;
    return turned == Location.WHOLE_TURN ? 0 : turned;
  }
}
