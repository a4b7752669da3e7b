package io.lamella.bench;

import io.lamella.bench.croaring.CRoaring;
import io.lamella.bench.dictionary.Dictionaries;
import io.lamella.bench.live.Live;
import io.lamella.bench.query.Algebra;
import io.lamella.bench.query.Answers;
import io.lamella.bench.query.Extent;
import io.lamella.bench.query.Headline;
import io.lamella.bench.ranges.Ranges;
import io.lamella.bench.serve.MemberStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Runs a suite by its name and prints one line a figure. Ends with 0 whatever the figures say: a
/// goal that is missed, or a figure that could not be had, stands in the table.
public final class Suites {
  private static final int QUICK_CUSTOMERS = 1_000_000;
  private static final int CUSTOMERS = 10_000_000;

  /// How long others count beside streams that have stalled.
  private static final Duration STREAMS = Duration.ofSeconds(10);

  private static final Duration QUICK_STREAMS = Duration.ofSeconds(3);

  private static final String HEADLINE = "headline";
  private static final String RANGES = "ranges";
  private static final String ANSWERS = "answers";
  private static final String DICTIONARY = "dictionary";
  private static final String LIVE = "live";
  private static final String ALGEBRA = "algebra";
  private static final List<String> KNOWN =
      List.of(HEADLINE, RANGES, LIVE, ALGEBRA, ANSWERS, DICTIONARY);

  /// Takes the beginning of a figure's name.
  private static final String ONLY = "--only";

  private static final String QUICK = "--quick";
  private static final String RECORD = "--record";

  /// Tells how cost grows up to 50 million customers.
  private static final String HUGE = "--huge";

  private static final List<String> FLAGS = List.of(QUICK, RECORD, HUGE);

  private Suites() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = Arrays.asList(args);
    String suite = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> flags =
        new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    String only = "";
    int at = flags.indexOf(ONLY);
    if (at >= 0 && at + 1 < flags.size()) {
      only = flags.remove(at + 1);
      flags.remove(at);
    }
    if (!KNOWN.contains(suite) || !FLAGS.containsAll(flags)) {
      System.err.println(
          "bench/run SUITE [--quick] [--huge] [--record] [--only NAME]; suites: "
              + String.join(", ", KNOWN));
      return;
    }
    run(suite, only, Set.copyOf(flags));
  }

  private static void run(String suite, String only, Set<String> flags) throws IOException {
    boolean quick = flags.contains(QUICK);
    int customers = quick ? QUICK_CUSTOMERS : CUSTOMERS;
    Timing timing = quick ? Timing.QUICK : Timing.FULL;
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    Consumer<Figure> out =
        figure -> {
          System.out.println(figure);
          figures.add(figure);
        };
    switch (suite) {
      case RANGES -> new Ranges(customers, timing, out, trials::add).measure();
      case DICTIONARY -> new Dictionaries(customers, timing, out, trials::add).measure();
      case LIVE -> Live.of(customers, quick, out, trials::add).run(only);
      case ALGEBRA -> new Algebra(customers, timing, out, trials::add).run(only);
      case ANSWERS -> {
        new Answers(customers, timing, out, trials::add).run(only);
        Duration each = quick ? QUICK_STREAMS : STREAMS;
        new MemberStreams(customers, each, out, trials::add).run(only);
      }
      default -> {
        Extent extent = quick ? Extent.QUICK : Extent.FULL;
        headline(
            only,
            new Headline(
                customers,
                flags.contains(HUGE) ? extent.huge() : extent,
                timing,
                out,
                trials::add));
      }
    }
    if (flags.contains(RECORD)) {
      Path note = ResultNote.write(Path.of("bench", "results"), suite, quick, figures, trials);
      System.out.println("recorded in " + note);
    }
  }

  private static void headline(String only, Headline headline) {
    if (!CRoaring.isGiven()) {
      System.err.println(
          "CRoaring is left out: no -D" + CRoaring.PROPERTY + "=/path/to/libroaring.so");
    }
    headline.run(only);
  }
}
