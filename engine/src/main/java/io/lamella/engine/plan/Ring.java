package io.lamella.engine.plan;

import io.lamella.engine.catalog.Location;
import java.util.List;
import java.util.Optional;

/// The corners of a polygon, one after the other, the last one joined with the first. Between two
/// corners a side runs straight in degrees, over the antimeridian if that is the shorter way round
/// the Earth. A polygon whose sides go once round the Earth holds the pole of its hemisphere.
/// Immutable.
public record Ring(List<Location> corners) {

  public Ring {
    corners = List.copyOf(corners);
  }

  /// What is wrong with a polygon; empty if nothing is.
  Optional<String> fault() {
    int count = corners.size();
    boolean closed = count > 0 && corners.getFirst().equals(corners.getLast());
    int different = closed ? count - 1 : count;
    if (different < 3) {
      return Optional.of("a polygon has at least 3 corners: corners=" + Math.max(0, different));
    }
    for (int corner = 0; corner < count; corner++) {
      Location from = corner(corner);
      Location to = corner(corner + 1);
      long apart = Math.abs((long) to.longitude() - from.longitude());
      if (apart == Location.WHOLE_TURN && from.latitude() == to.latitude()) {
        return Optional.of(
            "-180 and 180 are the same meridian, so this side has no length; put a corner between "
                + from
                + " and "
                + to);
      }
    }
    long turn = turn();
    if (Math.abs(turn) > Location.WHOLE_TURN) {
      return Optional.of("the sides go round the Earth more than once");
    }
    boolean north = corners.stream().allMatch(corner -> corner.latitude() > 0);
    boolean south = corners.stream().allMatch(corner -> corner.latitude() < 0);
    return turn != 0 && !north && !south
        ? Optional.of(
            "the sides go round the Earth, and so round both poles; that is a polygon where all"
                + " corners are north of the equator, or all south of it")
        : Optional.empty();
  }

  /// Whether the sides go round the Earth north of the equator.
  public boolean holdsNorthPole() {
    return turn() != 0 && corners.getFirst().latitude() > 0;
  }

  /// Whether the sides go round the Earth south of the equator.
  public boolean holdsSouthPole() {
    return turn() != 0 && corners.getFirst().latitude() < 0;
  }

  /// A corner; behind the last one the first comes again.
  public Location corner(int number) {
    return corners.get(number % corners.size());
  }

  /// How far east the side from a corner to the next one goes; below 0 if it goes west.
  public long eastward(int number) {
    long east = (long) corner(number + 1).longitude() - corner(number).longitude();
    if (east > Location.HALF_TURN) {
      return east - Location.WHOLE_TURN;
    }
    return east < -Location.HALF_TURN ? east + Location.WHOLE_TURN : east;
  }

  private long turn() {
    long turn = 0;
    for (int corner = 0; corner < corners.size(); corner++) {
      turn += eastward(corner);
    }
    return turn;
  }
}
