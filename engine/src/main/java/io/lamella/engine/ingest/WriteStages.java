package io.lamella.engine.ingest;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.EventStage;
import io.lamella.engine.memory.MemoryBudget;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/// Where a workspace's writer collects a group of writes, kept from group to group for its memory
/// and what its readers remember. Confined to the writer.
final class WriteStages implements AutoCloseable {
  private final Workspace workspace;
  private final MemoryBudget budget;
  private final Map<String, AttributeWrites> attributes = new HashMap<>();
  private final Map<String, Events> behaviours = new HashMap<>();
  private final Map<String, Reader> attributeReaders = new HashMap<>();
  private final Map<String, Reader> propertyReaders = new HashMap<>();
  private ZoneId zone;

  /// Events of one behaviour that find their day by themselves.
  record Events(EventStage stage, Calendar calendar) {}

  /// A reader and the type it reads.
  record Reader(CellReader cells, ValueType type) {}

  WriteStages(Workspace workspace, MemoryBudget budget) {
    this.workspace = workspace;
    this.budget = budget;
    this.zone = workspace.current().catalog().settings().zone();
  }

  /// Readies everything for the next group.
  void reset() {
    attributes.values().forEach(AttributeWrites::reset);
    behaviours.values().forEach(events -> events.stage().reset());
    ZoneId now = workspace.current().catalog().settings().zone();
    if (!now.equals(zone)) {
      zone = now;
      forget();
      behaviours.values().forEach(events -> events.stage().close());
      behaviours.clear();
    }
  }

  /// Forgets the codes that readers remember, since some are no longer given out.
  void forget() {
    attributeReaders.clear();
    propertyReaders.clear();
  }

  AttributeWrites attribute(String name, ValueType type) {
    AttributeWrites known = attributes.get(name);
    if (known != null && known.type() == type) {
      return known;
    }
    if (known != null) {
      known.close();
    }
    var made = new AttributeWrites(type, budget);
    attributes.put(name, made);
    return made;
  }

  /// Those that hold something.
  Map<String, AttributeWrites> attributes() {
    return attributes;
  }

  Events events(String behaviour) {
    return behaviours.computeIfAbsent(
        behaviour, name -> new Events(new EventStage(budget), new Calendar(zone)));
  }

  Map<String, Events> behaviours() {
    return behaviours;
  }

  /// The reader of an attribute's or a property's values.
  CellReader reader(TableSpec.Kind kind, String name, ValueType type) {
    Map<String, Reader> readers =
        kind == TableSpec.Kind.CUSTOMERS ? attributeReaders : propertyReaders;
    Reader known = readers.get(name);
    if (known == null || known.type() != type) {
      ValueDictionary dictionary = workspace.dictionaryOf(kind, name);
      known = new Reader(new CellReader(type, zone, dictionary), type);
      readers.put(name, known);
    }
    return known.cells();
  }

  @Override
  public void close() {
    attributes.values().forEach(AttributeWrites::close);
    behaviours.values().forEach(events -> events.stage().close());
  }
}
