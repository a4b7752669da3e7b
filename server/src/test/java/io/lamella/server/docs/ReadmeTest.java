package io.lamella.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.EngineConfig;
import io.lamella.engine.query.Limits;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import io.lamella.server.demo.Shop;
import io.lamella.server.demo.ShopLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: the README's code runs. Method: its blocks are the marked lines of classes that this test
/// runs.
class ReadmeTest {
  private static final Path SOURCES = Path.of("src/test/java/io/lamella/server/docs");

  @Test
  void theClientOfTheReadmeCounts() throws IOException {
    var config =
        ServerConfig.defaults().onPort(0).withEngine(new EngineConfig(1L << 30, 1, Limits.DEFAULT));
    try (LamellaServer server = LamellaServer.start(config)) {
      ShopLoader.load(new Shop(1, 1_000, Instant.parse("2026-06-14T12:00:00Z")), server.engine());
      PrintStream before = System.out;
      var printed = new ByteArrayOutputStream();
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      try {
        ReadmeClient.main(new String[] {"localhost:" + server.port()});
      } finally {
        System.setOut(before);
      }
      assertThat(printed.toString(StandardCharsets.UTF_8)).matches("[1-9][0-9]* of 1000\\s*");
    }
    assertThat(marked("ReadmeClient.java").lines().count()).isLessThan(20);
    assertThat(readme()).contains(marked("ReadmeClient.java"));
  }

  @Test
  void theCallInJsonOfTheReadmeCounts() throws IOException, InterruptedException {
    Matcher call =
        Pattern.compile("(?m)^\\$ curl localhost:8080(\\S+) -H '(.*): (.*)' -d '(.*)'\n(.*)$")
            .matcher(readme());
    assertThat(call.find()).isTrue();
    var config =
        ServerConfig.defaults()
            .onPort(0)
            .withEngine(new EngineConfig(1L << 30, 1, Limits.DEFAULT))
            .withConsole(0);
    try (LamellaServer server = LamellaServer.start(config);
        HttpClient client = HttpClient.newHttpClient()) {
      ShopLoader.load(new Shop(1, 1_000, Instant.parse("2026-06-14T12:00:00Z")), server.engine());
      URI at = URI.create("http://localhost:" + server.httpPort().orElseThrow() + call.group(1));
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(at)
                  .header(call.group(2), call.group(3))
                  .POST(BodyPublishers.ofString(call.group(4)))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      // The same but for the numbers.
      assertThat(answer.body().replaceAll("[0-9]+", "0"))
          .isEqualTo(call.group(5).replaceAll("[0-9]+", "0"));
    }
  }

  @Test
  void theEngineInProcessCounts() throws IOException {
    assertThat(ReadmeEngine.count()).isEqualTo(1);
    assertThat(marked("ReadmeEngine.java").lines().count()).isLessThanOrEqualTo(10);
    assertThat(readme()).contains(marked("ReadmeEngine.java"));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  /// The lines between the marks, without the indentation that they share.
  private static String marked(String file) throws IOException {
    String source = Files.readString(SOURCES.resolve(file));
    String body =
        source.substring(
            source.indexOf('\n', source.indexOf("// begin")) + 1, source.lastIndexOf("// end"));
    return body.stripTrailing().stripIndent();
  }
}
