package io.lamella.engine;

import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.CatalogView.AttributeView;
import io.lamella.engine.api.CatalogView.BehaviourView;
import io.lamella.engine.api.CatalogView.MemoryUse;
import io.lamella.engine.api.CatalogView.PropertyView;
import io.lamella.engine.api.CatalogView.ValueCount;
import io.lamella.engine.api.CatalogView.ValueList;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Erased;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.ValueTally;
import io.lamella.engine.index.Values;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// Tells what a snapshot holds.
final class Descriptions {

  private Descriptions() {}

  static CatalogView describe(Snapshot snapshot, MemoryBudget budget) {
    Catalog catalog = snapshot.catalog();
    List<AttributeView> attributes = new ArrayList<>();
    catalog.attributes().forEach((name, type) -> attributes.add(attribute(snapshot, name, type)));
    List<BehaviourView> behaviours = new ArrayList<>();
    catalog
        .behaviours()
        .forEach((name, properties) -> behaviours.add(behaviour(snapshot, name, properties)));
    return new CatalogView(
        snapshot.number(),
        snapshot.population(),
        catalog.settings(),
        attributes,
        behaviours,
        memory(budget));
  }

  static MemoryUse memory(MemoryBudget budget) {
    return new MemoryUse(
        budget.used(Purpose.ATTRIBUTES),
        budget.used(Purpose.BEHAVIOURS),
        budget.used(Purpose.DICTIONARIES),
        budget.used(Purpose.STAGING),
        budget.limit());
  }

  static AttributeView attribute(Snapshot snapshot, String name, ValueType type) {
    long distinct = 0;
    if (type.hasCodes()) {
      IntToLongFunction counts = counts(snapshot, name);
      int codes = codes(snapshot, name);
      for (int code = 0; code < codes; code++) {
        distinct += counts.applyAsLong(code) > 0 ? 1 : 0;
      }
    }
    return new AttributeView(
        name, type, CurrentValues.of(snapshot, name).presentCardinality(), distinct);
  }

  /// How many customers have each code of an attribute.
  private static IntToLongFunction counts(Snapshot snapshot, String name) {
    if (!snapshot.changes(name).isEmpty()) {
      return ValueTally.of(snapshot, name)::count;
    }
    Optional<Attribute> built = snapshot.attribute(name);
    return code -> built.map(attribute -> attribute.cardinality(code)).orElse(0L);
  }

  /// Codes from here on have nobody.
  private static int codes(Snapshot snapshot, String name) {
    ValueDictionary dictionary = snapshot.dictionaries().attributes().get(name);
    boolean strings = snapshot.catalog().attributeType(name) != ValueType.BOOLEAN;
    return strings && dictionary != null ? dictionary.size() : 2;
  }

  private static BehaviourView behaviour(
      Snapshot snapshot, String name, SortedSet<String> properties) {
    List<Bucket> buckets = snapshot.behaviour(name).map(Behaviour::all).orElse(List.of());
    boolean any = !buckets.isEmpty();
    return new BehaviourView(
        name,
        buckets.stream().mapToLong(Bucket::rows).sum(),
        any ? Optional.of(day(buckets.getFirst())) : Optional.empty(),
        any ? Optional.of(day(buckets.getLast())) : Optional.empty(),
        properties.stream()
            .map(property -> new PropertyView(property, snapshot.catalog().propertyType(property)))
            .toList());
  }

  private static LocalDate day(Bucket bucket) {
    return LocalDate.ofEpochDay(bucket.day());
  }

  static ValueList attributeValues(Snapshot snapshot, String name, String containing, int limit) {
    ValueType type = listed("attribute", name, snapshot.catalog().attributes(), limit);
    return list(
        snapshot.number(),
        codes(snapshot, name),
        counts(snapshot, name),
        texts(type, snapshot.dictionaries().attributes().get(name)),
        containing,
        limit);
  }

  static ValueList propertyValues(
      Snapshot snapshot, String behaviour, String property, String containing, int limit) {
    Catalog catalog = snapshot.catalog();
    if (!catalog.behaviours().containsKey(behaviour)) {
      throw unknown("behaviour", behaviour);
    }
    ValueType type = listed("property", property, catalog.properties(), limit);
    ValueDictionary dictionary = snapshot.dictionaries().properties().get(property);
    int codes = dictionary == null || type == ValueType.BOOLEAN ? 2 : dictionary.size();
    long[] counts = new long[codes];
    snapshot
        .behaviour(behaviour)
        .ifPresent(found ->
            found.all().forEach(bucket -> addTo(counts, bucket, property, snapshot.unpurged())));
    return list(
        snapshot.number(), codes, code -> counts[code], texts(type, dictionary), containing, limit);
  }

  private static void addTo(
      long[] counts, Bucket bucket, String property, Optional<Erased> unpurged) {
    Optional<Values> values = bucket.property(property);
    if (values.isEmpty()) {
      return;
    }
    add(counts, values.get(), 0, bucket.rows(), 1);
    unpurged.ifPresent(erased ->
        erased
            .ordinals()
            .forEach(ordinal ->
                add(
                    counts,
                    values.get(),
                    bucket.rowFrom(ordinal),
                    bucket.rowFrom(ordinal + 1),
                    -1)));
  }

  private static void add(long[] counts, Values values, int fromRow, int toRow, int step) {
    for (int row = fromRow; row < toRow; row++) {
      if (!values.presence().has(row)) {
        continue;
      }
      if (values instanceof Values.Codes codes) {
        counts[(int) codes.codes().value(row)] += step;
      } else if (values instanceof Values.Sets sets) {
        for (int number = 0; number < sets.size(row); number++) {
          counts[sets.member(row, number)] += step;
        }
      }
    }
  }

  private static IntFunction<String> texts(ValueType type, @Nullable ValueDictionary dictionary) {
    return dictionary == null || type == ValueType.BOOLEAN
        ? code -> code == 1 ? "true" : "false"
        : dictionary::value;
  }

  private static ValueList list(
      long snapshot,
      int codes,
      IntToLongFunction counts,
      IntFunction<String> texts,
      String containing,
      int limit) {
    long distinct = 0;
    List<ValueCount> values = new ArrayList<>();
    for (int code = 0; code < codes; code++) {
      long count = counts.applyAsLong(code);
      if (count > 0) {
        distinct++;
        String text = texts.apply(code);
        if (text.contains(containing)) {
          values.add(new ValueCount(text, count));
        }
      }
    }
    values.sort(
        Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value));
    return new ValueList(snapshot, values.subList(0, Math.min(limit, values.size())), distinct);
  }

  /// The type of a name whose values can be listed.
  private static ValueType listed(
      String what, String name, Map<String, ValueType> types, int limit) {
    ValueType type = types.get(name);
    if (type == null) {
      throw unknown(what, name);
    }
    if (!type.hasCodes()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "the values of a " + type.label() + " are not listed: " + what + "=" + name);
    }
    if (limit < 1) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, "the limit is at least 1: limit=" + limit);
    }
    return type;
  }

  private static EngineException unknown(String what, String name) {
    return new EngineException(
        EngineException.Code.UNKNOWN_NAME, "unknown " + what + " '" + name + "'");
  }
}
