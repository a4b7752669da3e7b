package io.lamella.engine.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whichever function is used wrongly, where and what would be right is told. Method: a table
/// of wrong expressions with all that is told of them, in which no function may be missing.
class FunctionFaultsTest {

  /// @param faults with ` // ` between them
  record Wrong(String expression, String faults) {
    @Override
    public String toString() {
      return expression;
    }
  }

  private static List<Wrong> table() throws IOException {
    try (InputStream file = FunctionFaultsTest.class.getResourceAsStream("/faults/functions.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .map(cells -> new Wrong(cells[0].strip(), cells[1].strip()))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void isToldWithItsPlaceAndWhatWouldBeRight(Wrong wrong) {
    assertThat(String.join(" // ", FaultsTest.told(wrong.expression))).isEqualTo(wrong.faults);
  }

  @Test
  void noFunctionIsMissing() throws IOException {
    String all = String.join("\n", table().stream().map(Wrong::expression).toList());
    assertThat(Functions.names()).allMatch(name -> all.contains(name + "("));
  }

  static Stream<String> functions() {
    return Functions.names().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionWhereItDoesNotStandIsToldWithHowItIsWritten(String function) {
    assertThat(Functions.unknown(function))
        .startsWith("'" + function + "' does not stand here; write ")
        .contains(function + "(");
  }
}
