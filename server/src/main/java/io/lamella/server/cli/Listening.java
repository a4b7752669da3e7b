package io.lamella.server.cli;

import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where a server that a command starts listens, and how that is told.
final class Listening {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port for gRPC (default: ${DEFAULT-VALUE}; 0 for any free one).",
      defaultValue = "" + ServerConfig.DEFAULT_PORT)
  private int port;

  @ArgGroup private @Nullable Console console;

  /// One or the other.
  static final class Console {
    @Option(
        names = "--http-port",
        paramLabel = "N",
        description =
            "The port for the console and for calls in JSON (default: "
                + ServerConfig.DEFAULT_HTTP_PORT
                + "; 0 for any free one).")
    private @Nullable Integer port;

    @Option(names = "--no-http", description = "No console and no calls in JSON: gRPC alone.")
    private boolean none;
  }

  /// The configuration with these ports.
  ServerConfig apply(ServerConfig config, CommandSpec spec) {
    ServerConfig listening = config.onPort(checked("--port", port, spec));
    if (console == null) {
      return listening.withConsole(ServerConfig.DEFAULT_HTTP_PORT);
    }
    return console.none || console.port == null
        ? listening
        : listening.withConsole(checked("--http-port", console.port, spec));
  }

  /// Where gRPC is.
  static String grpc(ServerConfig config, LamellaServer server) {
    return host(config) + ":" + server.port();
  }

  /// Where the console is, if it is anywhere.
  static Optional<String> console(ServerConfig config, LamellaServer server) {
    return address(config, server)
        .map(address ->
            "console on "
                + address
                + (server.hasConsole() ? "" : " (not built: open it to see why)"));
  }

  /// What somebody who sees it for the first time does next.
  static Optional<String> invitation(ServerConfig config, LamellaServer server) {
    return address(config, server)
        .filter(_ -> server.hasConsole())
        .map(address -> "Build a segment in your browser: " + address + "\n");
  }

  private static Optional<String> address(ServerConfig config, LamellaServer server) {
    String scheme = config.access().tls().isPresent() ? "https" : "http";
    return server.httpPort().isPresent()
        ? Optional.of(scheme + "://" + host(config) + ":" + server.httpPort().getAsInt())
        : Optional.empty();
  }

  private static String host(ServerConfig config) {
    InetAddress address = config.access().address();
    if (address.equals(InetAddress.getLoopbackAddress())) {
      return "localhost";
    }
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  private static int checked(String option, int port, CommandSpec spec) {
    if (!ServerConfig.isPort(port)) {
      throw new ParameterException(
          spec.commandLine(), option + " is 0 to 65535: " + option.substring(2) + "=" + port);
    }
    return port;
  }
}
