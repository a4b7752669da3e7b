package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.00",
        "0E5",
        "0E-10",
        "12.50",
        "-12.5",
        "1E3",
        "1E17",
        "1E18",
        "-9.9E17",
        "999999999999999999",
        "1000000000000000000",
        "0.123456789",
        "0.1234567890",
        "999999999.123456789",
        "9999999999.123456789",
        "123456789012345678.0"
      })
  void aDecimalIsWhatItsDigitsAre(String written) {
    var decimal = new BigDecimal(written);
    assertThat(ValueFormat.number(decimal)).isEqualTo(ValueFormat.number(decimal.toPlainString()));
  }
}
