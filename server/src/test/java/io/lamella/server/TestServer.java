package io.lamella.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.query.Limits;
import io.lamella.server.service.EngineDoors;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A real server on a free port with a client's channel to it.
public final class TestServer implements AutoCloseable {

  /// 256 MiB, two threads.
  public static final EngineConfig ENGINE = new EngineConfig(256L << 20, 2, Limits.DEFAULT);

  private final LamellaServer server;
  private final ManagedChannel channel;

  private TestServer(LamellaServer server) {
    this.server = server;
    channel =
        NettyChannelBuilder.forAddress("localhost", server.port())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  public static TestServer start() {
    return start(new ServerConfig(0, ENGINE, 2, 16, 8));
  }

  /// With the console on a free port.
  public static TestServer startWithConsole() {
    return start(new ServerConfig(0, ENGINE, 2, 16, 8).withConsole(0));
  }

  public static TestServer start(ServerConfig config) {
    try {
      return new TestServer(LamellaServer.start(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With the console, and another side of writes and upkeep than the engine's.
  public static TestServer start(FakeDoors doors) {
    TestServer server = begin(engine -> doors.over(Engine.open(engine)));
    try {
      server.server().awaitReady();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return server;
  }

  /// With the console and another way to open an engine, for which it does not wait.
  public static TestServer begin(Function<EngineConfig, EngineDoors> opening) {
    ServerConfig config = new ServerConfig(0, ENGINE, 2, 16, 8).withConsole(0);
    try {
      return new TestServer(LamellaServer.begin(config, opening));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LamellaServer server() {
    return server;
  }

  public ManagedChannel channel() {
    return channel;
  }

  /// Questions, each with half a minute to answer, so that a test fails rather than hangs.
  public SegmentServiceGrpc.SegmentServiceBlockingStub segments() {
    return SegmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public CatalogServiceGrpc.CatalogServiceBlockingStub catalogs() {
    return CatalogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public DefinitionServiceGrpc.DefinitionServiceBlockingStub definitions() {
    return DefinitionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public InsightServiceGrpc.InsightServiceBlockingStub insights() {
    return InsightServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  public IngestServiceGrpc.IngestServiceBlockingStub ingest() {
    return IngestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  /// Opens an import.
  public ImportCall openImport() {
    return new ImportCall(
        IngestServiceGrpc.newStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS));
  }

  /// Imports these parts and a commit.
  public ImportResponse load(ImportRequest... parts) {
    ImportCall call = openImport();
    for (ImportRequest part : parts) {
      call.send(part);
    }
    return call.send(ImportParts.commit()).finish();
  }

  /// A dozen customers and what they did in March 2026.
  public void loadShop() {
    load(
        ImportParts.start(),
        ImportParts.SHOP_CUSTOMERS,
        ImportParts.SHOP_CUSTOMER_LINES,
        ImportParts.SHOP_EVENTS,
        ImportParts.SHOP_EVENT_LINES);
  }

  /// The ids of a segment's members, sorted.
  public List<String> members(String expression) {
    List<String> ids = new ArrayList<>();
    segments()
        .members(MembersRequest.newBuilder().setExpression(expression).build())
        .forEachRemaining(message -> ids.addAll(message.getBatch().getCustomerIdsList()));
    ids.sort(null);
    return ids;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }

  /// The value, which a test expects to be there.
  public static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("no value");
    }
    return value;
  }
}
