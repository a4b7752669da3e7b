package io.lamella.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// Writes figures down with what is needed to repeat them.
final class ResultNote {

  private ResultNote() {}

  /// Writes `bench/results/DATE-SUITE.md`; a note of the same day is replaced.
  static Path write(String suite, boolean quick, List<Figure> figures) throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-" + suite + (quick ? "-quick" : "") + ".md";
    Path note = Path.of("bench", "results", name);
    Files.writeString(
        note,
        "# "
            + suite
            + "\n\n"
            + "| | |\n|---|---|\n"
            + "| machine | "
            + processor()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores |\n"
            + "| JDK | "
            + System.getProperty("java.vm.version")
            + " |\n"
            + "| commit | "
            + System.getProperty("lamella.bench.commit", "unknown")
            + " |\n"
            + "| command | `bench/run "
            + suite
            + (quick ? " --quick" : "")
            + "` |\n"
            + "| threads | 1, Lamella and rivals |\n\n"
            + "```\n"
            + figures.stream().map(Figure::toString).collect(Collectors.joining("\n"))
            + "\n```\n");
    return note;
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse("unknown");
  }
}
