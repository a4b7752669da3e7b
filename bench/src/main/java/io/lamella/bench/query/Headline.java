package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.DuckShoppers;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.LuceneShoppers;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.bench.serve.Serve;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// The three questions by which an engine of this kind is known, on one thread: a Boolean of six
/// flags, *at least 2 of 14 days*, and a small set against many. Lamella's time is that of a whole
/// call, from the question's text. Every form of every rival must answer as Lamella does.
///
/// Then longer windows, and tables whose worst cell is told.
///
/// @param size how many customers
/// @param figures takes each figure as soon as it is there
/// @param trials takes the median of every form
public record Headline(
    int size, Extent extent, Timing timing, Consumer<Figure> figures, Consumer<Trial> trials) {

  /// How far the tables go.
  ///
  /// @param trees of each number of operands
  /// @param windowCustomers a tenth of them where days are busy
  /// @param setQuery customers of the Set Query Benchmark
  /// @param load how long each load on a server lasts
  /// @param growth customers for which cost is told to grow, the fewest first; there may be none
  public record Extent(
      int trees, int windowCustomers, int setQuery, Duration load, List<Integer> growth) {
    public Extent {
      growth = List.copyOf(growth);
    }

    /// For ratios within two minutes in all.
    public static final Extent QUICK =
        new Extent(1, 50_000, 1_000_000, Duration.ofSeconds(2), List.of());

    /// For a record.
    public static final Extent FULL =
        new Extent(
            3, 1_000_000, 10_000_000, Duration.ofSeconds(10), List.of(1_000_000, 10_000_000));
  }

  private static final long SEED = 20_260_615;

  static final String BOOLEAN = "(a || b || c) && d && e && !f";
  static final String AT_LEAST_14 = "did('visit').within(last('14d')).days() >= 2";
  static final String SELECTIVE = "g && a && did('visit').within(last('14d'))";

  private static final List<String> SHOPPERS =
      List.of(
          "load.lines",
          "boolean.roaring",
          "atleast14.roaring",
          "selective.roaring",
          "boolean.limit",
          "atleast14.limit",
          "boolean.prepared",
          "atleast14.prepared",
          "selective.prepared",
          "size.flags",
          "size.days",
          "boolean.duckdb",
          "atleast14.duckdb",
          "atleast14.duckdb-copy",
          "atleast14.duckdb-mask",
          "selective.duckdb",
          "boolean.lucene");

  /// What Lamella needs for a question and answers to it.
  private record Asked(String name, Question question, double nanos, long count) {}

  /// Measures some figures and gives each out as soon as it is there.
  private interface Measuring {
    void measure(Consumer<Figure> out) throws SQLException, IOException;
  }

  /// Figures that are measured together, over data that only they need.
  private record Group(List<String> names, Measuring measuring) {}

  private List<Group> groups() {
    return List.of(
        new Group(SHOPPERS, this::measure),
        new Group(Ninety.NAMES, out -> new Ninety(size, timing, trials).measure(out)),
        new Group(RealSizes.NAMES, RealSizes::measure),
        new Group(
            List.of("sweep.worst"),
            out -> out.accept(new Sweep(size, extent.trees(), timing.brief(), trials).worst())),
        new Group(
            List.of("windows.worst"),
            out ->
                out.accept(
                    new Windows(extent.windowCustomers(), timing.brief(), Timing.ONCE, trials)
                        .worst())),
        new Group(
            List.of("setquery.worst"),
            out -> out.accept(new SetQuery(extent.setQuery(), timing.brief(), trials).worst())),
        new Group(
            List.of(Overlap.NAME),
            out -> out.accept(new Overlap(size, timing.brief(), trials).measure())),
        new Group(Serve.NAMES, out -> new Serve(size, extent.load(), timing, trials).measure(out)),
        new Group(growth().names(), out -> growth().measure(out)));
  }

  private Growth growth() {
    return new Growth(extent.growth(), timing, trials);
  }

  /// Every figure of the suite, in the order in which they come.
  public List<String> names() {
    return groups().stream().flatMap(group -> group.names.stream()).toList();
  }

  /// Runs the suite. What cannot be had is reported and leaves missing figures, never an exception.
  ///
  /// @param only figures whose name begins with this; those measured with them come too
  public void run(String only) {
    for (Group group : groups()) {
      if (group.names.stream().anyMatch(name -> name.startsWith(only))) {
        run(group);
      }
    }
  }

  private void run(Group group) {
    List<String> done = new ArrayList<>();
    try {
      group.measuring.measure(figure -> {
        done.add(figure.name());
        figures.accept(figure);
      });
    } catch (Exception | OutOfMemoryError | AssertionError e) {
      System.err.println(
          group.names.getFirst() + ": stopped after " + done.size() + " figures: " + e);
    }
    group.names.stream().filter(name -> !done.contains(name)).map(Figure::missing).forEach(figures);
  }

  private void measure(Consumer<Figure> out) throws SQLException, IOException {
    var shoppers = new Shoppers(size, SEED);
    try (Engine engine = load(shoppers, out)) {
      Asked bool = ask(engine, "boolean", BOOLEAN);
      Asked atLeast = ask(engine, "atleast14", AT_LEAST_14);
      Asked selective = ask(engine, "selective", SELECTIVE);
      var roaring = RoaringShoppers.of(shoppers);
      roaring(roaring, bool, atLeast, selective, out);
      var bytes = TouchedBytes.of(shoppers);
      out.accept(Figure.within("boolean.limit", bool.nanos(), read(bool, bytes.ofFlags(6)), 2.3));
      out.accept(Figure.above("atleast14.limit", atLeast.nanos(), read(atLeast, bytes.days())));
      for (Asked asked : List.of(bool, atLeast, selective)) {
        prepared(engine, asked, out);
      }
      out.accept(
          Figure.size("size.flags", bytes.ofFlags(Shoppers.FLAGS.size()), bytes(roaring.flags())));
      out.accept(Figure.size("size.days", bytes.days(), bytes(roaring.days())));
      duck(shoppers, bool, atLeast, selective, out);
      try (LuceneShoppers lucene = LuceneShoppers.load(shoppers)) {
        out.accept(
            Figure.beside("boolean.lucene", bool.nanos(), fastest(bool, List.of(lucene.bool()))));
      }
    }
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

  private void roaring(
      RoaringShoppers shoppers, Asked bool, Asked atLeast, Asked selective, Consumer<Figure> out) {
    var questions = new RoaringQuestions(shoppers);
    out.accept(
        Figure.faster("boolean.roaring", bool.nanos(), fastest(bool, questions.booleans()), 20));
    out.accept(
        Figure.faster(
            "atleast14.roaring",
            atLeast.nanos(),
            fastest(atLeast, new RoaringDayCounts(shoppers).atLeastTwo()),
            50));
    out.accept(
        Figure.faster(
            "selective.roaring", selective.nanos(), fastest(selective, questions.selective()), 20));
  }

  private void duck(
      Shoppers shoppers, Asked bool, Asked atLeast, Asked selective, Consumer<Figure> out)
      throws SQLException {
    try (DuckShoppers duck = DuckShoppers.load(shoppers)) {
      var questions = new DuckQuestions(duck);
      out.accept(
          Figure.faster("boolean.duckdb", bool.nanos(), fastest(bool, questions.booleans()), 200));
      double group = fastest(atLeast, questions.atLeastTwo());
      out.accept(Figure.faster("atleast14.duckdb", atLeast.nanos(), group, 800));
      double copy = fastest(atLeast, questions.atLeastTwoByCustomer());
      out.accept(Figure.beside("atleast14.duckdb-copy", atLeast.nanos(), copy));
      double mask = fastest(atLeast, questions.atLeastTwoByMask());
      out.accept(Figure.beside("atleast14.duckdb-mask", atLeast.nanos(), mask));
      double join = fastest(selective, questions.selective());
      out.accept(Figure.beside("selective.duckdb", selective.nanos(), join));
    }
  }

  private Asked ask(Engine engine, String name, String expression) {
    Question question = Question.of(expression).asOf(Shoppers.NOW);
    long count = engine.count(question);
    double nanos = time(name, count, new Form("lamella", () -> engine.count(question)));
    return new Asked(name, question, nanos, count);
  }

  /// The same question, planned once: what a call costs beside the evaluation shows in the ratio.
  private void prepared(Engine engine, Asked asked, Consumer<Figure> out) {
    try (PreparedQuestion prepared = engine.prepare(asked.question())) {
      var form = new Form("lamella, prepared", () -> prepared.counts(Deadline.none())[0]);
      double nanos = time(asked.name(), asked.count(), form);
      out.accept(Figure.beside(asked.name() + ".prepared", nanos, asked.nanos()));
    }
  }

  private double read(Asked asked, long bytes) {
    try (var read = new PlainRead(bytes)) {
      return read.forms().stream()
          .mapToDouble(form -> time(asked.name() + " bytes", read.expected(), form))
          .min()
          .orElseThrow();
    }
  }

  private double fastest(Asked asked, List<Form> forms) {
    return forms.stream()
        .mapToDouble(form -> time(asked.name(), asked.count(), form))
        .min()
        .orElseThrow();
  }

  private double time(String question, long expected, Form form) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(question, form.name(), nanos));
    return nanos;
  }

  private static long bytes(List<RoaringBitmap> bitmaps) {
    return bitmaps.stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
  }
}
