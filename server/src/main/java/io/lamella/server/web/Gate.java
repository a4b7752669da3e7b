package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may ask: this machine's browser under a name of this machine, and a page of ours. A foreign
/// name that resolves to this machine (DNS rebinding) and a foreign page stay outside. Immutable.
final class Gate {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int HTTP_PORT = 80;

  private final int port;

  /// For a door on this port.
  Gate(int port) {
    this.port = port;
  }

  /// Why the request stays outside, if it does.
  Optional<Refusal> refusal(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    String host = hosts.size() == 1 ? hosts.getFirst().toLowerCase(Locale.ROOT) : "";
    if (!isOurs(host)) {
      return Optional.of(
          Refusal.of(
              421,
              Status.Code.PERMISSION_DENIED,
              "the console answers to its own address alone: host="
                  + String.join(",", hosts)
                  + ", open=http://localhost:"
                  + port));
    }
    List<String> origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
    boolean foreign = origins.stream().anyMatch(origin -> !origin.equals("http://" + host));
    if (foreign && !exchange.getRequestMethod().equals("GET")) {
      return Optional.of(
          Refusal.of(
              403,
              Status.Code.PERMISSION_DENIED,
              "pages from elsewhere may not ask: origin=" + String.join(",", origins)));
    }
    return Optional.empty();
  }

  private boolean isOurs(String host) {
    return NAMES.stream().anyMatch(name -> host.equals(name + ":" + port))
        || (port == HTTP_PORT && NAMES.contains(host));
  }
}
