package io.lamella.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {
  private static final Path STAT = Path.of("/proc/thread-self/stat");

  /// The field of a thread's state that is how nice it is.
  private static final int NICE_FIELD = 19;

  @Test
  void theSystemGivesThemLessAndTheirMakerNotLess() throws Exception {
    assumeTrue(Files.exists(STAT), "the system tells how nice a thread is");
    var nice = new CompletableFuture<Integer>();
    Thread thread = BackgroundThreads.named("background").newThread(() -> nice.complete(nice()));
    int before = nice();
    thread.start();
    thread.join();
    assertThat(thread.getName()).isEqualTo("background");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(nice.get()).isGreaterThan(before);
    assertThat(nice()).isEqualTo(before);
  }

  private static int nice() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Integer.parseInt(fields[NICE_FIELD - 3]);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
