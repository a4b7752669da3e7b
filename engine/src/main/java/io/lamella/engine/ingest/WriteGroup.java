package io.lamella.engine.ingest;

import io.lamella.engine.api.Fault;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteResult.Outcome;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Some batches of writes to one workspace that become one snapshot. A write is checked whole
/// before any of it is staged, so a refused one leaves no trace. Closing it without publishing
/// takes everything back. What becomes of a write depends on the workspace, the write and its
/// arrival alone, so reading the journal again gives the same. Confined to the writer.
final class WriteGroup implements AutoCloseable {
  /// Names of attributes, of properties and of behaviours that a workspace may have, of each.
  private static final int MAX_NAMES = 10_000;

  /// Of a batch, so many customers are looked for together: what more were read would be gone again
  /// from the processor's caches.
  private static final int AHEAD = 1 << 10;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Workspace workspace;
  private final WriteStages stages;
  private final Snapshot before;
  private final SortedMap<String, ValueType> attributeTypes;
  private final SortedMap<String, ValueType> propertyTypes;
  private final Set<String> behaviourNames;
  private final Map<String, CurrentValues> current = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Integer> erased = new ArrayList<>();
  private final ArrivalTally tally = new ArrivalTally();
  private int addedIds;
  private boolean published;

  /// @param writes how many there will be at most
  /// @throws io.lamella.engine.memory.BudgetExceededException
  WriteGroup(Workspace workspace, int writes) {
    this.workspace = workspace;
    this.stages = workspace.stages();
    this.before = workspace.current();
    this.attributeTypes = new TreeMap<>(before.catalog().attributes());
    this.propertyTypes = new TreeMap<>(before.catalog().properties());
    this.behaviourNames = new HashSet<>(before.catalog().behaviours().keySet());
    stages.reset();
    workspace.eventIds().reserve(writes);
  }

  Snapshot before() {
    return before;
  }

  /// Stages a batch.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; the group is then to be closed
  List<Outcome> apply(List<Write> writes, long arrivalMillis) {
    List<Outcome> outcomes = new ArrayList<>(writes.size());
    prefetch(writes);
    for (Write write : writes) {
      Optional<Fault> fault = WriteRules.fault(write);
      if (fault.isPresent()) {
        outcomes.add(new WriteResult.Refused(fault.get()));
        continue;
      }
      outcomes.add(
          switch (write) {
            case Write.Upsert upsert -> upsert(upsert, arrivalMillis);
            case Write.Event event -> event(event, arrivalMillis);
            case Write.Erase erase -> erase(erase, arrivalMillis);
          });
    }
    return outcomes;
  }

