package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue.OfBoolean;
import io.lamella.engine.query.Limits;
import io.lamella.server.TestCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: a server that other machines reach has a key and TLS, or does not start and says what is
/// missing. Method: address × key × certificate × private key.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingTest {

  private static final String KEY = "sixteen-bytes-or-more";
  private static final Pattern GRPC = Pattern.compile("gRPC on (\\S+):([0-9]+)");

  @TempDir private static Path folder = Path.of("");
  private TestCertificate made = new TestCertificate(Path.of(""), Path.of(""));

  @BeforeAll
  void make() {
    made = TestCertificate.make(folder, "server", "EC");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, false, false, false, 'missing: the environment variable LAMELLA_KEY, --tls-cert FILE, --tls-key FILE'",
    "0.0.0.0, true, false, false, 'missing: --tls-cert FILE, --tls-key FILE'",
    "0.0.0.0, true, true, false, 'missing: --tls-key FILE'",
    "0.0.0.0, true, false, true, 'missing: --tls-cert FILE'",
    "0.0.0.0, false, true, true, 'missing: the environment variable LAMELLA_KEY'",
    "0.0.0.0, false, true, false, 'missing: the environment variable LAMELLA_KEY, --tls-key FILE'",
    "::, false, true, true, 'missing: the environment variable LAMELLA_KEY'",
    "192.0.2.1, false, true, true, 'missing: the environment variable LAMELLA_KEY'",
    "127.0.0.1, false, true, false, 'missing: --tls-key FILE'",
    "127.0.0.1, true, false, true, 'missing: --tls-cert FILE'"
  })
  void whatIsMissingIsSaid(
      String address, boolean key, boolean certificate, boolean privateKey, String missing) {
    var result = Terminal.in(environment(key), serve(address, certificate, privateKey));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines().findFirst().orElse("")).endsWith(missing);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, false",
    "127.0.0.1, true, false",
    "127.0.0.1, false, true",
    "127.0.0.1, true, true",
    "localhost, false, false",
    "0.0.0.0, true, true"
  })
  void whatIsCompleteServesThoseWhoMayAsk(String address, boolean key, boolean tls)
      throws InterruptedException {
    serving(
        environment(key),
        out -> {
          Matcher grpc = GRPC.matcher(out);
          assertThat(grpc.find()).as(out).isTrue();
          assertThat(grpc.group(1)).isEqualTo(address.equals("0.0.0.0") ? address : "localhost");
          assertThat(out).contains((tls ? "https://" : "http://") + grpc.group(1) + ":");
          List<String> count =
              new ArrayList<>(
                  List.of("count", "everyone()", "--address", "localhost:" + grpc.group(2)));
          if (tls) {
            count.addAll(List.of("--ca", made.certificate().toString()));
          }
          String[] command = count.toArray(String[]::new);

          var right = Terminal.in(environment(key), command);
          assertThat(right.exitCode()).as(right.err()).isZero();
          if (key) {
            var keyless = Terminal.alone(command);
            var other = Terminal.in(Map.of("LAMELLA_KEY", KEY + "x"), command);
            assertThat(keyless.exitCode()).isEqualTo(1);
            assertThat(keyless.err()).contains("this server is asked with its key");
            assertThat(other.err()).isEqualTo(keyless.err());
          }
        },
        serve(address, tls, tls));
  }

  @Test
  void aServerUnderAnotherAuthorityIsNotBelieved() throws InterruptedException {
    TestCertificate other = TestCertificate.make(folder, "other", "EC");
    serving(
        Map.of(),
        out -> {
          Matcher grpc = GRPC.matcher(out);
          assertThat(grpc.find()).isTrue();
          String[] count = {"count", "everyone()", "--address", "localhost:" + grpc.group(2)};

          var refused = Terminal.alone(with(count, "--ca", other.certificate().toString()));
          assertThat(refused.exitCode()).isEqualTo(1);
          assertThat(refused.err()).contains("no connection under TLS");
          assertThat(Terminal.alone(with(count, "--tls")).err())
              .contains("no connection under TLS");
          assertThat(Terminal.alone(count).exitCode()).isEqualTo(1);
          assertThat(Terminal.alone(with(count, "--ca", "/nowhere.pem")).err())
              .contains("/nowhere.pem: no such file");
          assertThat(Terminal.alone(with(count, "--ca", made.key().toString())).err())
              .contains(made.key() + ": no certificate in it");
        },
        serve("127.0.0.1", true, true));
  }

  @Test
  void badFilesAreNamedAndEndWithOne() throws Exception {
    Path junk = Files.writeString(folder.resolve("junk.pem"), "nothing of the kind");

    var noFile =
        Terminal.alone(
            "serve",
            "--port",
            "0",
            "--http-port",
            "0",
            "--tls-cert",
            "/nowhere.pem",
            "--tls-key",
            made.key().toString());
    var noKey =
        Terminal.alone(
            "serve",
            "--port",
            "0",
            "--http-port",
            "0",
            "--tls-cert",
            made.certificate().toString(),
            "--tls-key",
            junk.toString());

    assertThat(noFile.exitCode()).isEqualTo(1);
    assertThat(noFile.err()).isEqualTo("lamella: /nowhere.pem: no such file\n");
    assertThat(noKey.exitCode()).isEqualTo(1);
    assertThat(noKey.err()).startsWith("lamella: " + junk + ": no private key in it");
  }

  @ParameterizedTest
  @CsvSource({
    "'', LAMELLA_KEY has at least 16 bytes",
    "fifteen-bytes-!, LAMELLA_KEY has at least 16 bytes",
    "sixteen bytes or so, LAMELLA_KEY is of printable ASCII"
  })
  void aBadKeyIsRefusedAndNotPrinted(String key, String message) {
    var result = Terminal.in(Map.of("LAMELLA_KEY", key), serve("127.0.0.1", false, false));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(key.isEmpty() || !result.err().contains(key)).isTrue();
  }

  @Test
  void theKeyIsNotShownToOtherMachinesInTheOpen() {
    var result =
        Terminal.in(
            Map.of("LAMELLA_KEY", KEY), "count", "everyone()", "--address", "192.0.2.1:7070");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("under TLS alone").doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "serve --force-every 5, name a folder",
    "serve --known-ids 5, name a folder",
    "serve --dictionary table, name a folder",
    "serve --known-id-days 5, name a folder",
    "serve --data DIR --force-every -1, --force-every is at least 0",
    "serve --data DIR --known-ids 0, --known-ids is at least 1",
    "serve --data DIR --known-id-days 0, --known-id-days is at least 1",
    "serve --data DIR --dictionary tree, Invalid value for option '--dictionary'",
    "serve --listen nowhere.invalid, not an address of this machine",
    "serve --memory-budget 0, --memory-budget is at least 1"
  })
  void wrongOptionsEndWithTwo(String command, String message) {
    var result = Terminal.alone(command.replace("DIR", folder.toString()).split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void aDamagedDirectoryIsNamedWithFileAndOffsetAndEndsWithOne(@TempDir Path data)
      throws IOException {
    var config = new EngineConfig(64L << 20, 1, Limits.DEFAULT).with(Storage.in(data));
    try (Engine engine = Engine.open(config)) {
      engine
          .write("default", List.of(Write.Upsert.of("ada", Map.of("vip", new OfBoolean(true)))))
          .join();
      engine.checkpoint(true).join();
    }
    try (Stream<Path> manifests = Files.list(data.resolve("checkpoints"))) {
      for (Path manifest : manifests.toList()) {
        byte[] bytes = Files.readAllBytes(manifest);
        bytes[3] ^= 1;
        Files.write(manifest, bytes);
      }
    }
    String[] serve = {"serve", "--port", "0", "--no-http", "--data", data.toString()};

    var result = Terminal.alone(serve);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains(".manifest").containsPattern("offset[ =]+[0-9]+");
    assertThat(Terminal.alone(serve).err()).as("nothing was changed").isEqualTo(result.err());
  }

  private String[] serve(String address, boolean certificate, boolean privateKey) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "serve",
                "--port",
                "0",
                "--http-port",
                "0",
                "--memory-budget",
                "64",
                "--listen",
                address));
    if (certificate) {
      command.addAll(List.of("--tls-cert", made.certificate().toString()));
    }
    if (privateKey) {
      command.addAll(List.of("--tls-key", made.key().toString()));
    }
    return command.toArray(String[]::new);
  }

  private static Map<String, String> environment(boolean key) {
    return key ? Map.of("LAMELLA_KEY", KEY) : Map.of();
  }

  private static String[] with(String[] command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// Runs a server, and something with what it has printed when it serves.
  private static void serving(
      Map<String, String> environment, Consumer<String> use, String... command)
      throws InterruptedException {
    var out = new StringWriter();
    var err = new StringWriter();
    Thread server =
        Thread.ofPlatform()
            .start(() -> {
              int _ =
                  LamellaCommand.run(
                      new PrintWriter(out), new PrintWriter(err), environment, command);
            });
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!out.toString().contains("console on")) {
        assertThat(server.isAlive() && System.nanoTime() < end).as(err.toString()).isTrue();
        Thread.sleep(10);
      }
      use.accept(out.toString());
    } finally {
      server.interrupt();
      server.join();
    }
  }
}
