package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.memory.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever starts Lamella with `jvm.options` reads nothing from Chronicle, and finds no file
/// of it. Method: a process of its own that opens a dictionary.
class QuietStartTest {
  private static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

  @TempDir Path directory;

  /// What the process does.
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      try (var dictionary = new ChronicleCustomerDictionary(new MemoryBudget(1 << 30))) {
        dictionary.put("first".getBytes(StandardCharsets.UTF_8), 0);
      }
    }
  }

  @Test
  void openingADictionaryPrintsNothingAndLeavesNoFile() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = Files.createTempFile("quiet-start", ".txt");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "@" + jvmOptions(),
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readAllLines(output)).containsExactly(INCUBATOR);
    assertThat(process.exitValue()).isZero();
    assertThat(directory).isEmptyDirectory();
    Files.delete(output);
  }

  private static Path jvmOptions() {
    Path here = Path.of("jvm.options").toAbsolutePath();
    // The module's folder, or the project's.
    return Files.exists(here) ? here : Path.of("..", "jvm.options").toAbsolutePath();
  }
}
