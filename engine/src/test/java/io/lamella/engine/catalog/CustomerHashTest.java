package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerHashTest {

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"spring, 12346, 381417", "spring, 12347, 187698", "holdout, 12346, 960108"})
  void positionsAreThoseOfTheLanguage(String salt, String id, int position) {
    assertThat(position(id, salt)).isEqualTo(position);
  }

  @Test
  void theHashIsXxHash64WithSeedZero() {
    assertThat(CustomerHash.ofId(new byte[0])).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(CustomerHash.ofSalt("abc")).isEqualTo(0x44BC2CF5AD770999L);
  }

  @Test
  void everyPositionIsBelowAMillionAndEachTenthGetsATenth() {
    int[] tenths = new int[10];
    for (int i = 0; i < 100_000; i++) {
      tenths[position("customer-" + i, "salt") / 100_000]++;
    }

    for (int customers : tenths) {
      assertThat(customers).isBetween(9_600, 10_400);
    }
  }

  private static int position(String id, String salt) {
    return CustomerHash.position(
        CustomerHash.ofId(id.getBytes(StandardCharsets.UTF_8)), CustomerHash.ofSalt(salt));
  }
}
