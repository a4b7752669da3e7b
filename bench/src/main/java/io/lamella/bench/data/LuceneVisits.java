package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;

/// Visits in Lucene: a document a customer, with a term for each day of a visit.
public final class LuceneVisits implements AutoCloseable {
  private final LuceneIndex index;
  private final int days;

  private LuceneVisits(LuceneIndex index, int days) {
    this.index = index;
    this.days = days;
  }

  /// Indexes the visits. Customers without any are left out: no question is about them.
  public static LuceneVisits load(Visits visits) throws IOException {
    List<Field> fields =
        IntStream.range(0, visits.days())
            .mapToObj(LuceneIndex::day)
            .map(LuceneIndex::value)
            .toList();
    return new LuceneVisits(
        LuceneIndex.of(documents ->
            visits.forEachVisitor(visitDays -> {
              var document = new Document();
              visitDays.forEach(day -> document.add(fields.get(day)));
              documents.accept(document);
            })),
        visits.days());
  }

  /// At least so many of all days.
  public List<Form> atLeast(int times) {
    return List.of(
        index.count(
            LuceneIndex.atLeast(times, IntStream.range(0, days).mapToObj(LuceneIndex::day))));
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
