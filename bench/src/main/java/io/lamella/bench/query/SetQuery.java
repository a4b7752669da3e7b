package io.lamella.bench.query;

import io.lamella.bench.Cells;
import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.DuckSetQuery;
import io.lamella.bench.data.LuceneSetQuery;
import io.lamella.bench.data.RoaringSetQuery;
import io.lamella.bench.data.SetQueryCondition;
import io.lamella.bench.data.SetQueryCondition.OneOf;
import io.lamella.bench.data.SetQueryLists;
import io.lamella.bench.data.SetQueryLists.Numbers;
import io.lamella.bench.data.SetQueryTable;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/// The counts of the Set Query Benchmark (O'Neil 1993), Q1 to Q4, beside RoaringBitmap, DuckDB and
/// Lucene. Q5 and Q6 are no counts of customers: they group, and join customers with customers.
///
/// @param size how many customers
/// @param every asks about one in so many columns and sets of conditions
record SetQuery(int size, int every, Timing timing, Consumer<Trial> trials) {
  private static final List<Numbers> ONE_RANGE = List.of(new Numbers(400_000, 500_000));

  Figure worst() throws SQLException, IOException {
    var cells = new Cells("setquery", timing, trials);
    var table = new SetQueryTable(size);
    try (Engine engine = table.load(1);
        DuckSetQuery duck = DuckSetQuery.of(table);
        LuceneSetQuery lucene = LuceneSetQuery.of(table)) {
      var asking = new Asking(cells, engine, RoaringSetQuery.of(table), duck, lucene);
      for (int cardinality : some(SetQueryTable.CARDINALITIES)) {
        asking.ofColumn(cardinality);
      }
      for (List<SetQueryCondition> conditions : some(SetQueryLists.three())) {
        asking.all("Q4A", conditions);
      }
      for (List<SetQueryCondition> conditions : some(SetQueryLists.five())) {
        asking.all("Q4B", conditions);
      }
    }
    return cells.worst();
  }

  private <T> List<T> some(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(place -> place % every == 0)
        .mapToObj(all::get)
        .toList();
  }

  /// Asks everyone who has the table.
  private record Asking(
      Cells cells,
      Engine engine,
      RoaringSetQuery roaring,
      DuckSetQuery duck,
      LuceneSetQuery lucene) {

    /// Q1 to Q3 on one column.
    void ofColumn(int cardinality) throws SQLException {
      String name = SetQueryTable.name(cardinality);
      RoaringBitmap two = roaring.with(cardinality, 2);
      cell(
          "Q1 " + name,
          name + " == 2",
          List.of(
              new Form("roaring", two::getLongCardinality),
              duck.count(name + " = 2"),
              lucene.value(cardinality, 2)));
      if (cardinality == 2) {
        return;
      }
      RoaringBitmap three = roaring.with(cardinality, 3);
      RoaringBitmap half = roaring.with(2, 2);
      List<SetQueryCondition> both =
          List.of(new OneOf(2, List.of(2)), new OneOf(cardinality, List.of(3)));
      cell(
          "Q2A " + name,
          SetQueryCondition.expression(both),
          Stream.concat(
                  Stream.of(
                      new Form("roaring", () -> RoaringBitmap.andCardinality(half, three)),
                      duck.count(SetQueryCondition.sql(both))),
                  lucene.all(both).stream().limit(1))
              .toList());
      cell(
          "Q2B " + name,
          "K2 == 2 && !(" + name + " == 3)",
          List.of(
              new Form("roaring", () -> RoaringBitmap.andNotCardinality(half, three)),
              duck.count("K2 = 2 AND NOT " + name + " = 3"),
              lucene.butNot(2, 2, cardinality, 3)));
      within("Q3A " + name, ONE_RANGE, cardinality);
      within("Q3B " + name, SetQueryLists.numbers(), cardinality);
    }

    /// The value 3 of a column within some ranges of the customers' numbers.
    private void within(String name, List<Numbers> ranges, int cardinality) throws SQLException {
      var three = new OneOf(cardinality, List.of(3));
      cell(
          name,
          any(ranges, "KSEQ >= %d && KSEQ <= %d", " || ") + " && " + three.expression(),
          List.of(
              roaring.within(ranges, roaring.with(cardinality, 3)),
              duck.count(any(ranges, "KSEQ BETWEEN %d AND %d", " OR ") + " AND " + three.sql()),
              lucene.within(ranges, cardinality, 3)));
    }

    private static String any(List<Numbers> ranges, String range, String or) {
      return ranges.stream()
          .map(numbers -> range.formatted(numbers.low(), numbers.high()))
          .collect(Collectors.joining(or, "(", ")"));
    }

    /// Q4.
    void all(String name, List<SetQueryCondition> conditions) throws SQLException {
      String sql = SetQueryCondition.sql(conditions);
      List<Form> rivals = new ArrayList<>(roaring.all(conditions));
      rivals.add(duck.count(sql));
      rivals.addAll(lucene.all(conditions));
      cell(name + " " + sql, SetQueryCondition.expression(conditions), rivals);
    }

    private void cell(String name, String expression, List<Form> rivals) {
      Question question = Question.of(expression);
      cells.measure(name, new Form("lamella", () -> engine.count(question)), rivals);
    }
  }
}
