package io.lamella.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.bench.Form;
import io.lamella.bench.data.SetQueryLists.Numbers;
import io.lamella.engine.Engine;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: queries 3B and 4 are O'Neil's own, and everyone is asked the same. Method: plain scans; a
/// million customers against the answers beside the project, a small table against every contender.
class SetQueryConditionTest {
  private static final int SIZE = 60_000;

  @Test
  void aMillionCustomersHaveThePublishedCountsOfTheFourthQuery() throws IOException {
    String answers = SetQueryAnswers.read();
    Map<List<SetQueryCondition>, Long> expected = new HashMap<>();
    SetQueryLists.three()
        .forEach(all -> expected.put(all, count(answers, "Q4A", SetQueryCondition.sql(all))));
    SetQueryLists.five()
        .forEach(all -> expected.put(all, count(answers, "Q4B", SetQueryCondition.sql(all))));
    assertThat(expected).hasSize(18);
    assertThat(scan(1_000_000, List.copyOf(expected.keySet()))).isEqualTo(expected);
  }

  @Test
  void aMillionCustomersHaveThePublishedCountsOfFiveRanges() throws IOException {
    String answers = SetQueryAnswers.read();
    long[] threes = new long[SetQueryTable.CARDINALITIES.size()];
    new SetQueryTable(1_000_000)
        .forEach((number, values) -> {
          if (SetQueryLists.numbers().stream().anyMatch(range -> isIn(range, number))) {
            for (int column = 0; column < values.length; column++) {
              threes[column] += values[column] == 3 ? 1 : 0;
            }
          }
        });
    for (int column = 0; column < threes.length; column++) {
      String name = SetQueryTable.name(SetQueryTable.CARDINALITIES.get(column));
      assertThat(threes[column]).as(name).isEqualTo(count(answers, "Q3B", name));
    }
  }

  @Test
  void everyFormOfEveryContenderAnswersAsAScanDoes() throws IOException, SQLException {
    var table = new SetQueryTable(SIZE);
    List<List<SetQueryCondition>> queries =
        Stream.concat(SetQueryLists.three().stream(), SetQueryLists.five().stream()).toList();
    Map<List<SetQueryCondition>, Long> expected = scan(SIZE, queries);
    var roaring = RoaringSetQuery.of(table);
    try (Engine engine = table.load(1);
        DuckSetQuery duck = DuckSetQuery.of(table);
        LuceneSetQuery lucene = LuceneSetQuery.of(table)) {
      for (List<SetQueryCondition> query : queries) {
        String expression = SetQueryCondition.expression(query);
        List<Form> forms = new ArrayList<>(roaring.all(query));
        forms.add(duck.count(SetQueryCondition.sql(query)));
        forms.addAll(lucene.all(query));
        forms.add(new Form("lamella", () -> engine.count(expression)));
        for (Form form : forms) {
          assertThat(form.ask().getAsLong())
              .as(form.name() + ": " + expression)
              .isEqualTo(expected.get(query));
        }
      }
    }
  }

  private static long count(String answers, String query, String name) {
    return SetQueryAnswers.count(answers, query, name);
  }

  private static boolean isIn(Numbers range, int number) {
    return range.low() <= number && number <= range.high();
  }

  private static Map<List<SetQueryCondition>, Long> scan(
      int size, List<List<SetQueryCondition>> queries) {
    Map<List<SetQueryCondition>, Long> counts = new HashMap<>();
    queries.forEach(query -> counts.put(query, 0L));
    new SetQueryTable(size)
        .forEach((number, values) -> {
          for (List<SetQueryCondition> query : queries) {
            if (query.stream().allMatch(condition -> condition.holds(valueOf(condition, values)))) {
              counts.merge(query, 1L, Long::sum);
            }
          }
        });
    return counts;
  }

  private static int valueOf(SetQueryCondition condition, int[] values) {
    return values[SetQueryTable.CARDINALITIES.indexOf(condition.cardinality())];
  }
}
