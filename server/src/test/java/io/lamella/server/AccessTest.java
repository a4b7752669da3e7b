package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.lamella.server.call.AccessKey;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: whoever does not show the key stays outside, at either port, and hears the same whatever
/// was wrong; under TLS both ports speak it.
class AccessTest {

  private static final String KEY = "a key of 16 byte".replace(' ', '-');
  private static final CountRequest EVERYONE =
      CountRequest.newBuilder().setExpression("everyone()").build();
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir private Path folder = Path.of("");

  @Test
  void withAKeyEveryCallShowsIt() throws Exception {
    Access access =
        new Access(
            InetAddress.getLoopbackAddress(), Optional.of(AccessKey.of(KEY)), Optional.empty());
    try (TestServer server = TestServer.start(config().withAccess(access));
        HttpClient client = HttpClient.newHttpClient()) {
      String http = "http://localhost:" + server.server().httpPort().orElseThrow();

      for (List<String> wrong :
          List.of(
              List.<String>of(),
              List.of("Bearer another-key-of-16-bytes"),
              List.of("Bearer " + KEY + "x"),
              List.of("Bearer "),
              List.of(KEY),
              List.of("Basic " + KEY),
              List.of("Bearer " + KEY, "Bearer another-key-of-16-bytes"))) {
        Refused refused = Refused.by(() -> count(server.channel(), wrong));
        assertThat(refused.code()).as("%s", wrong).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refused.description()).isEqualTo(AccessKey.REFUSAL);
        HttpResponse<String> overHttp = call(client, http, wrong);
        assertThat(overHttp.statusCode()).as("%s", wrong).isEqualTo(401);
        assertThat(overHttp.body()).contains("\"unauthenticated\"", AccessKey.REFUSAL);
        assertThat(get(client, http + "/metrics", wrong).statusCode()).isEqualTo(401);
      }
      List<String> right = List.of("Bearer " + KEY);
      assertThat(count(server.channel(), right).getPopulation()).isZero();
      assertThat(call(client, http, right).statusCode()).isEqualTo(200);
      HttpResponse<String> figures = get(client, http + "/metrics", right);
      assertThat(figures.body()).contains("lamella_unauthenticated_total 21.0");
      // Health, probes and the console's files are nobody's secret.
      assertThat(
              HealthGrpc.newBlockingStub(server.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      for (String path : List.of("/healthz", "/readyz", "/")) {
        assertThat(get(client, http + path, List.of()).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void underTlsOtherMachinesMayAskWithTheKey(String algorithm) throws Exception {
    TestCertificate made = TestCertificate.make(folder, "server", algorithm);
    Access access =
        new Access(
            InetAddress.getByName("0.0.0.0"),
            Optional.of(AccessKey.of(KEY)),
            Optional.of(TlsIdentity.read(made.certificate(), made.key())));
    TrustManagerFactory trust = trust(made.certificate());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (TestServer server = TestServer.start(config().withAccess(access));
        HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  "localhost",
                  server.server().port(),
                  TlsChannelCredentials.newBuilder().trustManager(trust.getTrustManagers()).build())
              .build();
      try {
        assertThat(count(channel, List.of("Bearer " + KEY)).getPopulation()).isZero();
        assertThat(Refused.by(() -> count(channel, List.of())).code())
            .isEqualTo(Status.Code.UNAUTHENTICATED);
      } finally {
        channel.shutdownNow();
      }
      int port = server.server().httpPort().orElseThrow();
      // A name of this machine's among others: it answers to any, and to its own page alone.
      String https = "https://localhost:" + port;
      assertThat(call(client, https, List.of("Bearer " + KEY)).statusCode()).isEqualTo(200);
      assertThat(call(client, https, List.of()).statusCode()).isEqualTo(401);
      assertThat(get(client, https + "/readyz", List.of()).body()).isEqualTo("ready\n");
      assertThat(
              client
                  .send(
                      request(https, List.of("Bearer " + KEY))
                          .header("Origin", "https://evil.example")
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              client
                  .send(
                      request(https, List.of("Bearer " + KEY)).header("Origin", https).build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
      // In the open nobody is answered.
      assertThat(Refused.by(() -> count(server.channel(), List.of("Bearer " + KEY))).code())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void anOpenAddressWithoutKeyOrTlsCannotBeSetUp() throws IOException {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");

    assertThatThrownBy(() -> new Access(everywhere, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LAMELLA_KEY")
        .hasMessageContaining("--tls-cert");
  }

  @Test
  void badFilesAreNamed() throws IOException {
    TestCertificate made = TestCertificate.make(folder, "one", "EC");
    TestCertificate other = TestCertificate.make(folder, "other", "EC");
    Path missing = folder.resolve("missing.pem");
    Path junk = Files.writeString(folder.resolve("junk.pem"), "nothing of the kind");
    Path old =
        Files.writeString(
            folder.resolve("old.pem"),
            "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    Path unspoken = TestCertificate.make(folder, "unspoken", "Ed25519").key();
    Path broken =
        Files.writeString(
            folder.resolve("broken.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    assertRefused(missing, made.key(), missing + ": no such file");
    assertRefused(made.certificate(), missing, missing + ": no such file");
    assertRefused(junk, made.key(), junk + ": no certificate in it");
    assertRefused(made.certificate(), junk, junk + ": no private key in it");
    assertRefused(made.certificate(), old, "openssl pkcs8");
    assertRefused(made.certificate(), unspoken, "one of RSA or EC");
    assertRefused(made.certificate(), broken, broken + ": no private key in it");
    assertRefused(made.certificate(), made.certificate(), ": no private key in it");
    assertRefused(
        made.certificate(), other.key(), other.key() + ": not the private key of the certificate");
  }

  @Test
  void aKeyIsSixteenBytesAtLeastAndNeverPrintsItself() {
    assertThatThrownBy(() -> AccessKey.of("fifteen-bytes-!"))
        .hasMessage("LAMELLA_KEY has at least 16 bytes");
    assertThatThrownBy(() -> AccessKey.of("sixteen bytes or more"))
        .hasMessageContaining("without spaces");
    assertThat(AccessKey.of(KEY).toString()).doesNotContain(KEY);
  }

  private static void assertRefused(Path certificate, Path key, String message) {
    assertThatThrownBy(() -> TlsIdentity.read(certificate, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private static ServerConfig config() {
    return new ServerConfig(0, TestServer.ENGINE, 2, 16, 8).withConsole(0);
  }

  private static CountResponse count(Channel channel, List<String> shown) {
    Metadata headers = new Metadata();
    shown.forEach(value -> headers.put(HEADER, value));
    return SegmentServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)))
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .count(EVERYONE);
  }

  private static HttpResponse<String> call(HttpClient client, String base, List<String> shown)
      throws IOException, InterruptedException {
    return client.send(request(base, shown).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String base, List<String> shown) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/lamella.v1.SegmentService/Count"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"expression\": \"everyone()\"}"));
    shown.forEach(value -> request.header("Authorization", value));
    return request;
  }

  private static HttpResponse<String> get(HttpClient client, String at, List<String> shown)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at));
    shown.forEach(value -> request.header("Authorization", value));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static TrustManagerFactory trust(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }
}
