package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.croaring.CRoaring;
import io.lamella.bench.croaring.CRoaringDayCounts;
import io.lamella.bench.croaring.CRoaringQuestions;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.LuceneShoppers;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/// The three questions by which an engine of this kind is known, on one thread: a Boolean of six
/// flags, *at least 2 of 14 days*, and a small set against many.
///
/// @param size how many customers
record ThreeQuestions(int size, Timing timing, Consumer<Trial> trials) {
  private static final long SEED = 20_260_615;

  static final String BOOLEAN = "(a || b || c) && d && e && !f";
  static final String AT_LEAST_14 = "did('visit').within(last('14d')).days() >= 2";
  static final String SELECTIVE = "g && a && did('visit').within(last('14d'))";

  private static final List<String> FIRST =
      List.of(
          "load.lines",
          "boolean.roaring",
          "atleast14.roaring",
          "selective.roaring",
          "boolean.limit",
          "atleast14.limit",
          "selective.limit",
          "boolean.prepared",
          "atleast14.prepared",
          "selective.prepared",
          "size.flags",
          "size.days");
  private static final List<String> CROARING =
      List.of("boolean.croaring", "atleast14.croaring", "selective.croaring");
  private static final List<String> LAST =
      List.of(
          "boolean.duckdb",
          "atleast14.duckdb",
          "atleast14.duckdb-copy",
          "atleast14.duckdb-mask",
          "selective.duckdb",
          "boolean.lucene",
          "atleast14.lucene",
          "selective.lucene");

  /// The three as Lamella answered them.
  private record Answered(Asked bool, Asked atLeast, Asked selective) {}

  /// Every figure, in the order in which they come. Those beside CRoaring are there if it is.
  static List<String> names() {
    return Stream.of(FIRST, CRoaring.isGiven() ? CROARING : List.<String>of(), LAST)
        .flatMap(List::stream)
        .toList();
  }

  void measure(Consumer<Figure> out) throws SQLException, IOException {
    var shoppers = new Shoppers(size, SEED);
    try (Engine engine = load(shoppers, out)) {
      var answered =
          new Answered(
              ask(engine, "boolean", BOOLEAN),
              ask(engine, "atleast14", AT_LEAST_14),
              ask(engine, "selective", SELECTIVE));
      var roaring = RoaringShoppers.of(shoppers);
      roaring(roaring, answered, out);
      own(shoppers, roaring, answered, out);
      if (CRoaring.isGiven()) {
        croaring(roaring, answered, out);
      }
      duck(shoppers, answered, out);
      lucene(shoppers, answered, out);
    }
  }

  private Asked ask(Engine engine, String name, String expression) {
    return Asked.ask(engine, name, expression, timing, trials);
  }

  private Engine load(Shoppers shoppers, Consumer<Figure> out) {
    var lines = new AtomicLong(size);
    shoppers.forEach((number, flags, visits) -> lines.addAndGet(Integer.bitCount(visits)));
    long start = System.nanoTime();
    Engine engine = LamellaShoppers.load(shoppers, 1);
    out.accept(
        Figure.rate("load.lines", lines.get() / ((System.nanoTime() - start) / 1e9), 500_000));
    return engine;
  }

  private static void roaring(RoaringShoppers shoppers, Answered answered, Consumer<Figure> out) {
    var questions = new RoaringQuestions(shoppers);
    out.accept(answered.bool.faster("roaring", questions.booleans(), 20));
    out.accept(answered.atLeast.faster("roaring", new RoaringDayCounts(shoppers).atLeastTwo(), 50));
    out.accept(answered.selective.faster("roaring", questions.selective(), 20));
  }

  /// What Lamella is measured by without a rival, and its sizes beside RoaringBitmap's.
  private static void own(
      Shoppers shoppers, RoaringShoppers roaring, Answered answered, Consumer<Figure> out) {
    var bytes = TouchedBytes.of(shoppers);
    out.accept(answered.bool.within(bytes.ofFlags(6), 2.3));
    out.accept(answered.atLeast.above(bytes.days()));
    // Most of what this question is about is never read: the limit is what is.
    out.accept(answered.selective.above(answered.selective.bytesRead()));
    for (Asked asked : List.of(answered.bool, answered.atLeast, answered.selective)) {
      out.accept(asked.prepared());
    }
    out.accept(
        Figure.size("size.flags", bytes.ofFlags(Shoppers.FLAGS.size()), bytes(roaring.flags())));
    out.accept(Figure.size("size.days", bytes.days(), bytes(roaring.days())));
  }

  private static void croaring(RoaringShoppers shoppers, Answered answered, Consumer<Figure> out) {
    try (var questions = CRoaringQuestions.of(shoppers);
        var days = CRoaringDayCounts.of(shoppers.days())) {
      out.accept(answered.bool.faster("croaring", questions.booleans(), 15));
      out.accept(answered.atLeast.faster("croaring", days.atLeastTwo(), 30));
      out.accept(answered.selective.faster("croaring", questions.selective(), 5));
    }
  }

  private static void duck(Shoppers shoppers, Answered answered, Consumer<Figure> out)
      throws SQLException {
    try (DuckShoppers duck = DuckShoppers.load(shoppers)) {
      var questions = new DuckQuestions(duck);
      out.accept(answered.bool.faster("duckdb", questions.booleans(), 200));
      out.accept(answered.atLeast.faster("duckdb", questions.atLeastTwo(), 800));
      out.accept(answered.atLeast.beside("duckdb-copy", questions.atLeastTwoByCustomer()));
      out.accept(answered.atLeast.beside("duckdb-mask", questions.atLeastTwoByMask()));
      out.accept(answered.selective.beside("duckdb", questions.selective()));
    }
  }

  private static void lucene(Shoppers shoppers, Answered answered, Consumer<Figure> out)
      throws IOException {
    try (LuceneShoppers lucene = LuceneShoppers.load(shoppers)) {
      out.accept(answered.bool.beside("lucene", lucene.booleans()));
      out.accept(answered.atLeast.beside("lucene", lucene.atLeastTwo()));
      out.accept(answered.selective.beside("lucene", lucene.selective()));
    }
  }

  private static long bytes(List<RoaringBitmap> bitmaps) {
    return bitmaps.stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
  }
}
