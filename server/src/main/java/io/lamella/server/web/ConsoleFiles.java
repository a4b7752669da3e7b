package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Status;
import io.lamella.server.web.Refusal.Audience;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The console's files on the class path, each read and compressed once. Safe for use by many
/// threads.
final class ConsoleFiles {

  /// Letters, digits and a few signs, no segment that begins with a point, and an ending: neither a
  /// way out of the folder nor a folder.
  private static final Pattern PLAIN =
      Pattern.compile(
          "/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*(\\.[a-z0-9]+)");

  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry(".html", "text/html; charset=utf-8"),
          Map.entry(".css", "text/css; charset=utf-8"),
          Map.entry(".js", "text/javascript; charset=utf-8"),
          Map.entry(".mjs", "text/javascript; charset=utf-8"),
          Map.entry(".json", "application/json"),
          Map.entry(".map", "application/json"),
          Map.entry(".webmanifest", "application/manifest+json"),
          Map.entry(".svg", "image/svg+xml"),
          Map.entry(".png", "image/png"),
          Map.entry(".ico", "image/x-icon"),
          Map.entry(".woff2", "font/woff2"),
          Map.entry(".txt", "text/plain; charset=utf-8"));

  private static final String NOT_BUILT =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Lamella</title>
      <h1>The console was not built</h1>
      <p>Node.js 20 or newer, or npm or a way to its registry, was missing when this server was
      built. Everything else works: gRPC, the command line, and calls in JSON at this address.</p>
      <p>To have the console, install Node.js (Debian: <code>apt-get install nodejs npm</code>;
      macOS: <code>brew install node</code>), then run <code>./build -pl server -am -DskipTests
      package</code> and start the server again.</p>
      </html>
      """;

  private final ClassLoader loader;
  private final String folder;
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  /// The files of a folder on the class path.
  ConsoleFiles(ClassLoader loader, String folder) {
    this.loader = loader;
    this.folder = folder;
  }

  /// Whether there is a console.
  boolean isBuilt() {
    return file("/index.html").isPresent();
  }

  /// Answers a request for a file.
  Reply answer(HttpExchange exchange, String path) {
    Optional<ConsoleFile> file = file(path.equals("/") ? "/index.html" : path);
    String method = exchange.getRequestMethod();
    if (file.isEmpty() && path.equals("/")) {
      return Reply.of(503, "text/html; charset=utf-8", NOT_BUILT);
    }
    if (file.isEmpty()) {
      return Refusal.of(404, Status.Code.NOT_FOUND, "there is nothing here: path=" + path)
          .reply(Audience.PEOPLE);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Refusal.method(method, "GET, HEAD").reply(Audience.PEOPLE);
    }
    return file.get()
        .reply(acceptsGzip(exchange), RequestHeaders.first(exchange, "If-None-Match").orElse(""));
  }

  private Optional<ConsoleFile> file(String path) {
    ConsoleFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Matcher plain = PLAIN.matcher(path);
    String contentType = plain.matches() ? CONTENT_TYPES.getOrDefault(plain.group(1), "") : "";
    if (contentType.isEmpty()) {
      return Optional.empty();
    }
    Optional<ConsoleFile> read =
        read(path).map(bytes -> ConsoleFile.of(contentType, path.startsWith("/assets/"), bytes));
    read.ifPresent(file -> files.put(path, file));
    return read;
  }

  private Optional<byte[]> read(String path) {
    try (InputStream resource = loader.getResourceAsStream(folder + path)) {
      return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    return Stream.of(RequestHeaders.first(exchange, "Accept-Encoding").orElse("").split(","))
        .map(String::strip)
        .anyMatch(coding -> coding.matches("(?i)gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*$).*"));
  }
}
