package io.lamella.bench.query;

import io.lamella.bench.Cells;
import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.LuceneSetQuery;
import io.lamella.bench.data.SetQueryRivals;
import io.lamella.bench.data.SetQueryTable;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// The counts of the Set Query Benchmark (O'Neil 1993), Q1 to Q3, for every column, beside
/// RoaringBitmap, DuckDB and Lucene.
///
/// @param size how many customers
record SetQuery(int size, Timing timing, Consumer<Trial> trials) {

  Figure worst() throws SQLException, IOException {
    var cells = new Cells("setquery", timing, trials);
    var table = new SetQueryTable(size);
    try (Engine engine = table.load(1);
        SetQueryRivals rivals = SetQueryRivals.of(table);
        LuceneSetQuery lucene = LuceneSetQuery.of(table)) {
      for (int cardinality : SetQueryTable.CARDINALITIES) {
        measure(cells, engine, rivals, lucene, cardinality);
      }
    }
    return cells.worst();
  }

  private static void measure(
      Cells cells, Engine engine, SetQueryRivals rivals, LuceneSetQuery lucene, int cardinality)
      throws SQLException {
    String name = SetQueryTable.name(cardinality);
    RoaringBitmap two = rivals.values(cardinality, 2);
    cell(
        cells,
        engine,
        "Q1 " + name,
        name + " == 2",
        List.of(
            new Form("roaring", two::getLongCardinality),
            rivals.duck(name + " = 2"),
            lucene.value(cardinality, 2)));
    if (cardinality == 2) {
      return;
    }
    RoaringBitmap three = rivals.values(cardinality, 3);
    RoaringBitmap half = rivals.values(2, 2);
    cell(
        cells,
        engine,
        "Q2A " + name,
        "K2 == 2 && " + name + " == 3",
        List.of(
            new Form("roaring", () -> RoaringBitmap.andCardinality(half, three)),
            rivals.duck("K2 = 2 AND " + name + " = 3"),
            lucene.both(2, 2, cardinality, 3)));
    cell(
        cells,
        engine,
        "Q2B " + name,
        "K2 == 2 && !(" + name + " == 3)",
        List.of(
            new Form("roaring", () -> RoaringBitmap.andNotCardinality(half, three)),
            rivals.duck("K2 = 2 AND NOT " + name + " = 3"),
            lucene.butNot(2, 2, cardinality, 3)));
    // Customers are loaded in the order of their numbers, so a range of these is one of ordinals.
    cell(
        cells,
        engine,
        "Q3A " + name,
        "KSEQ >= 400000 && KSEQ <= 500000 && " + name + " == 3",
        List.of(
            new Form("roaring, range of ordinals", () -> three.rangeCardinality(399_999, 500_000)),
            rivals.duck("KSEQ BETWEEN 400000 AND 500000 AND " + name + " = 3"),
            lucene.within(400_000, 500_000, cardinality, 3)));
  }

  private static void cell(
      Cells cells, Engine engine, String name, String expression, List<Form> rivals) {
    Question question = Question.of(expression);
    cells.measure(name, new Form("lamella", () -> engine.count(question)), rivals);
  }
}
