package io.lamella.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Who a server is under TLS: its certificate with those that vouch for it, and the private key.
public final class TlsIdentity {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private static final char[] NO_PASSWORD = {};

  private final KeyManagerFactory managers;

  private TlsIdentity(KeyManagerFactory managers) {
    this.managers = managers;
  }

  /// Reads two PEM files.
  ///
  /// @param certificate the server's own certificate first, then the chain above it
  /// @param key in PKCS 8, without a password
  /// @throws IOException that names the file at fault and what would be right
  public static TlsIdentity read(Path certificate, Path key) throws IOException {
    List<Certificate> chain = chain(certificate);
    PrivateKey privateKey = privateKey(key);
    if (!belongTogether(chain.getFirst(), privateKey)) {
      throw new IOException(key + ": not the private key of the certificate in " + certificate);
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("server", privateKey, NO_PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, NO_PASSWORD);
      return new TlsIdentity(managers);
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + ": cannot be used: reason=" + e.getMessage(), e);
    }
  }

  /// For gRPC.
  KeyManagerFactory managers() {
    return managers;
  }

  /// For HTTP.
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Certificate> chain(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new IOException(file + ": no certificate in it; a PEM file is needed");
      }
      return chain;
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (CertificateException e) {
      throw new IOException(file + ": no certificate in it; a PEM file is needed", e);
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: reason=" + e.getMessage(), e);
    }
    Matcher pem = PRIVATE_KEY.matcher(text);
    if (!pem.find()) {
      throw unreadable(file);
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(pem.group(1));
    } catch (IllegalArgumentException e) {
      throw unreadable(file);
    }
    // Others the transport does not speak.
    return Stream.of("RSA", "EC")
        .flatMap(algorithm -> privateKey(algorithm, bytes).stream())
        .findFirst()
        .orElseThrow(() -> unreadable(file));
  }

  /// The bytes name their algorithm, but only to those who read it already.
  private static Optional<PrivateKey> privateKey(String algorithm, byte[] bytes) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /// Nothing of a private key is in it, not even of what is wrong.
  private static IOException unreadable(Path file) {
    return new IOException(
        file
            + ": no private key in it; one of RSA or EC in a PEM file in PKCS 8 without a password is"
            + " needed (openssl pkcs8 -topk8 -nocrypt makes one)");
  }

  private static boolean belongTogether(Certificate certificate, PrivateKey key) {
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    byte[] message = "lamella".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
