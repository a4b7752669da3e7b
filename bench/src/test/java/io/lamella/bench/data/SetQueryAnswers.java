package io.lamella.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// The published and plainly counted answers over a million customers, from the file beside the
/// project.
final class SetQueryAnswers {
  private static final String ANSWERS = "acceptance/set_query.json";

  private SetQueryAnswers() {}

  /// The file; a test that asks for it is skipped without it.
  static String read() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(ANSWERS);
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }
    return Assumptions.abort("skipped: no shared/" + ANSWERS + " here or above");
  }

  /// The count that stands under a name, behind the query of this beginning.
  static long count(String json, String query, String name) {
    Matcher count =
        Pattern.compile(Pattern.quote("\"" + name + "\"") + ":\\s*\\{\\s*\"count\":\\s*(\\d+)")
            .matcher(json);
    if (!count.find(json.indexOf("\"" + query))) {
      throw new AssertionError("no answer: query=" + query + ", name=" + name);
    }
    return Long.parseLong(count.group(1));
  }
}
