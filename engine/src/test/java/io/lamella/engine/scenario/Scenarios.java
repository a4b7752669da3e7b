package io.lamella.engine.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The scenario files at the root of the project, as tests of whoever can be asked.
public final class Scenarios {

  private Scenarios() {}

  /// One test a file, each with an asker of its own.
  public static Stream<DynamicTest> tests(Supplier<? extends Asker> askers) {
    return files().stream()
        .map(file -> {
          Scenario scenario = read(file);
          return DynamicTest.dynamicTest(
              scenario.file() + ": " + scenario.title(),
              file.toUri(),
              () -> {
                try (Asker asker = askers.get()) {
                  ScenarioRunner.play(scenario, asker);
                }
              });
        });
  }

  private static Scenario read(Path file) {
    try {
      return ScenarioReader.read(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder beside the modules: tests run in a module's own folder.
  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("scenarios"))) {
        return at.resolve("scenarios");
      }
    }
    throw new IllegalStateException("no folder 'scenarios' from the working directory upwards");
  }
}
