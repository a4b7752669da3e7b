package io.lamella.bench;

import io.lamella.bench.query.Headline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs a suite by its name and prints one line a figure. Ends with 0 whatever the figures say: a
/// goal that is missed stands in the table.
public final class Suites {
  private static final int QUICK_CUSTOMERS = 1_000_000;
  private static final int CUSTOMERS = 10_000_000;
  private static final List<String> KNOWN = List.of("headline", "live", "algebra", "answers");

  private Suites() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = Arrays.asList(args);
    String suite = arguments.isEmpty() ? "" : arguments.getFirst();
    boolean quick = arguments.contains("--quick");
    if (!KNOWN.contains(suite)) {
      System.err.println(
          "bench/run SUITE [--quick] [--record]; suites: " + String.join(", ", KNOWN));
      return;
    }
    if (!suite.equals("headline")) {
      System.out.println(suite + ": no figures yet");
      return;
    }
    List<Figure> figures = new ArrayList<>();
    try {
      new Headline(
              quick ? QUICK_CUSTOMERS : CUSTOMERS,
              quick ? Timing.QUICK : Timing.FULL,
              figure -> {
                System.out.println(figure);
                figures.add(figure);
              })
          .run();
    } catch (Exception | OutOfMemoryError e) {
      System.out.println(suite + "  -  -  rival=-  ratio=-  goal=-  short");
      System.err.println(suite + " failed after " + figures.size() + " figures: " + e);
    }
    if (arguments.contains("--record")) {
      Path note = ResultNote.write(suite, quick, figures);
      System.out.println("recorded in " + note);
    }
  }
}
