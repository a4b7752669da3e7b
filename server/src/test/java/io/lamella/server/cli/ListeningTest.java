package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where servers started on the command line listen, and what they print about it.
class ListeningTest {

  private static final Pattern GRPC = Pattern.compile("gRPC on localhost:([0-9]+)");
  private static final Pattern CONSOLE =
      Pattern.compile("(?m)^console on http://localhost:([0-9]+)$");

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo --customers 100"})
  void anyFreePortsAreTakenAndTold(String command) throws Exception {
    String out = printed(command + " --port 0 --http-port 0");

    assertThat(port(GRPC, out)).isPositive();
    assertThat(port(CONSOLE, out)).isPositive().isNotEqualTo(port(GRPC, out));
  }

  @Test
  void theDemoInvitesToTheConsole() throws Exception {
    String out = printed("demo --customers 100 --port 0 --http-port 0");

    assertThat(out)
        .contains("Build a segment in your browser: http://localhost:" + port(CONSOLE, out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo --customers 100"})
  void withoutHttpThereIsGrpcAlone(String command) throws Exception {
    String out = printed(command + " --port 0 --no-http");

    assertThat(port(GRPC, out)).isPositive();
    assertThat(out).doesNotContain("http://", "console");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo --customers 100"})
  void aTakenHttpPortIsRefusedWithTheOption(String command) {
    try (TestServer other = TestServer.startWithConsole()) {
      int taken = other.server().httpPort().orElseThrow();

      Terminal.Result result =
          Terminal.alone((command + " --port 0 --http-port " + taken).split(" "));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("cannot listen: http-port=" + taken, "in use", "--http-port", "--no-http");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo --customers 100"})
  void aTakenGrpcPortIsRefused(String command) {
    try (TestServer other = TestServer.start()) {
      int taken = other.server().port();

      Terminal.Result result =
          Terminal.alone((command + " --http-port 0 --port " + taken).split(" "));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("cannot listen: port=" + taken, "in use");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "serve --http-port -1, --http-port is 0 to 65535",
    "serve --http-port 65536, --http-port is 0 to 65535",
    "serve --port 65536, --port is 0 to 65535",
    "serve --http-port many, Invalid value for option '--http-port'",
    "serve --no-http --http-port 8080, mutually exclusive",
    "demo --no-http --http-port 8080, mutually exclusive",
    "demo --http-port 65536, --http-port is 0 to 65535"
  })
  void wrongPortsEndWithTwo(String command, String message) {
    Terminal.Result result = Terminal.alone(command.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  /// What a server prints until it waits for Ctrl-C, which an interrupt stands for.
  private static String printed(String command) throws InterruptedException {
    var out = new StringWriter();
    var err = new StringWriter();
    Thread server =
        Thread.ofPlatform()
            .start(() -> {
              int _ =
                  LamellaCommand.run(
                      new PrintWriter(out), new PrintWriter(err), command.split(" "));
            });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!out.toString().contains("Ctrl-C")) {
      assertThat(server.isAlive() && System.nanoTime() < end).as(err.toString()).isTrue();
      Thread.sleep(10);
    }
    server.interrupt();
    server.join();
    return out.toString();
  }

  private static int port(Pattern line, String out) {
    Matcher matcher = line.matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
