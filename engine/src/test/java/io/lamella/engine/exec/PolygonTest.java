package io.lamella.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.plan.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: a polygon holds what lies inside, across the antimeridian and round a pole too, its sides
/// and corners included.
class PolygonTest {

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    // A box; its sides; its corners; just outside.
    "'0,0 0,10 10,10 10,0', '5,5', true",
    "'0,0 0,10 10,10 10,0', '0,5', true",
    "'0,0 0,10 10,10 10,0', '10,10', true",
    "'0,0 0,10 10,10 10,0', '10.0000001,5', false",
    "'0,0 0,10 10,10 10,0', '5,-0.0000001', false",
    // The same, closed, and the other way round.
    "'0,0 10,0 10,10 0,10 0,0', '5,5', true",
    // Over the antimeridian.
    "'-20,177 -20,-178 -15,-178 -15,177', '-17,180', true",
    "'-20,177 -20,-178 -15,-178 -15,177', '-17,-180', true",
    "'-20,177 -20,-178 -15,-178 -15,177', '-17,-179', true",
    "'-20,177 -20,-178 -15,-178 -15,177', '-17,0', false",
    "'-20,177 -20,-178 -15,-178 -15,177', '-17,176.9', false",
    // Half the Earth wide, as it is written.
    "'0,0 0,180 10,180 10,0', '5,90', true",
    "'0,0 0,180 10,180 10,0', '5,-90', false",
    // Round a pole.
    "'60,-135 60,-45 60,45 60,135', '61,0', true",
    "'60,-135 60,-45 60,45 60,135', '90,17', true",
    "'60,-135 60,-45 60,45 60,135', '60,10', true",
    "'60,-135 60,-45 60,45 60,135', '59,0', false",
    "'60,-135 60,-45 60,45 60,135', '-90,0', false",
    "'-60,135 -60,45 -60,-45 -60,-135', '-89,100', true",
    "'-60,135 -60,45 -60,-45 -60,-135', '-90,100', true",
    "'-60,135 -60,45 -60,-45 -60,-135', '89,100', false",
    // A pole has every longitude.
    "'80,10 90,10 90,20 80,20', '90,-100', true",
    "'80,10 89,10 89,20 80,20', '90,15', false",
    // Not convex; sides that cross.
    "'0,0 10,0 2,2 0,10', '3,3', false",
    "'0,0 10,0 2,2 0,10', '1,1', true",
    "'0,0 10,10 10,0 0,10', '5,1', false",
    "'0,0 10,10 10,0 0,10', '1,5', true"
  })
  void holdsWhatLiesInside(String corners, String location, boolean inside) {
    Location place = Location.read(location).orElseThrow();
    assertThat(holds(new Polygon(ring(corners)), place)).isEqualTo(inside);
  }

  @Test
  void itDoesNotMatterHowFarRoundTheEarthAPolygonLies() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      List<Location> corners = new ArrayList<>();
      int count = random.nextInt(3, 40);
      for (int corner = 0; corner < count; corner++) {
        corners.add(new Location(random.nextInt(-50, 51), random.nextInt(-50, 51)));
      }
      var here = new Polygon(new Ring(corners));
      long turn = random.nextLong(Location.WHOLE_TURN);
      var there =
          new Polygon(new Ring(corners.stream().map(corner -> turned(corner, turn)).toList()));
      for (int point = 0; point < 200; point++) {
        var place = new Location(random.nextInt(-55, 56), random.nextInt(-55, 56));
        assertThat(holds(there, turned(place, turn)))
            .as("%s in %s, turned by %s", place, corners, turn)
            .isEqualTo(holds(here, place));
      }
    }
  }

  private static boolean holds(Polygon polygon, Location place) {
    return place.latitude() >= polygon.south()
        && place.latitude() <= polygon.north()
        && polygon.holds(place.latitude(), place.longitude());
  }

  private static Location turned(Location place, long turn) {
    long longitude =
        Math.floorMod(place.longitude() + Location.HALF_TURN + turn, Location.WHOLE_TURN);
    return new Location(place.latitude(), (int) (longitude - Location.HALF_TURN));
  }

  private static Ring ring(String corners) {
    return new Ring(
        Stream.of(corners.split(" ")).map(each -> Location.read(each).orElseThrow()).toList());
  }
}
