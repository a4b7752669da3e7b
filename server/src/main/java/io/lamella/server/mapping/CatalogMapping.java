package io.lamella.server.mapping;

import io.lamella.engine.api.CatalogView;
import io.lamella.engine.catalog.ValueType;
import io.lamella.v1.Attribute;
import io.lamella.v1.Behaviour;
import io.lamella.v1.GetCatalogResponse;
import io.lamella.v1.MemoryUse;
import io.lamella.v1.Property;
import io.lamella.v1.ValueCount;
import java.time.LocalDate;
import java.util.List;

/// Answers of the catalogue service.
public final class CatalogMapping {

  static final EnumPairs<ValueType, io.lamella.v1.ValueType> TYPES =
      EnumPairs.of(ValueType.class, io.lamella.v1.ValueType.class);

  private CatalogMapping() {}

  /// The catalogue.
  public static GetCatalogResponse catalog(CatalogView view) {
    return GetCatalogResponse.newBuilder()
        .setSnapshot(view.snapshot())
        .setPopulation(view.population())
        .setSettings(Workspaces.write(view.settings()))
        .addAllAttributes(view.attributes().stream().map(CatalogMapping::attribute).toList())
        .addAllBehaviours(view.behaviours().stream().map(CatalogMapping::behaviour).toList())
        .setMemory(memory(view.memory()))
        .build();
  }

  /// Values and how often they occur.
  public static List<ValueCount> values(CatalogView.ValueList list) {
    return list.values().stream()
        .map(value ->
            ValueCount.newBuilder().setValue(value.value()).setCount(value.count()).build())
        .toList();
  }

  private static Attribute attribute(CatalogView.AttributeView view) {
    return Attribute.newBuilder()
        .setName(view.name())
        .setType(TYPES.message(view.type()))
        .setCustomers(view.customers())
        .setDistinctValues(view.distinctValues())
        .build();
  }

  private static Behaviour behaviour(CatalogView.BehaviourView view) {
    return Behaviour.newBuilder()
        .setName(view.name())
        .setEvents(view.events())
        .setFirstDay(view.firstDay().map(LocalDate::toString).orElse(""))
        .setLastDay(view.lastDay().map(LocalDate::toString).orElse(""))
        .addAllProperties(
            view.properties().stream()
                .map(property ->
                    Property.newBuilder()
                        .setName(property.name())
                        .setType(TYPES.message(property.type()))
                        .build())
                .toList())
        .build();
  }

  /// What memory is used for.
  static MemoryUse memory(CatalogView.MemoryUse use) {
    return MemoryUse.newBuilder()
        .setAttributeBytes(use.attributeBytes())
        .setBehaviourBytes(use.behaviourBytes())
        .setDictionaryBytes(use.dictionaryBytes())
        .setStagingBytes(use.stagingBytes())
        .setBudgetBytes(use.budgetBytes())
        .setFreeBytes(use.freeBytes())
        .build();
  }
}
