package io.lamella.server;

import io.lamella.server.call.AccessKey;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From where a server can be asked, and by whom. Other machines only with a key and under TLS.
///
/// @param address where it listens
/// @param key what every call shows, if there is one
/// @param tls who the server is under TLS; without it nothing is encrypted
public record Access(InetAddress address, Optional<AccessKey> key, Optional<TlsIdentity> tls) {

  /// This machine alone, whoever asks.
  public static final Access LOOPBACK =
      new Access(InetAddress.getLoopbackAddress(), Optional.empty(), Optional.empty());

  public Access {
    List<String> missing = missing(address, key.isPresent(), tls.isPresent(), tls.isPresent());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "open to other machines: missing=" + String.join(", ", missing));
    }
  }

  /// What would have to be given beside an address; nothing for a loopback address.
  public static List<String> missing(
      InetAddress address, boolean key, boolean certificate, boolean privateKey) {
    List<String> missing = new ArrayList<>();
    if (!address.isLoopbackAddress()) {
      if (!key) {
        missing.add("the environment variable " + AccessKey.VARIABLE);
      }
      if (!certificate) {
        missing.add("--tls-cert FILE");
      }
      if (!privateKey) {
        missing.add("--tls-key FILE");
      }
    }
    return missing;
  }

  /// Whether other machines can ask.
  public boolean isOpen() {
    return !address.isLoopbackAddress();
  }
}
