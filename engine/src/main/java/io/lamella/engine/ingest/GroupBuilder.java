package io.lamella.engine.ingest;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Arrivals;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.BehaviourBuilder;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.BucketMemory;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.ChangesBuilder;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.EventStage;
import io.lamella.engine.index.MemberList;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Builds the snapshot that follows on a group of writes: a new tail for each day with new events,
/// a new layer of changes for each attribute with new values; everything else is shared. So it
/// costs in proportion to what is new.
final class GroupBuilder {
  /// Larger ones are left to the background.
  static final int MAX_JOINED = 1 << 13;

  private final Workspace workspace;
  private final WriteStages stages;
  private final Snapshot before;
  private final List<Part> built = new ArrayList<>();

  GroupBuilder(Workspace workspace, WriteStages stages, Snapshot before) {
    this.workspace = workspace;
    this.stages = stages;
    this.before = before;
  }

  Snapshot build(
      SortedMap<String, ValueType> attributeTypes,
      SortedMap<String, ValueType> propertyTypes,
      int[] erased,
      Arrivals arrivals) {
    try {
      Map<String, List<Changes>> changes = changes();
      Map<String, Behaviour> behaviours = behaviours(propertyTypes);
      Snapshot.Contents contents = before.contents();
      var next =
          new Snapshot.Contents(
              contents.attributes(),
              changes,
              behaviours,
              with(contents.erased(), erased),
              with(contents.unpurged(), erased),
              without(contents.definitions(), erased),
              contents.arrivals().with(arrivals));
      Workspace.retainAllBut(next, built);
      return new Snapshot(
          before.number() + 1,
          workspace.customers().size(),
          catalog(attributeTypes, propertyTypes, behaviours),
          workspace.customers(),
          workspace.dictionaries(),
          next);
    } catch (RuntimeException e) {
      built.forEach(Part::release);
      throw e;
    }
  }

  private Optional<Erased> with(Optional<Erased> known, int[] more) {
    if (more.length == 0) {
      return known;
    }
    Erased all = Erased.with(workspace.region(), workspace.budget(), known, more);
    built.add(all);
    return Optional.of(all);
  }

  /// Who is erased leaves every list.
  private Definitions without(Definitions definitions, int[] gone) {
    int[] sorted = gone.clone();
    Arrays.sort(sorted);
    Definitions left = definitions;
    for (Definitions.Members list : definitions.lists().values()) {
      if (Arrays.stream(sorted).anyMatch(list.members().ordinals()::contains)) {
        MemberList members =
            list.members()
                .without(
                    workspace.region(),
                    workspace.budget(),
                    ordinal -> Arrays.binarySearch(sorted, ordinal) >= 0);
        built.add(members);
        left = left.with(new Definitions.Members(list.described(), members));
      }
    }
    return left;
  }

  private Map<String, List<Changes>> changes() {
    Map<String, List<Changes>> changes = new HashMap<>(before.contents().changes());
    var builder = new ChangesBuilder(workspace.region(), workspace.budget());
    stages
        .attributes()
        .forEach((name, writes) -> {
          if (writes.isEmpty()) {
            return;
          }
          List<Changes> layers =
              writes.build(
                  builder, CurrentValues.of(before, name), before.ordinals(), workspace::isClaimed);
          built.add(layers.getLast());
          changes.put(name, List.copyOf(layers));
        });
    return changes;
  }

  private Map<String, Behaviour> behaviours(SortedMap<String, ValueType> types) {
    Map<String, Behaviour> behaviours = new HashMap<>(before.behaviours());
    var builder =
        new BehaviourBuilder(
            workspace.region(), workspace.budget(), before.catalog().settings().zone());
    try (var memory = new BucketMemory(workspace.budget())) {
      stages
          .behaviours()
          .forEach((name, events) -> {
            if (events.stage().rows() > 0) {
              List<Bucket> tails = joined(name, events.stage());
              List<Bucket> newest = builder.build(events.stage(), types, memory);
              built.addAll(newest);
              behaviours.put(name, with(name, tails, newest));
            }
          });
    }
    return behaviours;
  }

  private Behaviour known(String name) {
    return before.behaviour(name).orElseGet(() -> new Behaviour(name, List.of(), List.of()));
  }

  /// Adds the tails that are no larger than what is newer to it; returns the others. So tails
  /// double from one to the next, a day has few of them, and an event is built once for each.
  private List<Bucket> joined(String name, EventStage stage) {
    Map<Integer, Integer> newRows = new HashMap<>();
    for (int row = 0; row < stage.rows(); row++) {
      newRows.merge(stage.day(row), 1, Integer::sum);
    }
    List<Bucket> tails = new ArrayList<>();
    // Newest first, so that each day's newest are looked at before its older ones.
    for (Bucket tail : known(name).tails().reversed()) {
      Integer rows = newRows.get(tail.day());
      if (rows != null
          && tail.rows() <= rows
          && tail.rows() + rows <= MAX_JOINED
          && !workspace.isClaimed(tail)) {
        newRows.put(tail.day(), rows + tail.rows());
        stage.addAll(tail, before.unpurged());
      } else {
        // Of a day, only the newest are joined.
        newRows.remove(tail.day());
        tails.add(tail);
      }
    }
    Collections.reverse(tails);
    return tails;
  }

  private Behaviour with(String name, List<Bucket> older, List<Bucket> newest) {
    List<Bucket> tails = new ArrayList<>(older);
    tails.addAll(newest);
    tails.sort(Comparator.comparingInt(Bucket::day));
    Behaviour known = known(name);
    return new Behaviour(name, known.buckets(), known.rollUps(), tails);
  }

  private Catalog catalog(
      SortedMap<String, ValueType> attributeTypes,
      SortedMap<String, ValueType> propertyTypes,
      Map<String, Behaviour> behaviours) {
    Catalog catalog = before.catalog();
    SortedMap<String, SortedSet<String>> properties = new TreeMap<>(catalog.behaviours());
    boolean changed =
        attributeTypes.size() != catalog.attributes().size()
            || propertyTypes.size() != catalog.properties().size();
    for (Map.Entry<String, WriteStages.Events> entry : stages.behaviours().entrySet()) {
      Behaviour behaviour = behaviours.get(entry.getKey());
      if (entry.getValue().stage().rows() == 0 || behaviour == null) {
        continue;
      }
      SortedSet<String> known = properties.get(entry.getKey());
      SortedSet<String> names = known == null ? new TreeSet<>() : new TreeSet<>(known);
      boolean more = known == null;
      for (Bucket tail : behaviour.tails()) {
        more |= names.addAll(tail.properties().keySet());
      }
      if (more) {
        properties.put(entry.getKey(), names);
        changed = true;
      }
    }
    return changed
        ? new Catalog(
            catalog.settings(), attributeTypes, propertyTypes, properties, catalog.retention())
        : catalog;
  }
}
