package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/// The shoppers in Lucene: a term a flag, a term a day.
public final class LuceneShoppers implements AutoCloseable {
  private final LuceneIndex index;

  private LuceneShoppers(LuceneIndex index) {
    this.index = index;
  }

  /// Indexes the shoppers.
  public static LuceneShoppers load(Shoppers shoppers) throws IOException {
    List<Field> flagFields = Shoppers.FLAGS.stream().map(LuceneIndex::value).toList();
    List<Field> dayFields = days().map(LuceneIndex::value).toList();
    return new LuceneShoppers(
        LuceneIndex.of(documents ->
            shoppers.forEach((number, flags, visits) -> {
              var document = new Document();
              addTo(document, flagFields, flags);
              addTo(document, dayFields, visits);
              documents.accept(document);
            })));
  }

  private static void addTo(Document document, List<Field> fields, int bits) {
    for (int left = bits; left != 0; left &= left - 1) {
      document.add(fields.get(Integer.numberOfTrailingZeros(left)));
    }
  }

  private static Stream<String> days() {
    return IntStream.range(0, Shoppers.DAYS).mapToObj(LuceneIndex::day);
  }

  /// `(a || b || c) && d && e && !f`.
  public List<Form> booleans() {
    Query any =
        new BooleanQuery.Builder()
            .add(LuceneIndex.has("a"), Occur.SHOULD)
            .add(LuceneIndex.has("b"), Occur.SHOULD)
            .add(LuceneIndex.has("c"), Occur.SHOULD)
            .build();
    return List.of(
        index.count(
            new BooleanQuery.Builder()
                .add(any, Occur.FILTER)
                .add(LuceneIndex.has("d"), Occur.FILTER)
                .add(LuceneIndex.has("e"), Occur.FILTER)
                .add(LuceneIndex.has("f"), Occur.MUST_NOT)
                .build()));
  }

  /// At least 2 of 14 days.
  public List<Form> atLeastTwo() {
    return List.of(index.count(LuceneIndex.atLeast(2, days())));
  }

  /// `g && a &&` any of 14 days: these as a clause of their own, or beside the two.
  public List<Form> selective() {
    var nested = gAndA().add(LuceneIndex.atLeast(1, days()), Occur.FILTER);
    var flat = gAndA().setMinimumNumberShouldMatch(1);
    days().forEach(day -> flat.add(LuceneIndex.has(day), Occur.SHOULD));
    return List.of(
        index.count("lucene, days nested", nested.build()),
        index.count("lucene, days beside", flat.build()));
  }

  private static BooleanQuery.Builder gAndA() {
    return new BooleanQuery.Builder()
        .add(LuceneIndex.has("g"), Occur.FILTER)
        .add(LuceneIndex.has("a"), Occur.FILTER);
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
