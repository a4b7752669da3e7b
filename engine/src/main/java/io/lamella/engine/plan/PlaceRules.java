package io.lamella.engine.plan;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import java.util.List;
import java.util.Optional;

/// What no place, distance or polygon may be.
record PlaceRules(FaultList faults) {

  void check(Predicate.Near near) {
    isOnEarth(near.centre());
    Distance distance = near.distance();
    if (distance.amount().signum() <= 0) {
      faults.add(distance, "a distance is above 0: '" + distance + "'");
    }
  }

  void check(Predicate.Inside inside) {
    // All are looked at, so that the faults of all are told.
    List<Point> wrong = inside.corners().stream().filter(corner -> !isOnEarth(corner)).toList();
    if (wrong.isEmpty()) {
      ring(inside).fault().ifPresent(fault -> faults.add(inside, fault));
    }
  }

  /// The polygon of a condition that has been checked.
  static Ring ring(Predicate.Inside inside) {
    return new Ring(inside.corners().stream().map(PlaceRules::location).toList());
  }

  /// The place of a point that has been checked.
  static Location location(Point point) {
    return Location.of(point.latitude(), point.longitude()).orElseThrow();
  }

  private boolean isOnEarth(Point point) {
    Optional<Location> location = Location.of(point.latitude(), point.longitude());
    if (location.isEmpty()) {
      faults.add(
          point,
          "a latitude lies in -90 to 90, a longitude in -180 to 180, and the latitude comes first: "
              + point.latitude().toPlainString()
              + ", "
              + point.longitude().toPlainString());
    }
    return location.isPresent();
  }
}
