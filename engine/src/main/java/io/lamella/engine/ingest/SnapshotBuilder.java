package io.lamella.engine.ingest;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Arrivals;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.AttributeBuilder;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.BehaviourBuilder;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.EventStage;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.RollUp;
import io.lamella.engine.index.RollUpBuilder;
import io.lamella.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Builds the next snapshot from the current one and what an import staged: attributes and buckets
/// that were touched are built anew, all others are shared.
final class SnapshotBuilder {
  private final Workspace workspace;
  private final Staging staging;
  private final Types types;
  private final Snapshot before;
  private final int population;

  /// What was built, to be released if the rest fails.
  private final Collection<Part> built = new ConcurrentLinkedQueue<>();

  /// What is taken over from the current snapshot.
  private final Collection<Part> kept = new ConcurrentLinkedQueue<>();

  SnapshotBuilder(Workspace workspace, Staging staging, Types types) {
    this.workspace = workspace;
    this.staging = staging;
    this.types = types;
    this.before = workspace.current();
    this.population = workspace.customers().size();
  }

  /// @param arrivalMillis when the import came
  Snapshot build(Snapshot.Dictionaries dictionaries, long arrivalMillis) {
    try {
      Map<String, Attribute> attributes = attributes(dictionaries.attributes());
      Map<String, Behaviour> behaviours = behaviours();
      Map<String, List<Changes>> changes = new HashMap<>(before.contents().changes());
      changes.keySet().removeAll(staging.attributes().keySet());
      changes.values().forEach(kept::addAll);
      before.erased().ifPresent(kept::add);
      before.unpurged().ifPresent(kept::add);
      before.definitions().parts().forEach(kept::add);
      kept.forEach(Part::retain);
      return new Snapshot(
          before.number() + 1,
          population,
          catalog(behaviours),
          workspace.customers(),
          dictionaries,
          new Snapshot.Contents(
              attributes,
              changes,
              behaviours,
              before.erased(),
              before.unpurged(),
              before.definitions(),
              before.arrivals().with(arrivals(arrivalMillis))));
    } catch (RuntimeException e) {
      built.forEach(Part::release);
      throw e;
    }
  }

  private Arrivals arrivals(long arrivalMillis) {
    var tally = new ArrivalTally();
    staging.attributes().keySet().forEach(name -> tally.changed(name, arrivalMillis));
    staging.behaviours().keySet().forEach(name -> tally.imported(name, arrivalMillis));
    return tally.arrivals();
  }

  private Map<String, Attribute> attributes(Map<String, ValueDictionary> dictionaries) {
    Map<String, Attribute> attributes = new ConcurrentHashMap<>(before.attributes());
    attributes.keySet().removeAll(staging.attributes().keySet());
    kept.addAll(attributes.values());
    List<Callable<Void>> tasks = new ArrayList<>();
    staging
        .attributes()
        .forEach((name, stage) ->
            tasks.add(() -> {
              ValueType type = types.of(TableSpec.Kind.CUSTOMERS, name);
              AttributeBuilder.build(
                      workspace.region(),
                      workspace.budget(),
                      type,
                      stage,
                      population,
                      codes(type, Objects.requireNonNull(dictionaries.get(name))))
                  .ifPresent(attribute -> {
                    built.add(attribute);
                    attributes.put(name, attribute);
                  });
              return null;
            }));
    onAllCores(tasks);
    return attributes;
  }

  /// How many codes an attribute of this type has.
  static int codes(ValueType type, @Nullable ValueDictionary dictionary) {
    return switch (type) {
      case KEYWORD, TEXT, SET -> dictionary == null ? 0 : dictionary.size();
      case BOOLEAN -> 2;
      case NUMBER, DATE, INSTANT, LOCATION -> 0;
    };
  }

  private Map<String, Behaviour> behaviours() {
    Map<String, Behaviour> behaviours = new ConcurrentHashMap<>(before.behaviours());
    var builder = new BehaviourBuilder(workspace.region(), workspace.budget(), staging.zone());
    List<Callable<Void>> tasks = new ArrayList<>();
    staging
        .behaviours()
        .forEach((name, events) ->
            tasks.add(() -> {
              behaviours.put(name, behaviour(name, events.stage(), builder));
              return null;
            }));
    onAllCores(tasks);
    before
        .behaviours()
        .forEach((name, behaviour) -> {
          if (!staging.behaviours().containsKey(name)) {
            behaviour.parts().forEach(kept::add);
          }
        });
    return behaviours;
  }

  /// Days with new events are built anew from old and new ones together.
  private Behaviour behaviour(String name, EventStage stage, BehaviourBuilder builder) {
    Set<Integer> touched = new HashSet<>();
    for (int row = 0; row < stage.rows(); row++) {
      touched.add(stage.day(row));
    }
    List<Bucket> buckets = new ArrayList<>();
    List<Bucket> tails = new ArrayList<>();
    before
        .behaviour(name)
        .ifPresent(behaviour -> {
          keep(behaviour.buckets(), touched, stage, buckets);
          keep(behaviour.tails(), touched, stage, tails);
        });
    List<Bucket> added = builder.build(stage, types.of(TableSpec.Kind.EVENTS));
    built.addAll(added);
    buckets.addAll(added);
    buckets.sort(Comparator.comparingInt(Bucket::day));
    return new Behaviour(name, buckets, rollUps(name, buckets, touched), tails);
  }

  /// Keeps the buckets of other days and takes over the events of those touched.
  private void keep(
      List<Bucket> before, Set<Integer> touched, EventStage stage, List<Bucket> untouched) {
    for (Bucket bucket : before) {
      if (touched.contains(bucket.day())) {
        stage.addAll(bucket, this.before.unpurged());
      } else {
        untouched.add(bucket);
        kept.add(bucket);
      }
    }
  }

  /// A roll-up that has a touched day in its span is made anew.
  private List<RollUp> rollUps(String name, List<Bucket> buckets, Set<Integer> touched) {
    List<RollUp> rollUps = new ArrayList<>();
    before.behaviour(name).map(Behaviour::rollUps).orElse(List.of()).stream()
        .filter(rollUp ->
            touched.stream().noneMatch(day -> day >= rollUp.firstDay() && day < rollUp.endDay()))
        .forEach(rollUps::add);
    kept.addAll(rollUps);
    List<RollUp> made =
        new RollUpBuilder(workspace.region(), workspace.budget()).build(buckets, rollUps);
    built.addAll(made);
    rollUps.addAll(made);
    return rollUps;
  }

  /// Runs tasks side by side and waits for all of them, also when one fails, so that nothing is
  /// built any more when what was built is released.
  private static void onAllCores(List<Callable<Void>> tasks) {
    int threads = Math.max(1, Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(EngineException.Code.CANCELLED, "interrupted");
    }
  }

  private Catalog catalog(Map<String, Behaviour> behaviours) {
    Catalog catalog = before.catalog();
    SortedMap<String, SortedSet<String>> properties = new TreeMap<>();
    behaviours.forEach((name, behaviour) -> {
      SortedSet<String> names =
          new TreeSet<>(catalog.behaviours().getOrDefault(name, new TreeSet<>()));
      behaviour.all().forEach(bucket -> names.addAll(bucket.properties().keySet()));
      properties.put(name, names);
    });
    return new Catalog(
        catalog.settings(),
        types.of(TableSpec.Kind.CUSTOMERS),
        types.of(TableSpec.Kind.EVENTS),
        properties,
        catalog.retention());
  }
}
