package io.lamella.engine.api;

import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a snapshot holds, for people and for programs that build expressions.
public record CatalogView(
    long snapshot,
    long population,
    WorkspaceSettings settings,
    List<AttributeView> attributes,
    List<BehaviourView> behaviours,
    MemoryUse memory) {

  public CatalogView {
    attributes = List.copyOf(attributes);
    behaviours = List.copyOf(behaviours);
  }

  /// An attribute.
  ///
  /// @param customers how many have a value
  /// @param distinctValues how many different values (members, for a set) somebody has; 0 where
  ///   they are not kept apart (numbers, dates, instants)
  public record AttributeView(String name, ValueType type, long customers, long distinctValues) {}

  /// A behaviour.
  ///
  /// @param firstDay the first bucket; empty when there is no event
  public record BehaviourView(
      String name,
      long events,
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay,
      List<PropertyView> properties) {
    public BehaviourView {
      properties = List.copyOf(properties);
    }
  }

  /// A property of a behaviour's events.
  public record PropertyView(String name, ValueType type) {}

  /// Bytes outside the Java heap, by purpose, over the whole engine.
  public record MemoryUse(
      long attributeBytes,
      long behaviourBytes,
      long dictionaryBytes,
      long stagingBytes,
      long budgetBytes) {

    /// What the budget leaves.
    public long freeBytes() {
      return budgetBytes - attributeBytes - behaviourBytes - dictionaryBytes - stagingBytes;
    }
  }

  /// A value and how many customers have it (attributes) or how many events carry it (properties).
  public record ValueCount(String value, long count) {}

  /// Values by falling count, and what is behind the list.
  ///
  /// @param distinctValues how many there are in all, listed or not
  public record ValueList(long snapshot, List<ValueCount> values, long distinctValues) {
    public ValueList {
      values = List.copyOf(values);
    }
  }
}
