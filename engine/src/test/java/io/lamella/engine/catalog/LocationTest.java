package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a location is read, kept and written as decision 25 says.
class LocationTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'51.5074,-0.1278', '51.5074,-0.1278'",
    "'51.5074, -0.1278', '51.5074,-0.1278'",
    "'51.5074 -0.1278', '51.5074,-0.1278'",
    "'+51.50, 0.0', '51.5,0'",
    "'90,180', '90,180'",
    "'-90,-180', '-90,-180'",
    "'0.00000004,-0.00000004', '0,0'",
    "'0.00000005,0.00000015', '0,0.0000002'",
    "'51.507412345678,-0.127812345678', '51.5074123,-0.1278123'"
  })
  void isRounded(String cell, String written) {
    Location location = Location.read(cell).orElseThrow();
    assertThat(location).hasToString(written);
    assertThat(Location.unpacked(location.packed())).isEqualTo(location);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "90.0000001,0",
        "0,180.1",
        "-91,0",
        "1000,0",
        "51.5",
        "51.5,",
        ",0",
        "51.5;0",
        "1,2,3",
        "5e1,0",
        "N51,0",
        " 51,0",
        ".5,0",
        "51.,0"
      })
  void whatIsNoLocationIsNot(String cell) {
    assertThat(Location.read(cell)).isEqualTo(Optional.empty());
  }

  @Test
  void numbersAscendWithLatitude() {
    assertThat(new Location(-1, Location.HALF_TURN).packed())
        .isLessThan(new Location(0, -Location.HALF_TURN).packed());
    assertThat(Location.packed(-Location.QUARTER_TURN, -Location.HALF_TURN)).isZero();
  }
}
