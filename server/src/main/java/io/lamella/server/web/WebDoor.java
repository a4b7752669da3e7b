package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// The console's door: HTTP on the loopback address, a virtual thread for each request. Safe for
/// use by many threads. Closing it gives the running calls a moment.
///
/// What is no HTTP, or asks for no path, never gets here: the JDK's server refuses it by itself, in
/// its own words and without our headers.
public final class WebDoor implements AutoCloseable {

  private static final String FOLDER = "console";

  /// How many connections may wait to be taken.
  private static final int BACKLOG = 1_024;

  private static final int GRACE_SECONDS = 5;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Held for reading by each request, and for writing once they are over and the door is closed.
  private final ReadWriteLock running = new ReentrantReadWriteLock();

  private final InnerChannel inner;
  private final ConsoleFiles files;
  private final Entrance entrance;

  private WebDoor(HttpServer http, InnerChannel inner, JsonCalls calls, ConsoleFiles files) {
    this.http = http;
    this.inner = inner;
    this.files = files;
    entrance = new Entrance(new Gate(http.getAddress().getPort()), calls, files);
  }

  /// Listens, and serves the console and these services.
  ///
  /// @param port 0 for any free port
  /// @param guard puts the interceptors around a service that gRPC puts around it
  /// @param maxBodyBytes the largest request
  /// @throws IOException if it cannot listen on the port
  public static WebDoor open(
      int port,
      List<BindableService> services,
      Function<BindableService, ServerServiceDefinition> guard,
      int maxBodyBytes)
      throws IOException {
    ConsoleFiles files = new ConsoleFiles(WebDoor.class.getClassLoader(), FOLDER);
    return open(port, services, guard, maxBodyBytes, files);
  }

  static WebDoor open(
      int port,
      List<BindableService> services,
      Function<BindableService, ServerServiceDefinition> guard,
      int maxBodyBytes,
      ConsoleFiles files)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    InnerChannel inner = InnerChannel.open(services.stream().map(guard).toList());
    JsonCalls calls = new JsonCalls(services, inner.channel(), maxBodyBytes);
    WebDoor door = new WebDoor(http, inner, calls, files);
    http.setExecutor(door.threads);
    http.createContext("/", door::handle);
    http.start();
    return door;
  }

  /// Where it listens.
  public int port() {
    return http.getAddress().getPort();
  }

  /// Whether the console's files are there.
  public boolean hasConsole() {
    return files.isBuilt();
  }

  @Override
  public void close() {
    try {
      // The server's own way to wait now and then waits its whole time for nothing.
      boolean _ = running.writeLock().tryLock(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.stop(0);
    threads.shutdownNow();
    inner.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!running.readLock().tryLock()) {
        return;
      }
      try {
        entrance.handle(exchange);
      } finally {
        running.readLock().unlock();
      }
    }
  }
}
