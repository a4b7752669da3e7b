package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.util.MutableHandlerRegistry;
import io.lamella.server.TestServer;
import io.lamella.server.call.Readiness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the console's files arrive as a browser wants them, and no others. Method: a console of
/// four files among the test's resources, with a file beside it that nobody may have.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleFilesTest {

  private static final String SCRIPT = "/assets/app-1a2b3c4d.js";

  private final TestServer server = TestServer.startWithConsole();
  private final Browser browser = new Browser(server.server().httpPort().orElseThrow());

  @AfterAll
  void close() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8, no-cache",
    "/index.html, text/html; charset=utf-8, no-cache",
    "/?q=age+%3E+5, text/html; charset=utf-8, no-cache",
    "/icon.svg, image/svg+xml, no-cache",
    "/assets/app-1a2b3c4d.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'",
    "/assets/tiny-00000000.css, text/css; charset=utf-8, 'public, max-age=31536000, immutable'"
  })
  void aFileHasItsTypeAndIsKeptAsLongAsItMay(String path, String type, String kept) {
    HttpResponse<String> answer = browser.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue(kept);
    assertThat(answer.headers().firstValue("ETag").orElse("")).matches("\"[0-9a-f]{24}\"");
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void theConsoleIsThere() {
    assertThat(server.server().hasConsole()).isTrue();
    assertThat(browser.get("/").body()).contains("A console for tests");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, GZIP;q=0.5", "deflate, gzip"})
  void aLongFileIsCompressedForWhoAcceptsIt(String accepted) throws IOException {
    HttpResponse<byte[]> answer =
        browser.send(
            browser.at(SCRIPT).header("Accept-Encoding", accepted), BodyHandlers.ofByteArray());
    String plain = browser.get(SCRIPT).body();

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    assertThat(answer.body().length).isLessThan(plain.length() / 2);
    try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "identity", "gzip;q=0", "gzip; q=0.0"})
  void aFileIsPlainForWhoDoesNotAcceptGzip(String accepted) {
    HttpResponse<String> answer = browser.get(SCRIPT, "Accept-Encoding", accepted);

    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.body()).contains("value199");
  }

  @Test
  void aFileThatWouldGrowIsNotCompressed() {
    HttpResponse<String> answer =
        browser.get("/assets/tiny-00000000.css", "Accept-Encoding", "gzip");

    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.body()).isEqualTo("p{}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "identity"})
  void aKnownFileIsNotSentAgain(String encoding) {
    String etag =
        browser.get(SCRIPT, "Accept-Encoding", encoding).headers().firstValue("ETag").orElse("");

    HttpResponse<String> same =
        browser.get(SCRIPT, "Accept-Encoding", encoding, "If-None-Match", "\"other\", W/" + etag);
    HttpResponse<String> other =
        browser.get(SCRIPT, "Accept-Encoding", encoding, "If-None-Match", "\"other\"");

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).hasValue(etag);
    assertThat(same.headers().firstValue("Content-Length")).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void headIsGetWithoutTheBody() {
    HttpResponse<String> whole = browser.get(SCRIPT);
    HttpResponse<String> head = browser.send(browser.at(SCRIPT).HEAD());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String header : List.of("Content-Length", "Content-Type", "ETag", "Cache-Control")) {
      assertThat(head.headers().firstValue(header))
          .as(header)
          .isEqualTo(whole.headers().firstValue(header));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void aFileIsOnlyRead(String method) {
    HttpResponse<String> refused =
        browser.send(browser.at("/").method(method, BodyPublishers.ofString("x")));

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing.js",
        "/assets/",
        "/assets",
        "/assets/..",
        "/../console-secret.txt",
        "/..%2fconsole-secret.txt",
        "/%2e%2e/console-secret.txt",
        "/assets/../../console-secret.txt",
        "/assets/..\\..\\console-secret.txt",
        "/./index.html",
        "//index.html",
        "/index.html/",
        "/.hidden.txt",
        "/index.html%00.js",
        "/Index.html",
        "/io/lamella/server/Main.class"
      })
  void nothingElseIsThere(String path) throws IOException {
    String answer =
        browser.raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost:"
                + server.server().httpPort().orElseThrow()
                + "\r\nConnection: close\r\n\r\n");

    // The server below answers an address that is none by itself.
    assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*").doesNotContain("outside");
  }

  @Test
  void aServerWithoutAConsoleSaysWhatIsMissing() throws IOException {
    ConsoleFiles none = new ConsoleFiles(getClass().getClassLoader(), "no-console");
    WebSetup setup =
        new WebSetup(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new MutableHandlerRegistry(),
            1_000,
            () -> new Readiness(true, "ready"),
            () -> "",
            () -> {});
    try (WebDoor door = WebDoor.open(setup, none);
        Browser other = new Browser(door.port())) {
      HttpResponse<String> answer = other.get("/");

      assertThat(door.hasConsole()).isFalse();
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(answer.body()).contains("Node.js 20 or newer", "./build");
      assertThat(other.get(SCRIPT).statusCode()).isEqualTo(404);
    }
  }
}
