package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/// A Lucene index as a segmentation would have it: a document a customer, a term a value, postings
/// of documents alone, one segment, mapped from a folder that is deleted in the end. No query
/// cache: a remembered answer is not evaluation.
final class LuceneIndex implements AutoCloseable {
  private static final String FIELD = "value";
  private static final int FEW = 16;
  private static final int BUFFER_MIB = 256;

  private final Path folder;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private LuceneIndex(Path folder, Directory directory) throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
  }

  /// Makes an index.
  ///
  /// @param fill gives the documents, one for each customer, in order
  static LuceneIndex of(Consumer<Consumer<Document>> fill) throws IOException {
    Path folder = Files.createTempDirectory("lamella-bench-lucene");
    Directory directory = new MMapDirectory(folder);
    try (var writer =
        new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MIB))) {
      fill.accept(document -> {
        try {
          writer.addDocument(document);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      writer.forceMerge(1);
    }
    return new LuceneIndex(folder, directory);
  }

  /// A value of a customer, for its document.
  static Field value(String value) {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.setTokenized(false);
    type.freeze();
    return new Field(FIELD, value, type);
  }

  /// Who has a value.
  static Query has(String value) {
    return new TermQuery(new Term(FIELD, value));
  }

  /// Who has one of these values: a few as clauses, many as a set of terms.
  static Query hasAny(List<String> values) {
    if (values.size() == 1) {
      return has(values.getFirst());
    }
    if (values.size() > FEW) {
      return new TermInSetQuery(FIELD, values.stream().map(BytesRef::new).toList());
    }
    return atLeast(1, values.stream());
  }

  /// The value that stands for a visit on a day.
  static String day(int day) {
    return "day" + day;
  }

  /// Who has at least so many of these values.
  static Query atLeast(int times, Stream<String> values) {
    var query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(times);
    values.forEach(value -> query.add(has(value), Occur.SHOULD));
    return query.build();
  }

  /// Counts what a query finds.
  Form count(Query query) {
    return count("lucene, count", query);
  }

  /// Counts what a query finds.
  ///
  /// @param name of the form
  Form count(String name, Query query) {
    return new Form(
        name,
        () -> {
          try {
            return searcher.count(query);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
