package io.lamella.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: the table is O'Neil's own. Method: the generator's first numbers by hand, and the counts
/// he published, plainly counted.
class SetQueryTableTest {
  @Test
  void theFirstCustomerHasTheFirstNumbersOfTheSequence() {
    List<List<Integer>> customers = new ArrayList<>();
    new SetQueryTable(2)
        .forEach((number, values) -> customers.add(Arrays.stream(values).boxed().toList()));
    // The sequence's well-known beginning: 16807, 282475249, 1622650073, 984943658.
    assertThat(customers.getFirst().subList(0, 4))
        .containsExactly(
            16_807 % 500_000 + 1,
            282_475_249 % 250_000 + 1,
            1_622_650_073 % 100_000 + 1,
            984_943_658 % 40_000 + 1);
    assertThat(customers).hasSize(2);
  }

  @Test
  void aMillionCustomersHaveThePublishedCountsOfTheValueTwo() throws IOException {
    Map<String, Long> published = firstQuery(SetQueryAnswers.read());
    Map<String, Long> counted = new HashMap<>();
    counted.put(SetQueryTable.SEQUENCE, 1L);
    long[] twos = new long[SetQueryTable.CARDINALITIES.size()];
    new SetQueryTable(1_000_000)
        .forEach((number, values) -> {
          for (int column = 0; column < twos.length; column++) {
            twos[column] += values[column] == 2 ? 1 : 0;
          }
        });
    for (int column = 0; column < twos.length; column++) {
      counted.put(SetQueryTable.name(SetQueryTable.CARDINALITIES.get(column)), twos[column]);
    }
    assertThat(counted).isEqualTo(published);
  }

  @Test
  void theLoadedTableAnswersAsAScanDoes() {
    var table = new SetQueryTable(5_000);
    long[] expected = {0};
    table.forEach((number, values) -> expected[0] += values[11] == 2 && values[7] != 3 ? 1 : 0);
    try (Engine engine = table.load(1)) {
      assertThat(engine.count("K2 == 2 && !(K25 == 3)")).isEqualTo(expected[0]);
    }
  }

  /// The counts of `Q1`, by column.
  private static Map<String, Long> firstQuery(String json) {
    int start = json.indexOf('{', json.indexOf("\"Q1"));
    Matcher pair =
        Pattern.compile("\"(\\w+)\":\\s*(\\d+)")
            .matcher(json.substring(start, json.indexOf('}', start)));
    Map<String, Long> counts = new HashMap<>();
    while (pair.find()) {
      counts.put(pair.group(1), Long.valueOf(pair.group(2)));
    }
    return counts;
  }
}
