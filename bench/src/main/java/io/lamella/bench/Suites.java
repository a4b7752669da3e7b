package io.lamella.bench;

import io.lamella.bench.query.Answers;
import io.lamella.bench.query.Headline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs a suite by its name and prints one line a figure. Ends with 0 whatever the figures say: a
/// goal that is missed, or a figure that could not be had, stands in the table.
public final class Suites {
  private static final int QUICK_CUSTOMERS = 1_000_000;
  private static final int CUSTOMERS = 10_000_000;
  private static final String HEADLINE = "headline";
  private static final String ANSWERS = "answers";
  private static final List<String> KNOWN = List.of(HEADLINE, "live", "algebra", ANSWERS);

  /// Takes the beginning of a figure's name.
  private static final String ONLY = "--only";

  private static final List<String> FLAGS = List.of("--quick", "--record");

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
          "bench/run SUITE [--quick] [--record] [--only NAME]; suites: "
              + String.join(", ", KNOWN));
      return;
    }
    boolean quick = flags.contains("--quick");
    boolean record = flags.contains("--record");
    switch (suite) {
      case HEADLINE -> headline(quick, record, only);
      case ANSWERS -> answers(quick, record, only);
      default -> System.out.println(suite + ": no figures yet");
    }
  }

  private static void answers(boolean quick, boolean record, String only) throws IOException {
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    new Answers(
            quick ? QUICK_CUSTOMERS : CUSTOMERS,
            quick ? Timing.QUICK : Timing.FULL,
            figure -> {
              System.out.println(figure);
              figures.add(figure);
            },
            trials::add)
        .run(only);
    if (record) {
      Path note = ResultNote.write(Path.of("bench", "results"), ANSWERS, quick, figures, trials);
      System.out.println("recorded in " + note);
    }
  }

  private static void headline(boolean quick, boolean record, String only) throws IOException {
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    new Headline(
            quick ? QUICK_CUSTOMERS : CUSTOMERS,
            quick ? Headline.Extent.QUICK : Headline.Extent.FULL,
            quick ? Timing.QUICK : Timing.FULL,
            figure -> {
              System.out.println(figure);
              figures.add(figure);
            },
            trials::add)
        .run(only);
    if (record) {
      Path note = ResultNote.write(Path.of("bench", "results"), HEADLINE, quick, figures, trials);
      System.out.println("recorded in " + note);
    }
  }
}
