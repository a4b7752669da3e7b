package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumberFormatTest {
  private static final long SEED = 41;

  /// The language's own words for what a number is.
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

  private static final String[] PIECES = {
    "-", ".", "0", "1", "9", "00", "57", "123456789", "x", " "
  };

  @Test
  void readsWhatThePatternReads() {
    var random = new SplittableRandom(SEED);
    int numbers = 0;
    for (int i = 0; i < 300_000; i++) {
      var cell = new StringBuilder();
      for (int piece = random.nextInt(1, 7); piece > 0; piece--) {
        cell.append(PIECES[random.nextInt(PIECES.length)]);
      }
      numbers += check(cell.toString()) ? 1 : 0;
    }
    assertThat(numbers).isGreaterThan(10_000);
  }

  @Test
  void nothingAndSignsAreNoNumbers() {
    for (String cell :
        new String[] {"", "-", ".", "-.", "1.", ".1", "+1", "1e3", "٣", "-0", "-0.0"}) {
      check(cell);
    }
  }

  private static boolean check(String cell) {
    boolean matches = NUMBER.matcher(cell).matches();
    var value = matches ? new BigDecimal(cell) : BigDecimal.ZERO;
    int point = cell.indexOf('.');
    int fraction = point < 0 ? 0 : cell.length() - point - 1;
    int digits = (int) cell.chars().filter(Character::isDigit).count();
    boolean fits =
        matches && digits <= ValueFormat.MAX_DIGITS && fraction <= ValueFormat.MAX_FRACTION_DIGITS;
    assertThat(NumberFormat.scale(cell)).as(cell).isEqualTo(fits ? fraction : NumberFormat.NONE);
    if (fits) {
      assertThat(BigDecimal.valueOf(NumberFormat.unscaled(cell), fraction))
          .as(cell)
          .isEqualTo(value);
    }
    return fits;
  }
}
