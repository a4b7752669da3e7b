package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.lamella.server.call.Readiness;
import io.lamella.server.web.Refusal.Audience;
import java.util.Optional;
import java.util.function.Supplier;

/// What machines that watch the server ask: whether it lives, whether it can be asked, its figures.
///
/// @param metrics in Prometheus' text
record Probes(Supplier<Readiness> readiness, Supplier<String> metrics) {

  private static final String ALIVE = "/healthz";
  private static final String READY = "/readyz";
  private static final String METRICS = "/metrics";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /// Whether a path is for the key's holders alone. Whether the server lives is not: who starts it
  /// anew when it does not needs no key for that.
  static boolean needsKey(String path) {
    return path.equals(METRICS);
  }

  /// Answers a request for one of them; empty for anything else.
  Optional<Reply> answer(HttpExchange exchange, String path) {
    return switch (path) {
      case ALIVE -> read(exchange, () -> Reply.text(200, "alive"));
      case READY -> read(exchange, this::ready);
      case METRICS -> read(exchange, () -> Reply.of(200, PROMETHEUS, metrics.get()));
      default -> Optional.empty();
    };
  }

  private Reply ready() {
    Readiness now = readiness.get();
    return Reply.text(now.ready() ? 200 : 503, now.line());
  }

  private static Optional<Reply> read(HttpExchange exchange, Supplier<Reply> reply) {
    String method = exchange.getRequestMethod();
    return Optional.of(
        method.equals("GET") || method.equals("HEAD")
            ? reply.get()
            : Refusal.method(method, "GET, HEAD").reply(Audience.PEOPLE));
  }
}
