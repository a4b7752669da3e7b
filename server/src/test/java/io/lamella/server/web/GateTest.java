package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: neither a foreign name for this machine nor a foreign page gets in. Method: requests
/// written byte by byte; PORT stands for the door's own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {

  private static final String BODY = "{\"expression\": \"everyone()\"}";

  private final TestServer server = TestServer.startWithConsole();
  private final int port = server.server().httpPort().orElseThrow();
  private final Browser browser = new Browser(port);

  @AfterAll
  void close() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
  void thisMachinesNamesAreServed(String host) throws IOException {
    assertThat(get("/", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    assertThat(post("Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:PORT",
        "evil.example",
        "localhost",
        "localhost:1",
        "localhost.evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "evil.example:PORT\r\nHost: localhost:PORT",
        "localhost:PORT\r\nHost: evil.example",
        ""
      })
  void anyOtherNameIsRefused(String host) throws IOException {
    assertThat(get("/", "Host: " + host))
        .startsWith("HTTP/1.1 421 ")
        .contains("open=http://localhost:" + port)
        .containsIgnoringCase("Content-Type: text/plain");
    assertThat(post("Host: " + host))
        .startsWith("HTTP/1.1 421 ")
        .contains("\"code\":\"permission_denied\"", "open=http://localhost:" + port);
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    assertThat(get("/", "Accept: */*")).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:PORT, 200",
    "http://127.0.0.1:PORT, 403",
    "https://localhost:PORT, 403",
    "http://localhost:1, 403",
    "http://localhost, 403",
    "https://evil.example, 403",
    "null, 403"
  })
  void onlyItsOwnPageMayCall(String origin, int status) throws IOException {
    String answer = post("Host: localhost:PORT\r\nOrigin: " + origin);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
    if (status != 200) {
      assertThat(answer).contains("\"code\":\"permission_denied\"", "origin=");
    }
  }

  @Test
  void aForeignPagesPreflightIsRefused() throws IOException {
    String answer =
        raw(
            "OPTIONS /lamella.v1.SegmentService/Count HTTP/1.1\r\nHost: localhost:PORT\r\n"
                + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .doesNotContainIgnoringCase("Access-Control-Allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost:PORT",
        "GET /assets/app-1a2b3c4d.js HTTP/1.1\r\nHost: localhost:PORT",
        "HEAD / HTTP/1.1\r\nHost: localhost:PORT",
        "GET /nothing.js HTTP/1.1\r\nHost: localhost:PORT",
        "PUT / HTTP/1.1\r\nHost: localhost:PORT",
        "GET / HTTP/1.1\r\nHost: evil.example",
        "POST /lamella.v1.SegmentService/Count HTTP/1.1\r\nHost: localhost:PORT",
        "GET /lamella.v1.SegmentService/Count HTTP/1.1\r\nHost: localhost:PORT",
        "POST /lamella.v1.Nothing HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: null"
      })
  void everyReplyHasTheSecurityHeaders(String head) throws IOException {
    String answer = raw(head + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .containsIgnoringCase(
            "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; base-uri 'none';"
                + " form-action 'none'; object-src 'none'\r\n")
        .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n")
        .containsIgnoringCase("Referrer-Policy: no-referrer\r\n")
        .containsIgnoringCase("Cross-Origin-Opener-Policy: same-origin\r\n")
        .containsIgnoringCase("Cross-Origin-Resource-Policy: same-origin\r\n")
        .containsIgnoringCase("Cache-Control: ");
  }

  private String get(String path, String header) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n");
  }

  private String post(String headers) throws IOException {
    return raw(
        "POST /lamella.v1.SegmentService/Count HTTP/1.1\r\n"
            + headers
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY.length()
            + "\r\nConnection: close\r\n\r\n"
            + BODY);
  }

  private String raw(String request) throws IOException {
    return browser.raw(request.replace("PORT", Integer.toString(port)));
  }
}
