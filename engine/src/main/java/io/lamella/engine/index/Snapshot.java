package io.lamella.engine.index;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueDictionary;
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

  private final long number;
  private final int population;
  private final Catalog catalog;
  private final Customers customers;
  private final Dictionaries dictionaries;
  private final Map<String, Attribute> attributes;
  private final Map<String, Behaviour> behaviours;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// Takes one hold of every part; whoever publishes the snapshot is its first holder.
  public Snapshot(
      long number,
      int population,
      Catalog catalog,
      Customers customers,
      Dictionaries dictionaries,
      Map<String, Attribute> attributes,
      Map<String, Behaviour> behaviours) {
    this.number = number;
    this.population = population;
    this.catalog = catalog;
    this.customers = customers;
    this.dictionaries = dictionaries;
    this.attributes = Map.copyOf(attributes);
    this.behaviours = Map.copyOf(behaviours);
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
    return Stream.concat(
        attributes.values().stream(), behaviours.values().stream().flatMap(Behaviour::parts));
  }

  public long number() {
    return number;
  }

  /// How many customers.
  public int population() {
    return population;
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
    return attributes;
  }

  public Map<String, Behaviour> behaviours() {
    return behaviours;
  }

  /// An attribute by name; empty while nobody has a value for it.
  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// A behaviour by name.
  public Optional<Behaviour> behaviour(String name) {
    return Optional.ofNullable(behaviours.get(name));
  }
}
