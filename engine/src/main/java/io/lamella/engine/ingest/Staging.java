package io.lamella.engine.ingest;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.catalog.EventIdSet;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.EventStage;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.ValueStage;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an import has collected: attribute values by ordinal, events by behaviour, new customers,
/// new dictionaries, new event ids. Closing it without publishing takes all of that back. Confined
/// to the import.
final class Staging implements AutoCloseable {
  private final Workspace workspace;
  private final ZoneId zone;
  private final int populationBefore;
  private final EventIdSet newEventIds;
  private final Map<String, ValueStage> attributes = new HashMap<>();
  private final Map<String, DatedEvents> behaviours = new HashMap<>();
  private final Map<String, ValueDictionary> newAttributeValues = new HashMap<>();
  private final Map<String, ValueDictionary> newPropertyValues = new HashMap<>();
  private byte[] lastId = {};
  private int lastOrdinal;
  private boolean published;

  /// Events of one behaviour that find their day by themselves.
  record DatedEvents(EventStage stage, Calendar calendar) {
    int add(int ordinal, long instantMillis) {
      return stage.add(ordinal, calendar.day(instantMillis), instantMillis);
    }

    ValueStage property(String name) {
      return stage.property(name);
    }
  }

  Staging(Workspace workspace) {
    this.workspace = workspace;
    this.zone = workspace.current().catalog().settings().zone();
    this.populationBefore = workspace.current().ordinals();
    this.newEventIds = new EventIdSet(workspace.budget());
  }

  ZoneId zone() {
    return zone;
  }

  /// A reader of cells for an attribute or property.
  CellReader reader(TableSpec.Kind kind, String name, ValueType type) {
    return new CellReader(type, zone, dictionary(kind, name));
  }

  /// The customer's ordinal; a new customer gets the next one. Events of a customer tend to come in
  /// a row, so the last one is remembered.
  int ordinal(byte[] id) {
    if (Arrays.equals(id, lastId)) {
      return lastOrdinal;
    }
    int ordinal = workspace.dictionary().find(id);
    if (ordinal == CustomerDictionary.NONE) {
      ordinal = workspace.customers().size();
      // The dictionary may look the customer up while it adds it.
      workspace.customers().add(id);
      try {
        workspace.dictionary().put(id, ordinal);
      } catch (RuntimeException e) {
        workspace.customers().truncate(ordinal);
        throw e;
      }
    }
    lastId = id;
    lastOrdinal = ordinal;
    return ordinal;
  }

  /// Lets some customers be looked for together.
  void prefetch(byte[][] ids) {
    workspace.dictionary().prefetch(ids, ids.length);
  }

  /// Whether the event id is new; it is known from then on.
  boolean addEventId(String id) {
    return !workspace.eventIds().contains(id) && newEventIds.add(id);
  }

  /// The stage of an attribute; it starts with the values that the published snapshot has.
  ValueStage attribute(String name, ValueType type) {
    ValueStage known = attributes.get(name);
    if (known != null) {
      return known;
    }
    var stage = new ValueStage(workspace.budget());
    attributes.put(name, stage);
    Optional<Attribute> before = workspace.current().attribute(name);
    before.ifPresent(attribute -> {
      assert attribute.type() == type : "type changed: " + name;
      stage.copyFrom(attribute.values(), 0, populationBefore, 0);
    });
    workspace.current().changes(name).forEach(stage::apply);
    return stage;
  }

  /// The events of a behaviour.
  DatedEvents events(String behaviour) {
    return behaviours.computeIfAbsent(
        behaviour, name -> new DatedEvents(new EventStage(workspace.budget()), new Calendar(zone)));
  }

  Map<String, ValueStage> attributes() {
    return attributes;
  }

  Map<String, DatedEvents> behaviours() {
    return behaviours;
  }

  /// Builds and publishes the next snapshot. If that fails, nothing has changed.
  void publish(Types types) {
    Map<String, ValueDictionary> attributeValues = merged(TableSpec.Kind.CUSTOMERS);
    Map<String, ValueDictionary> propertyValues = merged(TableSpec.Kind.EVENTS);
    long arrivalMillis = System.currentTimeMillis();
    Snapshot next =
        new SnapshotBuilder(workspace, this, types)
            .build(new Snapshot.Dictionaries(attributeValues, propertyValues), arrivalMillis);
    int ids = Math.toIntExact(newEventIds.size());
    try {
      workspace.eventIds().reserve(ids);
      workspace.eventIds().addAll(newEventIds, arrivalMillis);
      try {
        workspace.publishDurably(next);
      } catch (RuntimeException e) {
        workspace.eventIds().removeLast(ids);
        throw e;
      }
    } catch (RuntimeException e) {
      next.release();
      throw e;
    }
    workspace.attributeValues().putAll(newAttributeValues);
    workspace.propertyValues().putAll(newPropertyValues);
    published = true;
  }

  private Map<String, ValueDictionary> merged(TableSpec.Kind kind) {
    Map<String, ValueDictionary> all = new HashMap<>(dictionaries(kind));
    all.putAll(newDictionaries(kind));
    return all;
  }

  private ValueDictionary dictionary(TableSpec.Kind kind, String name) {
    ValueDictionary known = dictionaries(kind).get(name);
    return known != null
        ? known
        : newDictionaries(kind)
            .computeIfAbsent(name, key -> new ValueDictionary(workspace.budget()));
  }

  private Map<String, ValueDictionary> dictionaries(TableSpec.Kind kind) {
    return kind == TableSpec.Kind.CUSTOMERS
        ? workspace.attributeValues()
        : workspace.propertyValues();
  }

  private Map<String, ValueDictionary> newDictionaries(TableSpec.Kind kind) {
    return kind == TableSpec.Kind.CUSTOMERS ? newAttributeValues : newPropertyValues;
  }

  @Override
  public void close() {
    attributes.values().forEach(ValueStage::close);
    behaviours.values().forEach(events -> events.stage().close());
    newEventIds.close();
    if (!published) {
      takeBack();
    }
  }

  private void takeBack() {
    for (int ordinal = populationBefore; ordinal < workspace.customers().size(); ordinal++) {
      workspace.dictionary().remove(workspace.customers().id(ordinal));
    }
    workspace.customers().truncate(populationBefore);
    newAttributeValues.values().forEach(ValueDictionary::close);
    newPropertyValues.values().forEach(ValueDictionary::close);
  }
}
