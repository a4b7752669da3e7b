package io.lamella.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes figures down with what is needed to repeat them and what each contender was asked.
final class ResultNote {

  private ResultNote() {}

  /// Writes `DATE-SUITE.md` into the folder; if there is one of that name, `DATE-SUITE-2.md`, and
  /// so on: a record is never overwritten. Returns where it is.
  static Path write(
      Path folder, String suite, boolean quick, List<Figure> figures, List<Trial> trials)
      throws IOException {
    Files.createDirectories(folder);
    String name = LocalDate.now(ZoneOffset.UTC) + "-" + suite + (quick ? "-quick" : "");
    Path note = folder.resolve(name + ".md");
    for (int next = 2; Files.exists(note); next++) {
      note = folder.resolve(name + "-" + next + ".md");
    }
    Files.writeString(note, text(suite, quick, figures, trials), StandardOpenOption.CREATE_NEW);
    return note;
  }

  private static String text(String suite, boolean quick, List<Figure> figures, List<Trial> trials)
      throws IOException {
    String command = "bench/run " + suite + (quick ? " --quick" : "") + " --record";
    return """
    # %s

    | | |
    |---|---|
    | machine | %s, %d cores, %s memory |
    | JDK | %s |
    | commit | %s |
    | command | `%s` |
    | threads | 1, Lamella and rivals |

    ```
    %s
    ```

    ## Conclusion

    %s

    ## What was asked

    Medians. The fastest form of a rival is the rival, save where the figure's name says otherwise.

    | question | form | us |
    |---|---|---|
    %s
    """
        .formatted(
            suite,
            procLine("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            procLine("/proc/meminfo", "MemTotal"),
            System.getProperty("java.vm.version"),
            System.getProperty("lamella.bench.commit", "unknown"),
            command,
            figures.stream().map(Figure::toString).collect(Collectors.joining("\n")),
            conclusion(figures),
            trials.stream().map(ResultNote::line).collect(Collectors.joining("\n")));
  }

  private static String conclusion(List<Figure> figures) {
    List<Figure> aimed = figures.stream().filter(figure -> !figure.goal().equals("-")).toList();
    String missed =
        figures.stream()
            .filter(figure -> !figure.met())
            .map(figure -> "`" + figure.name() + "`")
            .collect(Collectors.joining(", "));
    return "%d of %d goals are reached.%s"
        .formatted(
            aimed.stream().filter(Figure::met).count(),
            aimed.size(),
            missed.isEmpty() ? "" : " Short: " + missed + ".");
  }

  private static String line(Trial trial) {
    return "| %s | %s | %s |"
        .formatted(trial.question(), trial.form(), Figure.plain(trial.nanos() / 1e3));
  }

  /// The value of the first line of that name in a file of `/proc`.
  private static String procLine(String file, String name) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
