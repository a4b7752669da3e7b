package io.lamella.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lamella.engine.catalog.Location;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a circle holds exactly those whose distance, worked out for each of them, is not above the
/// radius. Method: seeded random circles of a centimetre to half the Earth, many of them with a
/// pole or the antimeridian inside, and locations of which half lie within centimetres of the rim.
class CircleTest {
  private static final double[] RADII = {
    0.01,
    1,
    40,
    1_000,
    25_000,
    800_000,
    5_000_000,
    10_007_543.4,
    12_000_000,
    19_990_000,
    20_015_114.4,
    20_015_115,
    30_000_000
  };
  private static final int[] LATITUDES = {
    0, 515_074_000, 899_999_000, 899_999_999, 900_000_000, -900_000_000, -450_000_000, 1
  };

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void holdsWhoeverIsNotFurtherThanItsRadius(long seed) {
    var random = new SplittableRandom(seed);
    for (double radius : RADII) {
      for (int latitude : LATITUDES) {
        int longitude = random.nextInt(-Location.HALF_TURN, Location.HALF_TURN + 1);
        check(new Location(latitude, longitude), radius * random.nextDouble(0.9, 1), random);
        check(new Location(latitude, longitude), radius, random);
      }
    }
  }

  private static void check(Location centre, double metres, SplittableRandom random) {
    var circle = new Circle(centre, metres);
    for (int i = 0; i < 500; i++) {
      Location location = random.nextBoolean() ? anywhere(random) : atRim(centre, metres, random);
      boolean isNear =
          Circle.metres(
                  centre.latitude(), centre.longitude(), location.latitude(), location.longitude())
              <= metres;
      boolean held =
          location.latitude() >= circle.south()
              && location.latitude() <= circle.north()
              && circle.holds(location.latitude(), location.longitude());
      assertThat(held).as("%s within %s m of %s", location, metres, centre).isEqualTo(isNear);
    }
  }

  private static Location anywhere(SplittableRandom random) {
    return new Location(
        random.nextInt(-Location.QUARTER_TURN, Location.QUARTER_TURN + 1),
        random.nextInt(-Location.HALF_TURN, Location.HALF_TURN + 1));
  }

  /// Goes so far in some direction, and some centimetres more or less.
  private static Location atRim(Location centre, double metres, SplittableRandom random) {
    double arc = metres / Circle.EARTH_METRES;
    double bearing = random.nextDouble(0, 2 * Math.PI);
    double latitude = Math.toRadians(centre.latitude() / 1e7);
    double sine =
        Math.sin(latitude) * Math.cos(arc) + Math.cos(latitude) * Math.sin(arc) * Math.cos(bearing);
    double target = Math.asin(Math.clamp(sine, -1.0, 1.0));
    double eastward =
        Math.atan2(
            Math.sin(bearing) * Math.sin(arc) * Math.cos(latitude),
            Math.cos(arc) - Math.sin(latitude) * Math.sin(target));
    long units = Math.round(Math.toDegrees(eastward) * 1e7) + centre.longitude();
    long turned = Math.floorMod(units + Location.HALF_TURN, Location.WHOLE_TURN);
    return new Location(
        Math.clamp(
            Math.round(Math.toDegrees(target) * 1e7) + random.nextInt(-3, 4),
            -Location.QUARTER_TURN,
            Location.QUARTER_TURN),
        (int)
            (Math.floorMod(turned + random.nextInt(-3, 4), Location.WHOLE_TURN)
                - Location.HALF_TURN));
  }

  @Test
  void aDistanceIsAlongAGreatCircle() {
    // A degree of a meridian; London and Paris; half way round, over the pole.
    assertThat(Circle.metres(0, 0, 10_000_000, 0)).isCloseTo(111_195.08, within(0.01));
    assertThat(Circle.metres(515_074_000, -1_278_000, 488_566_000, 23_522_000))
        .isCloseTo(343_556, within(1.0));
    assertThat(Circle.metres(450_000_000, 0, 450_000_000, 1_800_000_000))
        .isCloseTo(10_007_557, within(1.0));
    assertThat(Circle.metres(0, 1_799_000_000, 0, -1_799_000_000)).isCloseTo(22_239, within(1.0));
  }
}
