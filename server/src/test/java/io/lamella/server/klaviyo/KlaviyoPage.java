package io.lamella.server.klaviyo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page for users as test cases: each row of its tables says which JSON becomes which
/// expression, and how faithful that is.
final class KlaviyoPage {
  private static final String NAMES = "```json names";
  private static final String DEFAULT = "```json default";
  private static final String MAPPED = "```json mapped";
  private static final String HOLE = "…";

  private KlaviyoPage() {}

  /// A row.
  ///
  /// @param definition the whole of it
  /// @param told fidelity, and after a colon what the report notes
  record Case(String definition, NameMap names, String expression, String told) {}

  /// The page.
  static List<String> lines() throws IOException {
    // Tests run in their module's folder.
    return Files.readAllLines(Path.of("..", "docs", "klaviyo.md"));
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    List<String> lines = lines();
    NameMap mapped = NameMapReader.read(block(lines, lines.indexOf(NAMES)));
    NameMap names = NameMap.DEFAULT;
    String template = HOLE;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals(DEFAULT) || line.equals(MAPPED)) {
        names = line.equals(DEFAULT) ? NameMap.DEFAULT : mapped;
        template = block(lines, i).strip();
      } else if (line.startsWith("| `") && line.split(" \\| ", -1).length == 3 && isJson(line)) {
        String[] cells = line.split(" \\| ", -1);
        cases.add(
            new Case(
                definition(template, code(cells[0].substring(2))),
                names,
                code(cells[1]),
                cells[2].substring(0, cells[2].length() - 2).replace("\\|", "|")));
      }
    }
    return cases;
  }

  /// A definition of one condition.
  static String definition(String template, String json) {
    String condition =
        template.contains("[" + HOLE + "]")
            ? template.replace("[" + HOLE + "]", "[" + json + "]")
            : template.replace(HOLE, json);
    return "{\"condition_groups\": [{\"conditions\": [" + condition + "]}]}";
  }

  /// What a report says in one line.
  static String told(Conversion conversion) {
    String notes =
        conversion.findings().stream()
            .map(Finding::note)
            .flatMap(note -> Stream.of(note.split("; see what follows|^see what follows")))
            .filter(note -> !note.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return conversion.fidelity().name().toLowerCase(java.util.Locale.ROOT)
        + (notes.isEmpty() ? "" : ": " + notes);
  }

  private static boolean isJson(String line) {
    return line.startsWith("| `{")
        || line.startsWith("| `[")
        || line.startsWith("| `\"")
        || line.startsWith("| `null`");
  }

  private static String code(String cell) {
    return Objects.requireNonNull(cell).substring(1, cell.length() - 1).replace("\\|", "|");
  }

  private static String block(List<String> lines, int fence) {
    return lines.stream()
        .skip(fence + 1L)
        .takeWhile(line -> !line.equals("```"))
        .collect(Collectors.joining("\n"));
  }
}
