package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Status;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may ask: this machine's browser under a name of this machine, and a page of ours. A foreign
/// name that resolves to this machine (DNS rebinding) and a foreign page stay outside. A door that
/// is open to other machines answers to any name: there a key keeps strangers out. Immutable.
final class Gate {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final int port;
  private final Scheme scheme;
  private final Reach reach;

  /// How the door is asked.
  enum Scheme {
    HTTP("http", 80),
    HTTPS("https", 443);

    private final String label;
    private final int usualPort;

    Scheme(String label, int usualPort) {
      this.label = label;
      this.usualPort = usualPort;
    }
  }

  /// From where it can be asked.
  enum Reach {
    /// From this machine.
    THIS_MACHINE,
    /// From others, with a key.
    OTHER_MACHINES
  }

  /// For a door on this port.
  Gate(int port, Scheme scheme, Reach reach) {
    this.port = port;
    this.scheme = scheme;
    this.reach = reach;
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
                  + ", open="
                  + scheme.label
                  + "://localhost:"
                  + port));
    }
    List<String> origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
    boolean foreign =
        origins.stream().anyMatch(origin -> !origin.equals(scheme.label + "://" + host));
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
    return switch (reach) {
      case THIS_MACHINE ->
          NAMES.stream().anyMatch(name -> host.equals(name + ":" + port))
              || (port == scheme.usualPort && NAMES.contains(host));
      case OTHER_MACHINES -> !host.isEmpty();
    };
  }
}
