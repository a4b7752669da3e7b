package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/// The shoppers' flags in Lucene: a term a flag.
public final class LuceneShoppers implements AutoCloseable {
  private final LuceneIndex index;

  private LuceneShoppers(LuceneIndex index) {
    this.index = index;
  }

  /// Indexes the shoppers.
  public static LuceneShoppers load(Shoppers shoppers) throws IOException {
    List<Field> fields = Shoppers.FLAGS.stream().map(LuceneIndex::value).toList();
    return new LuceneShoppers(
        LuceneIndex.of(documents ->
            shoppers.forEach((number, flags, visits) -> {
              var document = new Document();
              for (int flag = 0; flag < fields.size(); flag++) {
                if ((flags >>> flag & 1) != 0) {
                  document.add(fields.get(flag));
                }
              }
              documents.accept(document);
            })));
  }

  /// `(a || b || c) && d && e && !f`.
  public Form bool() {
    Query any =
        new BooleanQuery.Builder()
            .add(LuceneIndex.has("a"), Occur.SHOULD)
            .add(LuceneIndex.has("b"), Occur.SHOULD)
            .add(LuceneIndex.has("c"), Occur.SHOULD)
            .build();
    return index.count(
        new BooleanQuery.Builder()
            .add(any, Occur.FILTER)
            .add(LuceneIndex.has("d"), Occur.FILTER)
            .add(LuceneIndex.has("e"), Occur.FILTER)
            .add(LuceneIndex.has("f"), Occur.MUST_NOT)
            .build());
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
