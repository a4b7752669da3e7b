package io.lamella.engine.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real data and questions that are not part of the project's own files.
public final class SharedFiles {

  private SharedFiles() {}

  /// The folder or file below `shared` in the working directory or a folder above it; without it
  /// the test is skipped and says so.
  public static Path find(String path) {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve(path);
      if (Files.exists(found)) {
        return found;
      }
    }
    return Assumptions.abort("skipped: no shared/" + path + " in " + start + " or above");
  }
}
