package io.lamella.bench.data;

import io.lamella.bench.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// The shoppers' flags in Lucene: a document a customer, a term a flag, postings of documents
/// alone, one segment, mapped from a folder that is deleted in the end. No query cache: a
/// remembered answer is not evaluation.
public final class LuceneShoppers implements AutoCloseable {
  private static final String FIELD = "flag";

  private final Path folder;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private LuceneShoppers(Path folder, Directory directory) throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
  }

  /// Indexes the shoppers.
  public static LuceneShoppers load(Shoppers shoppers) throws IOException {
    Path folder = Files.createTempDirectory("lamella-bench-lucene");
    Directory directory = new MMapDirectory(folder);
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.setTokenized(false);
    type.freeze();
    try (var writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(256))) {
      List<Field> fields =
          Shoppers.FLAGS.stream().map(flag -> new Field(FIELD, flag, type)).toList();
      shoppers.forEach((number, flags, visits) -> {
        var document = new Document();
        for (int flag = 0; flag < fields.size(); flag++) {
          if ((flags >>> flag & 1) != 0) {
            document.add(fields.get(flag));
          }
        }
        try {
          writer.addDocument(document);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      writer.forceMerge(1);
    }
    return new LuceneShoppers(folder, directory);
  }

  /// `(a || b || c) && d && e && !f`.
  public Form bool() {
    Query any =
        new BooleanQuery.Builder()
            .add(term("a"), Occur.SHOULD)
            .add(term("b"), Occur.SHOULD)
            .add(term("c"), Occur.SHOULD)
            .build();
    Query query =
        new BooleanQuery.Builder()
            .add(any, Occur.FILTER)
            .add(term("d"), Occur.FILTER)
            .add(term("e"), Occur.FILTER)
            .add(term("f"), Occur.MUST_NOT)
            .build();
    return new Form(
        "lucene, count",
        () -> {
          try {
            return searcher.count(query);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Query term(String flag) {
    return new TermQuery(new Term(FIELD, flag));
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
