package io.lamella.bench;

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
  private static final List<String> KNOWN = List.of(HEADLINE, "live", "algebra", "answers");
  private static final List<String> FLAGS = List.of("--quick", "--record");

  private Suites() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = Arrays.asList(args);
    String suite = arguments.isEmpty() ? "" : arguments.getFirst();
    if (!KNOWN.contains(suite) || !FLAGS.containsAll(arguments.subList(1, arguments.size()))) {
      System.err.println(
          "bench/run SUITE [--quick] [--record]; suites: " + String.join(", ", KNOWN));
      return;
    }
    if (!suite.equals(HEADLINE)) {
      System.out.println(suite + ": no figures yet");
      return;
    }
    headline(arguments.contains("--quick"), arguments.contains("--record"));
  }

  private static void headline(boolean quick, boolean record) throws IOException {
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    new Headline(
            quick ? QUICK_CUSTOMERS : CUSTOMERS,
            quick ? Timing.QUICK : Timing.FULL,
            figure -> {
              System.out.println(figure);
              figures.add(figure);
            },
            trials::add)
        .run();
    if (record) {
      Path note = ResultNote.write(Path.of("bench", "results"), HEADLINE, quick, figures, trials);
      System.out.println("recorded in " + note);
    }
  }
}