  /// Lets the customers be looked for together.
  private void prefetch(List<Write> writes) {
    byte[][] ids = new byte[Math.min(AHEAD, writes.size())][];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = writes.get(i).customerId().getBytes(StandardCharsets.UTF_8);
    }
    workspace.dictionary().prefetch(ids, ids.length);
  }

  private Outcome upsert(Write.Upsert upsert, long arrivalMillis) {
    // First everything is checked, so that no half of a write has to be undone. Each reader keeps
    // what it read until it is stored.
    for (Map.Entry<String, WriteValue> entry : upsert.set().entrySet()) {
      Optional<Fault> fault =
          check("set", TableSpec.Kind.CUSTOMERS, entry.getKey(), entry.getValue());
      if (fault.isPresent()) {
        return new WriteResult.Refused(fault.get());
      }
    }
    for (String name : upsert.add().keySet()) {
      ValueType type = attributeTypes.getOrDefault(name, ValueType.SET);
      if (type != ValueType.SET) {
        return refused("add." + name, "the attribute is a " + type.label() + ", not a set");
      }
      if (!attributeTypes.containsKey(name) && attributeTypes.size() >= MAX_NAMES) {
        return refused("add." + name, "a workspace has at most " + MAX_NAMES + " attributes");
      }
    }
    for (String name : upsert.remove().keySet()) {
      ValueType type = attributeTypes.getOrDefault(name, ValueType.SET);
      if (type != ValueType.SET) {
        return refused("remove." + name, "the attribute is a " + type.label() + ", not a set");
      }
    }
    int ordinal = ordinal(upsert.customerId());
    upsert.set().forEach((name, value) -> set(ordinal, name, value, arrivalMillis));
    upsert.unset().forEach(name -> unset(ordinal, name, arrivalMillis));
    upsert
        .add()
        .forEach((name, members) ->
            change(
                ordinal,
                name,
                members,
                upsert.remove().getOrDefault(name, List.of()),
                arrivalMillis));
    upsert
        .remove()
        .forEach((name, members) -> {
          if (!upsert.add().containsKey(name) && attributeTypes.containsKey(name)) {
            change(ordinal, name, List.of(), members, arrivalMillis);
          }
        });
    return WriteResult.STORED;
  }

  private void set(int ordinal, String name, WriteValue value, long arrivalMillis) {
    tally.changed(name, arrivalMillis);
    ValueType type = attributeTypes.computeIfAbsent(name, absent -> typeOf(value));
    CellReader reader = stages.reader(TableSpec.Kind.CUSTOMERS, name, type);
    AttributeWrites writes = stages.attribute(name, type);
    int row = writes.row(ordinal);
    if (reader.isEmptySet()) {
      writes.stage().clear(row);
    } else {
      reader.store(writes.stage(), row);
    }
  }

  private void unset(int ordinal, String name, long arrivalMillis) {
    ValueType type = attributeTypes.get(name);
    if (type == null) {
      return;
    }
    AttributeWrites writes = stages.attribute(name, type);
    if (writes.has(ordinal, current(name), before.ordinals())) {
      writes.stage().clear(writes.row(ordinal));
      tally.changed(name, arrivalMillis);
    }
  }

  private void change(
      int ordinal, String name, List<String> added, List<String> removed, long arrivalMillis) {
    tally.changed(name, arrivalMillis);
    attributeTypes.putIfAbsent(name, ValueType.SET);
    AttributeWrites writes = stages.attribute(name, ValueType.SET);
    CellReader reader = stages.reader(TableSpec.Kind.CUSTOMERS, name, ValueType.SET);
    reader.readMembers(writes.members(ordinal, current(name), before.ordinals()), added, removed);
    int row = writes.row(ordinal);
    writes.stage().clear(row);
    reader.store(writes.stage(), row);
  }

  private Outcome event(Write.Event event, long arrivalMillis) {
    for (Map.Entry<String, WriteValue> entry : event.properties().entrySet()) {
      Optional<Fault> fault =
          check("properties", TableSpec.Kind.EVENTS, entry.getKey(), entry.getValue());
      if (fault.isPresent()) {
        return new WriteResult.Refused(fault.get());
      }
    }
    long millis = event.instant().toEpochMilli();
    Integer keptDays = before.catalog().retention().get(event.behaviour());
    if (keptDays != null && millis < arrivalMillis - keptDays * DAY_MILLIS) {
      return refused(
          "instant", "events of the behaviour are kept for " + keptDays + " days, it is older");
    }
    if (!behaviourNames.contains(event.behaviour()) && behaviourNames.size() >= MAX_NAMES) {
      return refused("behaviour", "a workspace has at most " + MAX_NAMES + " behaviours");
    }
    if (!event.eventId().isEmpty()) {
      if (!workspace.eventIds().add(event.eventId(), arrivalMillis)) {
        return WriteResult.DUPLICATE;
      }
      addedIds++;
    }
    behaviourNames.add(event.behaviour());
    int ordinal = ordinal(event.customerId());
    WriteStages.Events events = stages.events(event.behaviour());
    int day = events.calendar().day(millis);
    int row = events.stage().add(ordinal, day, millis);
    tally.came(event.behaviour(), day, millis, arrivalMillis);
    event
        .properties()
        .forEach((name, value) -> {
          ValueType type = propertyTypes.computeIfAbsent(name, absent -> typeOf(value));
          stages
              .reader(TableSpec.Kind.EVENTS, name, type)
              .store(events.stage().property(name), row);
        });
    return WriteResult.STORED;
  }

  private Outcome erase(Write.Erase erase, long arrivalMillis) {
    byte[] id = erase.customerId().getBytes(StandardCharsets.UTF_8);
    CustomerDictionary dictionary = workspace.dictionary();
    int ordinal = dictionary.find(id);
    if (ordinal == CustomerDictionary.NONE) {
      return WriteResult.STORED;
    }
    attributeTypes.keySet().forEach(name -> unset(ordinal, name, arrivalMillis));
    dictionary.remove(id);
    undo.push(() -> dictionary.put(id, ordinal));
    erased.add(ordinal);
    return WriteResult.STORED;
  }

  /// The customer's ordinal; a new customer gets the next one.
  private int ordinal(String customerId) {
    byte[] id = customerId.getBytes(StandardCharsets.UTF_8);
    int known = workspace.dictionary().find(id);
    if (known != CustomerDictionary.NONE) {
      return known;
    }
    int ordinal = workspace.customers().size();
    // The dictionary may look the customer up while it adds it.
    workspace.customers().add(id);
    try {
      workspace.dictionary().put(id, ordinal);
    } catch (RuntimeException e) {
      workspace.customers().truncate(ordinal);
      throw e;
    }
    undo.push(() -> {
      workspace.dictionary().remove(id);
      workspace.customers().truncate(ordinal);
    });
    return ordinal;
  }

  /// What is wrong with a value; empty if nothing is.
  private Optional<Fault> check(String field, TableSpec.Kind kind, String name, WriteValue value) {
    SortedMap<String, ValueType> types =
        kind == TableSpec.Kind.CUSTOMERS ? attributeTypes : propertyTypes;
    ValueType type = types.get(name);
    if (type == null) {
      if (types.size() >= MAX_NAMES) {
        return WriteRules.fault(
            field + "." + name,
            "a workspace has at most "
                + MAX_NAMES
                + (kind == TableSpec.Kind.CUSTOMERS ? " attributes" : " properties"));
      }
      type = typeOf(value);
    }
    return stages.reader(kind, name, type).read(value)
        ? Optional.empty()
        : WriteRules.fault(field + "." + name, "not " + ValueFormat.expected(type));
  }

  private static ValueType typeOf(WriteValue value) {
    return switch (value) {
      case WriteValue.OfText _ -> ValueType.KEYWORD;
      case WriteValue.OfBoolean _ -> ValueType.BOOLEAN;
      case WriteValue.OfNumber _ -> ValueType.NUMBER;
      case WriteValue.OfDate _ -> ValueType.DATE;
      case WriteValue.OfInstant _ -> ValueType.INSTANT;
      case WriteValue.OfLocation _ -> ValueType.LOCATION;
      case WriteValue.OfSet _ -> ValueType.SET;
    };
  }

  private static Outcome refused(String field, String message) {
    return new WriteResult.Refused(new Fault(field, message));
  }

  private CurrentValues current(String attribute) {
    return current.computeIfAbsent(attribute, name -> CurrentValues.of(before, name));
  }

  /// Builds the next snapshot, which nobody sees yet.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  Snapshot build() {
    return new GroupBuilder(workspace, stages, before)
        .build(
            attributeTypes,
            propertyTypes,
            erased.stream().flatMapToInt(IntStream::of).toArray(),
            tally.arrivals());
  }

  /// The snapshot is the current one: nothing is taken back any more.
  void published() {
    published = true;
    erased.forEach(workspace::eraseLater);
  }

  @Override
  public void close() {
    if (!published) {
      while (!undo.isEmpty()) {
        undo.pop().run();
      }
      workspace.eventIds().removeLast(addedIds);
    }
    stages.reset();
  }
}
