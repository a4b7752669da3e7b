package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/// The Set Query table in Lucene: a term for each value of a column that is asked for, the
/// customer's number as a point.
public final class LuceneSetQuery implements AutoCloseable {
  /// The queries ask for these values of a column.
  private static final int LARGEST_ASKED = 3;

  private final LuceneIndex index;

  private LuceneSetQuery(LuceneIndex index) {
    this.index = index;
  }

  /// Indexes the table.
  public static LuceneSetQuery of(SetQueryTable table) throws IOException {
    List<List<Field>> fields =
        SetQueryTable.CARDINALITIES.stream()
            .map(cardinality ->
                IntStream.rangeClosed(1, LARGEST_ASKED)
                    .mapToObj(value -> LuceneIndex.value(term(cardinality, value)))
                    .toList())
            .toList();
    return new LuceneSetQuery(
        LuceneIndex.of(documents ->
            table.forEach((number, values) -> {
              var document = new Document();
              document.add(new IntPoint(SetQueryTable.SEQUENCE, number));
              for (int column = 0; column < values.length; column++) {
                if (values[column] <= LARGEST_ASKED) {
                  document.add(fields.get(column).get(values[column] - 1));
                }
              }
              documents.accept(document);
            })));
  }

  /// Who has a value of a column.
  public Form value(int cardinality, int value) {
    return index.count(has(cardinality, value));
  }

  /// Who has both of two values.
  public Form both(int cardinality, int value, int otherCardinality, int otherValue) {
    return index.count(
        new BooleanQuery.Builder()
            .add(has(cardinality, value), Occur.FILTER)
            .add(has(otherCardinality, otherValue), Occur.FILTER)
            .build());
  }

  /// Who has the first of two values and not the second.
  public Form butNot(int cardinality, int value, int otherCardinality, int otherValue) {
    return index.count(
        new BooleanQuery.Builder()
            .add(has(cardinality, value), Occur.FILTER)
            .add(has(otherCardinality, otherValue), Occur.MUST_NOT)
            .build());
  }

  /// Who has a value and a number within a range, both ends included.
  public Form within(int from, int to, int cardinality, int value) {
    return index.count(
        new BooleanQuery.Builder()
            .add(IntPoint.newRangeQuery(SetQueryTable.SEQUENCE, from, to), Occur.FILTER)
            .add(has(cardinality, value), Occur.FILTER)
            .build());
  }

  private static Query has(int cardinality, int value) {
    return LuceneIndex.has(term(cardinality, value));
  }

  private static String term(int cardinality, int value) {
    return SetQueryTable.name(cardinality) + "=" + value;
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
