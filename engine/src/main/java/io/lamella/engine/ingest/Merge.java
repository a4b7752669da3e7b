package io.lamella.engine.ingest;

import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
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
import io.lamella.engine.index.ValueStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Work for the background: some parts of a snapshot are built to fewer, larger ones with the same
/// content. It is *claimed* on the writer's thread, which then leaves the parts alone; *built*
/// anywhere; and *swapped in* on the writer's thread, where what came meanwhile stays beside it.
sealed interface Merge {

  /// The parts that are replaced.
  List<Part> claimed();

  /// Whether what was built from a snapshot can take its place in a later one.
  default boolean fits(Snapshot snapshot, Snapshot current) {
    return identitySet(current.parts().toList()).containsAll(claimed());
  }

  /// Builds what replaces them.
  ///
  /// @throws io.lamella.engine.memory.BudgetExceededException; nothing is then taken
  Result build(Workspace workspace, Snapshot snapshot);

  /// What replaces the claimed parts.
  interface Result {
    /// What was built.
    List<Part> built();

    /// The contents with them; those that are given up are left out.
    Snapshot.Contents in(Snapshot current);
  }

  /// A day's bucket and its tails become its bucket.
  ///
  /// @param bucket empty if the day has tails alone
  record Day(String behaviour, int day, Optional<Bucket> bucket, List<Bucket> tails)
      implements Merge {

    @Override
    public List<Part> claimed() {
      List<Part> parts = new ArrayList<>(tails);
      bucket.ifPresent(parts::add);
      return parts;
    }

    /// Roll-ups are built from other days, too: these must still be the same, and no more.
    @Override
    public boolean fits(Snapshot snapshot, Snapshot current) {
      Behaviour before = snapshot.behaviour(behaviour).orElseThrow();
      Optional<Behaviour> now = current.behaviour(behaviour);
      return Merge.super.fits(snapshot, current)
          && now.isPresent()
          && now.get().buckets().equals(before.buckets())
          && now.get().rollUps().equals(before.rollUps());
    }

    @Override
    public Result build(Workspace workspace, Snapshot snapshot) {
      List<Bucket> all = new ArrayList<>(tails);
      bucket.ifPresent(all::addFirst);
      List<Bucket> made = together(workspace, snapshot, all);
      Behaviour known = snapshot.behaviour(behaviour).orElseThrow();
      List<Bucket> buckets = new ArrayList<>(known.buckets());
      buckets.removeIf(other -> other.day() == day);
      buckets.addAll(made);
      buckets.sort(Comparator.comparingInt(Bucket::day));
      List<RollUp> rollUps =
          new ArrayList<>(
              known.rollUps().stream()
                  .filter(rollUp -> day < rollUp.firstDay() || day >= rollUp.endDay())
                  .toList());
      List<Part> built = new ArrayList<>(made);
      try {
        List<RollUp> more =
            new RollUpBuilder(workspace.region(), workspace.budget()).build(buckets, rollUps);
        built.addAll(more);
        rollUps.addAll(more);
      } catch (RuntimeException e) {
        made.forEach(Part::release);
        throw e;
      }
      return new Result() {
        @Override
        public List<Part> built() {
          return built;
        }

        @Override
        public Snapshot.Contents in(Snapshot current) {
          List<Bucket> left = new ArrayList<>(current.behaviour(behaviour).orElseThrow().tails());
          left.removeIf(tail -> tails.stream().anyMatch(merged -> merged == tail));
          return with(current, new Behaviour(behaviour, buckets, rollUps, left));
        }
      };
    }
  }

  /// Tails of a day become one of them. Nothing else is built anew, so it costs no more than they
  /// have.
  ///
  /// @param tails the newest ones, at least two
  record Tails(String behaviour, int day, List<Bucket> tails) implements Merge {

    @Override
    public List<Part> claimed() {
      return List.copyOf(tails);
    }

    @Override
    public Result build(Workspace workspace, Snapshot snapshot) {
      List<Part> built = List.copyOf(together(workspace, snapshot, tails));
      return new Result() {
        @Override
        public List<Part> built() {
          return built;
        }

        @Override
        public Snapshot.Contents in(Snapshot current) {
          Behaviour known = current.behaviour(behaviour).orElseThrow();
          List<Bucket> all = new ArrayList<>(known.tails());
          int place = all.indexOf(tails.getFirst());
          all.removeAll(tails);
          built.forEach(part -> all.add(place, (Bucket) part));
          return with(current, new Behaviour(behaviour, known.buckets(), known.rollUps(), all));
        }
      };
    }
  }

  /// Buckets of one day built to one that has the events of all; to none if only erased customers
  /// had any.
  private static List<Bucket> together(
      Workspace workspace, Snapshot snapshot, List<Bucket> buckets) {
    var builder =
        new BehaviourBuilder(
            workspace.region(), workspace.budget(), snapshot.catalog().settings().zone());
    try (var stage = new EventStage(workspace.budget())) {
      buckets.forEach(bucket -> stage.addAll(bucket, snapshot.unpurged()));
      return builder.build(stage, snapshot.catalog().properties());
    }
  }

  /// A snapshot's contents with another behaviour.
  private static Snapshot.Contents with(Snapshot current, Behaviour behaviour) {
    Map<String, Behaviour> behaviours = new HashMap<>(current.behaviours());
    behaviours.put(behaviour.name(), behaviour);
    return current.contents().withBehaviours(behaviours);
  }

  /// An attribute and its changes become an attribute.
  ///
  /// @param layers the oldest ones
  record Values(String attribute, Optional<Attribute> built, List<Changes> layers)
      implements Merge {

    @Override
    public List<Part> claimed() {
      List<Part> parts = new ArrayList<>(layers);
      built.ifPresent(parts::add);
      return parts;
    }

    @Override
    public Result build(Workspace workspace, Snapshot snapshot) {
      ValueType type = snapshot.catalog().attributeType(attribute);
      ValueDictionary dictionary = snapshot.dictionaries().attributes().get(attribute);
      Optional<Attribute> made;
      try (var stage = new ValueStage(workspace.budget())) {
        built.ifPresent(before -> stage.copyFrom(before.values(), 0, snapshot.ordinals(), 0));
        layers.forEach(stage::apply);
        made =
            AttributeBuilder.build(
                workspace.region(),
                workspace.budget(),
                type,
                stage,
                snapshot.ordinals(),
                SnapshotBuilder.codes(type, dictionary));
      }
      return new Result() {
        @Override
        public List<Part> built() {
          return made.<List<Part>>map(List::of).orElse(List.of());
        }

        @Override
        public Snapshot.Contents in(Snapshot current) {
          Snapshot.Contents contents = current.contents();
          Map<String, Attribute> attributes = new HashMap<>(contents.attributes());
          attributes.remove(attribute);
          made.ifPresent(merged -> attributes.put(attribute, merged));
          Map<String, List<Changes>> changes = new HashMap<>(contents.changes());
          List<Changes> left =
              current.changes(attribute).subList(layers.size(), current.changes(attribute).size());
          if (left.isEmpty()) {
            changes.remove(attribute);
          } else {
            changes.put(attribute, List.copyOf(left));
          }
          return contents.with(attributes, changes);
        }
      };
    }
  }

  /// Some parts, told apart by identity.
  static Set<Part> identitySet(List<? extends Part> parts) {
    Set<Part> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(parts);
    return set;
  }
}
