package io.lamella.bench.data;

import io.lamella.bench.Form;
import io.lamella.bench.data.SetQueryCondition.Between;
import io.lamella.bench.data.SetQueryCondition.OneOf;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/// The Set Query table in Lucene: a term for each value of a column that is asked for, numbers of
/// which a range is asked for as points and doc values, too.
public final class LuceneSetQuery implements AutoCloseable {
  private final LuceneIndex index;

  private LuceneSetQuery(LuceneIndex index) {
    this.index = index;
  }

  /// Indexes the table.
  public static LuceneSetQuery of(SetQueryTable table) throws IOException {
    var terms = new HashMap<String, Field>();
    Map<Integer, IntField> ranged = new HashMap<>();
    SetQueryLists.ranged()
        .forEach(cardinality -> ranged.put(cardinality, number(SetQueryTable.name(cardinality))));
    IntField sequence = number(SetQueryTable.SEQUENCE);
    return new LuceneSetQuery(
        LuceneIndex.of(documents ->
            table.forEach((number, values) -> {
              var document = new Document();
              sequence.setIntValue(number);
              document.add(sequence);
              for (int column = 0; column < values.length; column++) {
                int cardinality = SetQueryTable.CARDINALITIES.get(column);
                int value = values[column];
                if (SetQueryLists.asksFor(cardinality, value)) {
                  document.add(terms.computeIfAbsent(term(cardinality, value), LuceneIndex::value));
                }
                IntField range = ranged.get(cardinality);
                if (range != null) {
                  range.setIntValue(value);
                  document.add(range);
                }
              }
              documents.accept(document);
            })));
  }

  private static IntField number(String name) {
    return new IntField(name, 0, Field.Store.NO);
  }

  /// Who has a value of a column.
  public Form value(int cardinality, int value) {
    return index.count(has(cardinality, value));
  }

  /// Who satisfies every condition: ranges as such, or as one of many terms.
  public List<Form> all(List<SetQueryCondition> conditions) {
    return List.of(
        index.count("lucene, ranges", all(conditions, LuceneSetQuery::inRange)),
        index.count("lucene, terms", all(conditions, LuceneSetQuery::oneOf)));
  }

  private interface Ranging {
    Query of(Between range);
  }

  private static Query all(List<SetQueryCondition> conditions, Ranging ranging) {
    var query = new BooleanQuery.Builder();
    for (SetQueryCondition condition : conditions) {
      switch (condition) {
        case OneOf values -> query.add(oneOf(values), Occur.FILTER);
        case Between range -> query.add(ranging.of(range), Occur.FILTER);
      }
    }
    return query.build();
  }

  private static Query inRange(Between range) {
    return IntField.newRangeQuery(range.column(), range.low(), range.high());
  }

  private static Query oneOf(SetQueryCondition condition) {
    return LuceneIndex.hasAny(
        condition.values().stream().map(value -> term(condition.cardinality(), value)).toList());
  }

  /// Who has the first of two values and not the second.
  public Form butNot(int cardinality, int value, int otherCardinality, int otherValue) {
    return index.count(
        new BooleanQuery.Builder()
            .add(has(cardinality, value), Occur.FILTER)
            .add(has(otherCardinality, otherValue), Occur.MUST_NOT)
            .build());
  }

  /// Who has a value and a number in one of some ranges.
  public Form within(List<SetQueryLists.Numbers> ranges, int cardinality, int value) {
    var any = new BooleanQuery.Builder();
    for (SetQueryLists.Numbers range : ranges) {
      any.add(
          IntField.newRangeQuery(SetQueryTable.SEQUENCE, range.low(), range.high()), Occur.SHOULD);
    }
    return index.count(
        new BooleanQuery.Builder()
            .add(any.build(), Occur.FILTER)
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
