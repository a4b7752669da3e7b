package io.lamella.server;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.server.call.Readiness;
import io.lamella.server.service.Upkeep;
import io.lamella.v1.IngestServiceGrpc;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells gRPC's health service and the probes how the engine is: not serving while it recovers,
/// then serving, but for writes while they are refused. Looks every second.
final class HealthWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final HealthStatusManager manager = new HealthStatusManager();
  private final List<String> services;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lamella-health").factory());
  private volatile Readiness readiness =
      new Readiness(false, "recovering: the data directory is being read");
  private State state = State.SERVING;
  private boolean closed;

  /// Nothing serves yet.
  ///
  /// @param services their names
  HealthWatch(List<String> services) {
    this.services = services;
    announce(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, false);
    services.forEach(name -> announce(name, false));
  }

  HealthStatusManager manager() {
    return manager;
  }

  /// Whether the server can be asked.
  Readiness readiness() {
    return readiness;
  }

  /// The engine is open: everything serves, and is looked at from now on.
  synchronized void watch(Upkeep upkeep) {
    if (closed) {
      return;
    }
    announce(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, true);
    services.forEach(name -> announce(name, true));
    readiness = new Readiness(true, "ready");
    look(upkeep);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> look(upkeep), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(Upkeep upkeep) {
    try {
      tell(upkeep.health());
    } catch (EngineException e) {
      // Closed, or closing: what was told last stands.
      LOG.debug("the engine does not tell its health: code={}", e.code());
    } catch (RuntimeException e) {
      LOG.warn("the engine does not tell its health", e);
    }
  }

  private synchronized void tell(EngineHealth health) {
    if (closed) {
      return;
    }
    if (health.state() != state) {
      state = health.state();
      LOG.warn("the engine's state has changed: state={}, reason={}", state, health.reason());
    }
    announce(IngestServiceGrpc.SERVICE_NAME, state == State.SERVING);
    readiness = new Readiness(true, line(health));
  }

  private static String line(EngineHealth health) {
    return switch (health.state()) {
      case SERVING -> "ready";
      case REFUSING_WRITES -> "ready for questions; writes are refused: reason=" + health.reason();
      case READ_ONLY ->
          "ready for questions; writes are refused until the server is started anew: reason="
              + health.reason();
    };
  }

  private void announce(String service, boolean serving) {
    manager.setStatus(service, serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /// From now on nothing serves, whatever the engine says.
  @Override
  public synchronized void close() {
    closed = true;
    readiness = new Readiness(false, "stopping");
    thread.shutdownNow();
    manager.enterTerminalState();
  }
}
