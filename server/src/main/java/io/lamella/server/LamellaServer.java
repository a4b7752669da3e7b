package io.lamella.server;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.server.call.AccessLog;
import io.lamella.server.call.CallExecutors;
import io.lamella.server.call.DeepMessages;
import io.lamella.server.call.KeyCheck;
import io.lamella.server.call.LastError;
import io.lamella.server.call.RequestId;
import io.lamella.server.call.TransportLog;
import io.lamella.server.call.WorkPool;
import io.lamella.server.service.AdminService;
import io.lamella.server.service.CatalogService;
import io.lamella.server.service.DefinitionService;
import io.lamella.server.service.EngineDoors;
import io.lamella.server.service.IngestService;
import io.lamella.server.service.InsightService;
import io.lamella.server.service.MessageService;
import io.lamella.server.service.SegmentService;
import io.lamella.server.web.WebDoor;
import io.lamella.server.web.WebSetup;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// A running server with an engine of its own: gRPC and the console. It listens before its engine
/// is open, which may have much to read: until then calls are told so, and health is answered. Safe
/// for use by many threads. Closing it ends the calls, then the engine.
public final class LamellaServer implements AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  /// The largest message a client may send, which is also the largest that clients take by default.
  private static final int MAX_MESSAGE_BYTES = 4 << 20;

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          SegmentServiceGrpc.getServiceDescriptor(),
          MessageServiceGrpc.getServiceDescriptor(),
          InsightServiceGrpc.getServiceDescriptor(),
          DefinitionServiceGrpc.getServiceDescriptor(),
          CatalogServiceGrpc.getServiceDescriptor(),
          IngestServiceGrpc.getServiceDescriptor(),
          AdminServiceGrpc.getServiceDescriptor());

  private final ServerConfig config;
  private final WorkPool pool;
  private final CallExecutors executors;
  private final ServerMetrics metrics = new ServerMetrics();
  private final HealthWatch health =
      new HealthWatch(SERVICES.stream().map(ServiceDescriptor::getName).toList());
  private final LateServices services = new LateServices(SERVICES, this::guarded);
  private final CompletableFuture<EngineDoors> opened = new CompletableFuture<>();
  private final Server server;
  private volatile Optional<WebDoor> door = Optional.empty();
  private final AtomicBoolean open = new AtomicBoolean(true);

  private LamellaServer(ServerConfig config) {
    this.config = config;
    pool = new WorkPool(config.workers(), config.waitingQuestions());
    executors = new CallExecutors(config.workers());
    NettyServerBuilder builder =
        builder()
            .addService(health.manager().getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .fallbackHandlerRegistry(services);
    config.access().key().ifPresent(key -> builder.intercept(new KeyCheck(key, metrics::keyless)));
    server = builder.build();
  }

  /// Listens, and opens an engine.
  ///
  /// @throws IOException if it cannot listen on a port, which the message names
  /// @throws io.lamella.engine.api.EngineException if the engine cannot be opened
  public static LamellaServer start(ServerConfig config) throws IOException {
    LamellaServer started = begin(config);
    try {
      started.awaitReady();
    } catch (InterruptedException e) {
      started.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the engine was opened");
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  /// Listens, and begins to open an engine on another thread.
  ///
  /// @throws IOException if it cannot listen on a port, which the message names
  public static LamellaServer begin(ServerConfig config) throws IOException {
    return begin(config, engine -> EngineDoors.of(Engine.open(engine)));
  }

  /// The same with another way to open an engine.
  public static LamellaServer begin(
      ServerConfig config, Function<EngineConfig, EngineDoors> opening) throws IOException {
    TransportLog.quiet();
    LamellaServer begun = new LamellaServer(config);
    try {
      begun.listen();
    } catch (IOException e) {
      begun.opened.cancel(false);
      begun.close();
      throw e;
    }
    Thread.ofPlatform().daemon().name("lamella-open").start(() -> begun.open(opening));
    return begun;
  }

  /// Waits until the engine is open.
  ///
  /// @throws io.lamella.engine.api.EngineException if it cannot be opened; the server is then to be
  ///   closed
  public void awaitReady() throws InterruptedException {
    try {
      var _ = opened.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private void open(Function<EngineConfig, EngineDoors> opening) {
    EngineDoors doors;
    try {
      doors = opening.apply(config.engine());
    } catch (Throwable t) {
      opened.completeExceptionally(t);
      return;
    }
    services.open(services(doors));
    metrics.watch(doors);
    health.watch(doors.upkeep());
    // Loading needed every processor; now there is time.
    Engine.warmUp();
    // Last: whoever waits may ask, and a server that was closed meanwhile closes the engine now.
    opened.complete(doors);
  }

  private List<ServerServiceDefinition> services(EngineDoors doors) {
    Engine engine = doors.engine();
    List<BindableService> bound =
        List.of(
            new SegmentService(engine, config.engine().limits(), pool, config.openStreams()),
            new MessageService(engine, pool),
            new InsightService(engine, config.engine().limits(), pool),
            new DefinitionService(engine, pool),
            new CatalogService(engine, pool),
            new IngestService(doors, executors.writes()),
            new AdminService(doors, pool, executors.writes()));
    return bound.stream().map(BindableService::bindService).toList();
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

  /// What it serves, for use in the same process; once it is ready.
  public Engine engine() {
    return opened.join().engine();
  }

  /// Waits until the server is closed by another thread.
  public void awaitClose() throws InterruptedException {
    server.awaitTermination();
  }

  /// Takes no new call, gives the running ones a moment, ends the rest, frees the engine; one that
  /// is not open yet when it is. Closing twice is the same as once.
  @Override
  public void close() {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    health.close();
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
    metrics.close();
    var _ = opened.thenAccept(doors -> doors.engine().close());
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw cannotListen("port=" + config.port(), e, "");
    }
    if (config.httpPort().isPresent()) {
      int port = config.httpPort().getAsInt();
      Access access = config.access();
      WebSetup setup =
          new WebSetup(
              new InetSocketAddress(access.address(), port),
              access.tls().map(TlsIdentity::context),
              access.key(),
              SERVICES,
              services,
              MAX_MESSAGE_BYTES,
              health::readiness,
              metrics::scrape,
              metrics::keyless);
      try {
        door = Optional.of(WebDoor.open(setup));
      } catch (IOException e) {
        throw cannotListen("http-port=" + port, e, "; --http-port N takes another, --no-http none");
      }
    }
  }

  private static IOException cannotListen(String port, IOException e, String hint) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new IOException("cannot listen: " + port + ", reason=" + reason.getMessage() + hint, e);
  }

  private NettyServerBuilder builder() {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(config.access().address(), config.port()), credentials())
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

  private ServerCredentials credentials() {
    return config
        .access()
        .tls()
        .map(tls ->
            TlsServerCredentials.newBuilder().keyManager(tls.managers().getKeyManagers()).build())
        .orElseGet(InsecureServerCredentials::create);
  }

  /// The messages reach the interceptors as bytes and are read inside them, so that a message that
  /// cannot be read is refused by [LastError] like everything else.
  private ServerServiceDefinition guarded(ServerServiceDefinition service) {
    return ServerInterceptors.interceptForward(
        ServerInterceptors.useInputStreamMessages(DeepMessages.readBy(service)),
        List.of(new RequestId(), new AccessLog(), metrics.calls(), new LastError()));
  }
}
