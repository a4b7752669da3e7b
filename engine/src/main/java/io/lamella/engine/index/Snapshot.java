package io.lamella.engine.index;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueDictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One numbered, immutable state of a workspace. A query sees exactly one: it acquires the
/// snapshot, and the snapshot's parts stay until it releases it. Safe for use by many threads.
public final class Snapshot {

  /// The dictionaries of a workspace's string values, by attribute and by property name. They only
  /// grow.
  public record Dictionaries(
      Map<String, ValueDictionary> attributes, Map<String, ValueDictionary> properties) {
    public Dictionaries {
      attributes = Map.copyOf(attributes);
      properties = Map.copyOf(properties);
    }
  }

  /// What a snapshot is made of.
  ///
  /// @param changes of each attribute what was changed since it was built, oldest first; names that
  ///   have none do not stand in it
  /// @param erased ordinals that nobody has any more
  /// @param unpurged those of them whose events may still stand in buckets
  /// @param definitions what is kept under names
  /// @param arrivals when it came in
  public record Contents(
      Map<String, Attribute> attributes,
      Map<String, List<Changes>> changes,
      Map<String, Behaviour> behaviours,
      Optional<Erased> erased,
      Optional<Erased> unpurged,
      Definitions definitions,
      Arrivals arrivals) {
    /// Nothing.
    public static final Contents EMPTY =
        new Contents(
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Definitions.NONE,
            Arrivals.NONE);

    public Contents {
      attributes = Map.copyOf(attributes);
      changes = Map.copyOf(changes);
      behaviours = Map.copyOf(behaviours);
    }

    /// The same with other attributes and changes.
    public Contents with(Map<String, Attribute> attributes, Map<String, List<Changes>> changes) {
      return new Contents(attributes, changes, behaviours, erased, unpurged, definitions, arrivals);
    }

    /// The same with other behaviours.
    public Contents withBehaviours(Map<String, Behaviour> behaviours) {
      return new Contents(attributes, changes, behaviours, erased, unpurged, definitions, arrivals);
    }

    /// The same with others whose events may still stand in buckets.
    public Contents withUnpurged(Optional<Erased> unpurged) {
      return new Contents(attributes, changes, behaviours, erased, unpurged, definitions, arrivals);
    }

    /// The same with other things kept under names.
    public Contents with(Definitions definitions) {
      return new Contents(attributes, changes, behaviours, erased, unpurged, definitions, arrivals);
    }

    /// Every part.
    public Stream<Part> parts() {
      return Stream.of(
              attributes.values().stream(),
              changes.values().stream().flatMap(List::stream),
              behaviours.values().stream().flatMap(Behaviour::parts),
              erased.stream(),
              unpurged.stream(),
              definitions.parts())
          .flatMap(part -> part);
    }
  }

  private final long number;
  private final int ordinals;
  private final Catalog catalog;
  private final Customers customers;
  private final Dictionaries dictionaries;
  private final Contents contents;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// Takes one hold of every part; whoever publishes the snapshot is its first holder.
  ///
  /// @param ordinals how many were given out
  public Snapshot(
      long number,
      int ordinals,
      Catalog catalog,
      Customers customers,
      Dictionaries dictionaries,
      Contents contents) {
    this.number = number;
    this.ordinals = ordinals;
    this.catalog = catalog;
    this.customers = customers;
    this.dictionaries = dictionaries;
    this.contents = contents;
  }

  /// Pins the snapshot; false if it has already been let go, and the caller must take a newer one.
  public boolean acquire() {
    int before;
    do {
      before = holders.get();
      if (before == 0) {
        return false;
      }
    } while (!holders.compareAndSet(before, before + 1));
    return true;
  }

  /// Lets go; the last one out releases every part.
  public void release() {
    int left = holders.decrementAndGet();
    assert left >= 0 : "released too often: snapshot=" + number;
    if (left == 0) {
      parts().forEach(Part::release);
    }
  }

  /// Every part.
  public Stream<Part> parts() {
    return contents.parts();
  }

  public long number() {
    return number;
  }

  /// How many customers.
  public int population() {
    return ordinals - contents.erased.map(Erased::count).orElse(0);
  }

  /// How many ordinals were given out; those that were erased belong to nobody.
  public int ordinals() {
    return ordinals;
  }

  /// What it is made of.
  public Contents contents() {
    return contents;
  }

  /// The ordinals that nobody has any more.
  public Optional<Erased> erased() {
    return contents.erased;
  }

  /// Those of them whose events may still stand in buckets.
  public Optional<Erased> unpurged() {
    return contents.unpurged;
  }

  /// What was changed of an attribute since it was built, oldest first.
  public List<Changes> changes(String attribute) {
    return contents.changes.getOrDefault(attribute, List.of());
  }

  /// What is kept under names: saved segments, static lists, partitions.
  public Definitions definitions() {
    return contents.definitions;
  }

  /// When what it holds came in.
  public Arrivals arrivals() {
    return contents.arrivals;
  }

  public Catalog catalog() {
    return catalog;
  }

  public Customers customers() {
    return customers;
  }

  public Dictionaries dictionaries() {
    return dictionaries;
  }

  public Map<String, Attribute> attributes() {
    return contents.attributes;
  }

  public Map<String, Behaviour> behaviours() {
    return contents.behaviours;
  }

  /// An attribute by name, as it was when it was built; see [#changes]. Empty while nobody has had
  /// a value for it then.
  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(contents.attributes.get(name));
  }

  /// A behaviour by name.
  public Optional<Behaviour> behaviour(String name) {
    return Optional.ofNullable(contents.behaviours.get(name));
  }
}
