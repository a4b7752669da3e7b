package io.lamella.engine.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names and types of one snapshot. Immutable.
///
/// @param attributes type by attribute name
/// @param properties type by property name, over all behaviours
/// @param behaviours by behaviour name, the properties its events have had
/// @param retention by behaviour name, for how many days its events are kept; all others for ever
public record Catalog(
    WorkspaceSettings settings,
    SortedMap<String, ValueType> attributes,
    SortedMap<String, ValueType> properties,
    SortedMap<String, SortedSet<String>> behaviours,
    SortedMap<String, Integer> retention) {

  public Catalog {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    var copy = new TreeMap<String, SortedSet<String>>();
    for (Map.Entry<String, SortedSet<String>> entry : behaviours.entrySet()) {
      copy.put(entry.getKey(), Collections.unmodifiableSortedSet(new TreeSet<>(entry.getValue())));
    }
    behaviours = Collections.unmodifiableSortedMap(copy);
    retention = Collections.unmodifiableSortedMap(new TreeMap<>(retention));
  }

  /// One that keeps all events for ever.
  public Catalog(
      WorkspaceSettings settings,
      SortedMap<String, ValueType> attributes,
      SortedMap<String, ValueType> properties,
      SortedMap<String, SortedSet<String>> behaviours) {
    this(settings, attributes, properties, behaviours, new TreeMap<>());
  }

  /// A catalogue that knows no name yet.
  public static Catalog empty(WorkspaceSettings settings) {
    return new Catalog(settings, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /// The type of an attribute that is known.
  public ValueType attributeType(String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /// The type of a property that is known.
  public ValueType propertyType(String name) {
    return Objects.requireNonNull(properties.get(name), name);
  }
}
