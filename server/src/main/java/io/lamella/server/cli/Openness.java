package io.lamella.server.cli;

import io.lamella.server.Access;
import io.lamella.server.TlsIdentity;
import io.lamella.server.call.AccessKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// From where a server can be asked, and by whom.
final class Openness {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = {
        "The address to listen on (default: this machine alone).",
        "One that other machines reach needs the environment variable "
            + AccessKey.VARIABLE
            + ", --tls-cert and --tls-key."
      })
  private @Nullable String address;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "The server's certificate and the chain above it, in PEM.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The certificate's private key, in PEM (PKCS 8).")
  private @Nullable Path privateKey;

  /// What was chosen.
  ///
  /// @throws ParameterException if something is missing or malformed
  /// @throws IOException if a file cannot be used, which the message names
  Access access(CommandSpec spec) throws IOException {
    InetAddress at = at(spec);
    Optional<AccessKey> key = key(spec);
    List<String> missing =
        Access.missing(at, key.isPresent(), certificate != null, privateKey != null);
    if (!missing.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--listen "
              + address
              + " is open to other machines; missing: "
              + String.join(", ", missing));
    }
    if ((certificate == null) != (privateKey == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--tls-cert and --tls-key go together; missing: "
              + (certificate == null ? "--tls-cert FILE" : "--tls-key FILE"));
    }
    return new Access(
        at,
        key,
        certificate == null || privateKey == null
            ? Optional.empty()
            : Optional.of(TlsIdentity.read(certificate, privateKey)));
  }

  private InetAddress at(CommandSpec spec) {
    if (address == null) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      if (!address.isBlank()) {
        return InetAddress.getByName(address);
      }
    } catch (UnknownHostException e) {
      // Told below.
    }
    throw new ParameterException(
        spec.commandLine(), "--listen: not an address of this machine: listen=" + address);
  }

  private static Optional<AccessKey> key(CommandSpec spec) {
    try {
      return LamellaCommand.variable(spec, AccessKey.VARIABLE).map(AccessKey::of);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
