package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.kernel.PackedKernels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: strips are right in every mode the kernels can run in. Method: a process of its own for
/// each mode runs [StripTest] and [AndCountTest] over every shape.
class KernelModesTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @Test
  void withoutTheIncubatorModuleThePlainFormRuns() throws IOException, InterruptedException {
    assertThat(run()).contains("vector=false, expands=false");
  }

  @Test
  void whenThePlainFormIsAskedForNoClassOfTheIncubatorModuleIsLoaded()
      throws IOException, InterruptedException {
    String output = run(MODULE, "-Dlamella.kernels=plain", "-Xlog:class+load:stdout");

    assertThat(output)
        .contains("vector=false, expands=false")
        .contains("io.lamella.engine.kernel.PlainPacked source");
    assertThat(output.lines())
        .noneMatch(line -> line.contains("jdk.incubator.vector."))
        .noneMatch(line -> line.contains("io.lamella.engine.kernel.Vector"));
  }

  @Test
  void vectorsOf256BitsRunAllVectorFormsButExpansion() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.arch")).as("only x86 can be narrowed").isEqualTo("amd64");
    assertThat(run(MODULE, "-XX:UseAVX=2")).contains("vector=true, expands=false");
  }

  /// What a process with these flags prints.
  private static String run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-ea", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(KernelModesTest.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (var stream = process.getInputStream()) {
      output = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// Runs in the other process.
  public static void main(String[] arguments) {
    for (Shape shape : Shape.values()) {
      new StripTest().aStripCombinesAsItsWordsDo(shape);
      new AndCountTest().containersShareWhatTheirWordsShare(shape);
      new AndCountTest().lowsAreKeptThatTheContainerHas(shape);
    }
    assertThat(rangeOfBytes()).isEqualTo(0b1100);
    System.out.println(
        "vector=" + Kernels.vector() + ", expands=" + PackedKernels.expandsVectors());
  }

  private static long rangeOfBytes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment codes = arena.allocate(64);
      codes.asByteBuffer().put(new byte[] {1, 2, 3, (byte) 200, (byte) 201});
      long[] target = new long[1];
      Kernels.inRange(codes, 0, 1, 64, 3, 200, target);
      return target[0];
    }
  }
}
