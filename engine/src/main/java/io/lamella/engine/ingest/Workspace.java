package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ChronicleCustomerDictionary;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.catalog.EventIdSet;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// One brand's customers, behaviours and dictionaries. Readers see only the current snapshot;
/// everything else belongs to the one writer that holds the workspace's permit.
public final class Workspace implements AutoCloseable {
  private final String name;
  private final Region region;
  private final MemoryBudget budget;
  private final Customers customers;
  private final CustomerDictionary dictionary;
  private final EventIdSet eventIds;
  private final Map<String, ValueDictionary> attributeValues = new HashMap<>();
  private final Map<String, ValueDictionary> propertyValues = new HashMap<>();

  /// A semaphore rather than a lock: an import may be carried on by another thread than began it.
  private final Semaphore writer = new Semaphore(1);

  private volatile Snapshot current;

  /// An empty workspace at snapshot 0.
  public Workspace(String name, Region region, MemoryBudget budget) {
    this.name = name;
    this.region = region;
    this.budget = budget;
    this.customers = new Customers(budget);
    this.dictionary = new ChronicleCustomerDictionary(budget);
    this.eventIds = new EventIdSet(budget);
    this.current =
        new Snapshot(
            0,
            0,
            Catalog.empty(WorkspaceSettings.DEFAULT),
            customers,
            new Snapshot.Dictionaries(Map.of(), Map.of()),
            Snapshot.Contents.EMPTY);
  }

  public String name() {
    return name;
  }

  /// Pins the current snapshot; the caller releases it.
  public Snapshot acquire() {
    while (true) {
      Snapshot snapshot = current;
      if (snapshot.acquire()) {
        return snapshot;
      }
    }
  }

  /// Changes the settings and publishes a snapshot that has them.
  ///
  /// @throws EngineException `ZONE_FIXED`, `UNKNOWN_NAME`, `IMPORT_RUNNING`
  public void changeSettings(WorkspaceSettings settings) {
    acquireWriter();
    try {
      Snapshot before = current;
      Catalog catalog = before.catalog();
      boolean calendarChanges =
          !settings.zone().equals(catalog.settings().zone())
              || settings.firstDayOfWeek() != catalog.settings().firstDayOfWeek();
      if (calendarChanges && !catalog.behaviours().isEmpty()) {
        throw new EngineException(
            EngineException.Code.ZONE_FIXED,
            "the time zone and the first day of the week are fixed once events exist: zone="
                + catalog.settings().zone()
                + ", first day of the week="
                + catalog.settings().firstDayOfWeek());
      }
      settings
          .zoneAttribute()
          .filter(attribute -> !catalog.attributes().containsKey(attribute))
          .ifPresent(attribute -> {
            throw new EngineException(
                EngineException.Code.UNKNOWN_NAME, "unknown attribute '" + attribute + "'");
          });
      before.parts().forEach(part -> part.retain());
      publish(
          new Snapshot(
              before.number() + 1,
              before.ordinals(),
              new Catalog(
                  settings, catalog.attributes(), catalog.properties(), catalog.behaviours()),
              customers,
              before.dictionaries(),
              before.contents()));
    } finally {
      releaseWriter();
    }
  }

  /// Becomes the one writer.
  ///
  /// @throws EngineException `IMPORT_RUNNING` if there is another
  void acquireWriter() {
    if (!writer.tryAcquire()) {
      throw new EngineException(
          EngineException.Code.IMPORT_RUNNING,
          "another import of the workspace is running: workspace=" + name);
    }
  }

  void releaseWriter() {
    writer.release();
  }

  /// Makes a snapshot the current one and lets go of the one before. Only the writer.
  void publish(Snapshot next) {
    Snapshot before = current;
    current = next;
    before.release();
  }

  /// The current snapshot, for the writer, which alone replaces it.
  Snapshot current() {
    return current;
  }

  Region region() {
    return region;
  }

  MemoryBudget budget() {
    return budget;
  }

  Customers customers() {
    return customers;
  }

  CustomerDictionary dictionary() {
    return dictionary;
  }

  EventIdSet eventIds() {
    return eventIds;
  }

  Map<String, ValueDictionary> attributeValues() {
    return attributeValues;
  }

  Map<String, ValueDictionary> propertyValues() {
    return propertyValues;
  }

  /// Frees everything. Whoever still reads then fails.
  @Override
  public void close() {
    current.release();
    customers.close();
    dictionary.close();
    eventIds.close();
    attributeValues.values().forEach(ValueDictionary::close);
    propertyValues.values().forEach(ValueDictionary::close);
  }
}
