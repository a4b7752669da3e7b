package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lamella.server.web.Gate.Reach;
import io.lamella.server.web.Gate.Scheme;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The console's door: HTTP or HTTPS, a virtual thread for each request. Safe for use by many
/// threads. Closing it gives the running calls a moment.
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

  private WebDoor(HttpServer http, InnerChannel inner, WebSetup setup, ConsoleFiles files) {
    this.http = http;
    this.inner = inner;
    this.files = files;
    entrance =
        new Entrance(
            new Gate(
                http.getAddress().getPort(),
                setup.tls().isPresent() ? Scheme.HTTPS : Scheme.HTTP,
                setup.at().getAddress().isLoopbackAddress()
                    ? Reach.THIS_MACHINE
                    : Reach.OTHER_MACHINES),
            new KeyGate(setup.key(), setup.keyless()),
            new JsonCalls(setup.services(), inner.channel(), setup.maxBodyBytes()),
            new Probes(setup.readiness(), setup.metrics()),
            files);
  }

  /// Listens, and serves the console, the probes and the services.
  ///
  /// @throws IOException if it cannot listen on the port
  public static WebDoor open(WebSetup setup) throws IOException {
    return open(setup, new ConsoleFiles(WebDoor.class.getClassLoader(), FOLDER));
  }

  static WebDoor open(WebSetup setup, ConsoleFiles files) throws IOException {
    HttpServer http = server(setup);
    InnerChannel inner = InnerChannel.open(setup.handlers());
    WebDoor door = new WebDoor(http, inner, setup, files);
    http.setExecutor(door.threads);
    http.createContext("/", door::handle);
    http.start();
    return door;
  }

  private static HttpServer server(WebSetup setup) throws IOException {
    if (setup.tls().isEmpty()) {
      return HttpServer.create(setup.at(), BACKLOG);
    }
    HttpsServer https = HttpsServer.create(setup.at(), BACKLOG);
    https.setHttpsConfigurator(new HttpsConfigurator(setup.tls().get()));
    return https;
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
