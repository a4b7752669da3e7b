package io.lamella.server;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.lamella.engine.Engine;
import io.lamella.server.call.AccessLog;
import io.lamella.server.call.CallExecutors;
import io.lamella.server.call.LastError;
import io.lamella.server.call.RequestId;
import io.lamella.server.call.TransportLog;
import io.lamella.server.call.WorkPool;
import io.lamella.server.service.AdminService;
import io.lamella.server.service.CatalogService;
import io.lamella.server.service.IngestService;
import io.lamella.server.service.SegmentService;
import io.lamella.server.web.WebDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running server with an engine of its own: gRPC and the console on the loopback address. Safe
/// for use by many threads. Closing it ends the calls, then the engine.
public final class LamellaServer implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  /// The largest message a client may send, which is also the largest that clients take by default.
  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  private final Engine engine;
  private final WorkPool pool;
  private final CallExecutors executors;
  private final HealthStatusManager health = new HealthStatusManager();
  private final List<BindableService> services;
  private final Server server;
  private volatile Optional<WebDoor> door = Optional.empty();
  private final AtomicBoolean open = new AtomicBoolean(true);

  private LamellaServer(ServerConfig config, Engine engine) {
    this.engine = engine;
    pool = new WorkPool(config.workers(), config.waitingQuestions());
    executors = new CallExecutors(config.workers());
    services =
        List.of(
            new SegmentService(engine, config.engine().limits(), pool, config.openStreams()),
            new CatalogService(engine, pool),
            new IngestService(engine),
            new AdminService(engine, pool));
    server =
        builder(config.port(), executors)
            .addServices(services.stream().map(LamellaServer::guarded).toList())
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
  }

  /// Opens an engine and listens.
  ///
  /// @throws IOException if it cannot listen on a port, which the message names
  public static LamellaServer start(ServerConfig config) throws IOException {
    TransportLog.quiet();
    LamellaServer started = new LamellaServer(config, Engine.open(config.engine()));
    try {
      started.listen(config);
    } catch (IOException e) {
      started.close();
      throw e;
    }
    started.announce(ServingStatus.SERVING);
    return started;
  }

  /// Where it listens.
  public int port() {
    return server.getPort();
  }

  /// Where the console listens, if it does.
  public OptionalInt httpPort() {
    return door.map(open -> OptionalInt.of(open.port())).orElse(OptionalInt.empty());
  }

  /// Whether the console's page was built into this program.
  public boolean hasConsole() {
    return door.map(WebDoor::hasConsole).orElse(false);
  }

  /// What it serves, for use in the same process.
  public Engine engine() {
    return engine;
  }

  /// Waits until the server is closed by another thread.
  public void awaitClose() throws InterruptedException {
    server.awaitTermination();
  }

  /// Takes no new call, gives the running ones a moment, ends the rest, frees the engine. Closing
  /// twice is the same as once.
  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    health.enterTerminalState();
    server.shutdown();
    door.ifPresent(WebDoor::close);
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
        server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    executors.close();
    pool.close();
    engine.close();
  }

  private void listen(ServerConfig config) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw cannotListen("port=" + config.port(), e, "");
    }
    if (config.httpPort().isPresent()) {
      int port = config.httpPort().getAsInt();
      try {
        door = Optional.of(WebDoor.open(port, services, LamellaServer::guarded, MAX_MESSAGE_BYTES));
      } catch (IOException e) {
        throw cannotListen("http-port=" + port, e, "; --http-port N takes another, --no-http none");
      }
    }
  }

  private static IOException cannotListen(String port, IOException e, String hint) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new IOException("cannot listen: " + port + ", reason=" + reason.getMessage() + hint, e);
  }

  private void announce(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    server.getServices().stream()
        .map(service -> service.getServiceDescriptor().getName())
        .filter(name -> name.startsWith("lamella."))
        .forEach(name -> health.setStatus(name, status));
  }

  private static NettyServerBuilder builder(int port, ServerCallExecutorSupplier executors) {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        // Short questions are answered where they arrive; see CallExecutors for the others.
        .directExecutor()
        .callExecutor(executors)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        // A client that is gone without a word holds an import or a snapshot; this ends its calls.
        .keepAliveTime(60, TimeUnit.SECONDS)
        .keepAliveTimeout(20, TimeUnit.SECONDS)
        .permitKeepAliveTime(10, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  /// The messages reach the interceptors as bytes and are read inside them, so that a message that
  /// cannot be read is refused by [LastError] like everything else.
  private static ServerServiceDefinition guarded(BindableService service) {
    return ServerInterceptors.interceptForward(
        ServerInterceptors.useInputStreamMessages(service.bindService()),
        List.of(new RequestId(), new AccessLog(), new LastError()));
  }
}
