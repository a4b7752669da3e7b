package io.lamella.server;

import io.lamella.engine.Engine;
import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth;
import io.lamella.server.call.CallMetrics;
import io.lamella.server.service.EngineDoors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server counts and measures, in Prometheus' text. Labels are methods, statuses, purposes
/// of memory and names of workspaces: nothing of a customer. Safe for use by many threads.
final class ServerMetrics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerMetrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallMetrics calls = new CallMetrics(registry);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Counter keyless;
  private final MultiGauge snapshots;
  private final MultiGauge populations;
  private volatile Optional<EngineDoors> doors = Optional.empty();
  private volatile Figures figures = Figures.NONE;

  /// What the engine said when it was last looked at.
  private record Figures(Optional<EngineHealth> health, Optional<CatalogView.MemoryUse> memory) {
    private static final Figures NONE = new Figures(Optional.empty(), Optional.empty());
  }

  ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    collector.bindTo(registry);
    keyless =
        Counter.builder("lamella.unauthenticated")
            .description("Calls refused because they did not show the key")
            .register(registry);
    snapshots =
        MultiGauge.builder("lamella.snapshot")
            .description("Number of the current snapshot")
            .register(registry);
    populations =
        MultiGauge.builder("lamella.population")
            .description("Customers of the current snapshot")
            .register(registry);
    gauge("lamella.ready", "Whether the engine is open", "", _ -> doors.isPresent() ? 1 : 0);
    health(
        "lamella.taking.writes",
        "Whether writes are taken",
        "",
        health -> health.state() == EngineHealth.State.SERVING ? 1 : 0);
    health(
        "lamella.journal",
        "What would have to be read again after a kill",
        "bytes",
        EngineHealth::journalBytes);
    health(
        "lamella.checkpoint.age",
        "Time since the newest checkpoint was complete",
        "seconds",
        ServerMetrics::checkpointAgeSeconds);
    health(
        "lamella.waiting.batches",
        "Batches of writes that wait for the writer",
        "",
        EngineHealth::waitingBatches);
    health(
        "lamella.known.event.ids",
        "Event ids that would be recognised as duplicates",
        "",
        EngineHealth::knownEventIds);
    memory("attributes", CatalogView.MemoryUse::attributeBytes);
    memory("behaviours", CatalogView.MemoryUse::behaviourBytes);
    memory("dictionaries", CatalogView.MemoryUse::dictionaryBytes);
    memory("staging", CatalogView.MemoryUse::stagingBytes);
    view(
        "lamella.memory.budget",
        "What the engine's data may take outside the heap",
        "bytes",
        Tags.empty(),
        CatalogView.MemoryUse::budgetBytes);
  }

  /// Counts calls.
  CallMetrics calls() {
    return calls;
  }

  /// A call did not show the key.
  void keyless() {
    keyless.increment();
  }

  /// The engine is open.
  void watch(EngineDoors opened) {
    doors = Optional.of(opened);
  }

  /// Looks at the engine, and writes everything down.
  String scrape() {
    doors.ifPresent(open -> {
      figures = new Figures(health(open), memory(open.engine()));
      workspaces(open);
    });
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  private void workspaces(EngineDoors open) {
    List<MultiGauge.Row<?>> numbers = new ArrayList<>();
    List<MultiGauge.Row<?>> sizes = new ArrayList<>();
    for (String workspace : open.workspaces().get()) {
      Tags tags = Tags.of("workspace", workspace);
      try {
        Engine.SnapshotSize size = open.engine().size(workspace);
        numbers.add(MultiGauge.Row.of(tags, size.snapshot()));
        sizes.add(MultiGauge.Row.of(tags, size.population()));
      } catch (EngineException e) {
        LOG.debug("a workspace is not there any more: code={}", e.code());
      }
    }
    snapshots.register(numbers, true);
    populations.register(sizes, true);
  }

  private static Optional<EngineHealth> health(EngineDoors open) {
    try {
      return Optional.of(open.upkeep().health());
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private static Optional<CatalogView.MemoryUse> memory(Engine engine) {
    try {
      return Optional.of(engine.memory());
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private static double checkpointAgeSeconds(EngineHealth health) {
    return health
        .checkpointAt()
        .map(at -> (System.currentTimeMillis() - at.toEpochMilli()) / 1e3)
        .orElse(Double.NaN);
  }

  private void memory(String purpose, ToDoubleFunction<CatalogView.MemoryUse> bytes) {
    view(
        "lamella.memory.used",
        "What the engine's data takes outside the heap",
        "bytes",
        Tags.of("purpose", purpose),
        bytes);
  }

  private void health(
      String name, String description, String unit, ToDoubleFunction<EngineHealth> figure) {
    gauge(
        name,
        description,
        unit,
        known -> known.health().map(figure::applyAsDouble).orElse(Double.NaN));
  }

  private void view(
      String name,
      String description,
      String unit,
      Tags tags,
      ToDoubleFunction<CatalogView.MemoryUse> figure) {
    gauge(
        name,
        description,
        unit,
        tags,
        known -> known.memory().map(figure::applyAsDouble).orElse(Double.NaN));
  }

  private void gauge(
      String name, String description, String unit, ToDoubleFunction<Figures> figure) {
    gauge(name, description, unit, Tags.empty(), figure);
  }

  private void gauge(
      String name, String description, String unit, Tags tags, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.figures))
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
