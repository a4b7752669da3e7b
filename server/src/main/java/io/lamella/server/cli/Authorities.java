package io.lamella.server.cli;

import io.lamella.server.cli.csv.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;

/// Whose word for a server is trusted.
final class Authorities {

  private Authorities() {}

  /// Those whose certificates are in a PEM file, and nobody else.
  ///
  /// @throws BadFileException that names the file if there is none in it
  static TrustManagerFactory of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadFileException(file + ": no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      if (number > 0) {
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
      }
    } catch (GeneralSecurityException | IOException e) {
      // Told below.
    }
    throw new BadFileException(file + ": no certificate in it; a PEM file is needed");
  }
}
