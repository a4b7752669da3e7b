package io.lamella.engine.plan;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.ValueTally;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.query.Suggestion;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statistics of a snapshot.
public record SnapshotStatistics(Snapshot snapshot) implements Statistics {
  /// So many values are compared with a misspelt one, of so many characters: a millisecond's work.
  private static final int MAX_COMPARED = 2_000;

  private static final int MAX_COMPARED_LENGTH = 64;

  private static final int MAX_SUGGESTED = 3;

  /// Codes of two letters are all near each other.
  private static final int MIN_COMPARED_LENGTH = 3;

  @Override
  public Catalog catalog() {
    return snapshot.catalog();
  }

  @Override
  public Definitions definitions() {
    return snapshot.definitions();
  }

  @Override
  public long population() {
    return snapshot.population();
  }

  @Override
  public long present(String attribute) {
    return CurrentValues.of(snapshot, attribute).presentCardinality();
  }

  @Override
  public long cardinality(String attribute, int code) {
    return snapshot.attribute(attribute).map(found -> found.cardinality(code)).orElse(0L);
  }

  @Override
  public long changed(String attribute) {
    return snapshot.changes(attribute).stream().mapToLong(Changes::rows).sum();
  }

  @Override
  public OptionalInt attributeCode(String attribute, String value) {
    OptionalInt code = code(snapshot.dictionaries().attributes().get(attribute), value);
    return code.isPresent() && hasAny(attribute, code.getAsInt()) ? code : OptionalInt.empty();
  }

  private boolean hasAny(String attribute, int code) {
    if (snapshot.changes(attribute).isEmpty()) {
      return cardinality(attribute, code) > 0;
    }
    return ValueTally.of(snapshot, attribute).count(code) > 0;
  }

  @Override
  public CodeSet attributeCodes(String attribute, Predicate<String> fits) {
    ValueDictionary dictionary = snapshot.dictionaries().attributes().get(attribute);
    int codes =
        snapshot.changes(attribute).isEmpty() || dictionary == null
            ? snapshot.attribute(attribute).map(Attribute::codes).orElse(0)
            : dictionary.size();
    return codes(dictionary, codes, fits);
  }

  @Override
  public OptionalInt propertyCode(String property, String value) {
    return code(snapshot.dictionaries().properties().get(property), value);
  }

  @Override
  public CodeSet propertyCodes(String property, Predicate<String> fits) {
    ValueDictionary dictionary = snapshot.dictionaries().properties().get(property);
    return codes(dictionary, dictionary == null ? 0 : dictionary.size(), fits);
  }

  @Override
  public List<String> nearAttributeValues(String attribute, String value) {
    return near(snapshot.dictionaries().attributes().get(attribute), value);
  }

  @Override
  public List<String> nearPropertyValues(String property, String value) {
    return near(snapshot.dictionaries().properties().get(property), value);
  }

  @Override
  public long events(String behaviour, long fromMillis, long toMillis) {
    return buckets(behaviour, fromMillis, toMillis).stream().mapToLong(Bucket::rows).sum();
  }

  @Override
  public long customers(String behaviour, long fromMillis, long toMillis) {
    return buckets(behaviour, fromMillis, toMillis).stream()
        .mapToLong(Bucket::customersCardinality)
        .sum();
  }

  @Override
  public long containers(String behaviour, long fromMillis, long toMillis, boolean counted) {
    return parts(behaviour, fromMillis, toMillis)
        .mapToLong(parts -> parts.containers(counted))
        .sum();
  }

  @Override
  public long cutEvents(String behaviour, long fromMillis, long toMillis) {
    return parts(behaviour, fromMillis, toMillis).mapToLong(WindowParts::cutRows).sum();
  }

  @Override
  public int columnWidth(String attribute) {
    return snapshot.attribute(attribute).map(found -> found.values().presence().width()).orElse(1);
  }

  private Stream<WindowParts> parts(String behaviour, long fromMillis, long toMillis) {
    return snapshot.behaviour(behaviour).stream()
        .map(found -> WindowParts.of(found, fromMillis, toMillis));
  }

  @Override
  public long firstMillis(String behaviour) {
    return snapshot.behaviour(behaviour).map(Behaviour::all).orElse(List.of()).stream()
        .mapToLong(Bucket::firstMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private List<Bucket> buckets(String behaviour, long fromMillis, long toMillis) {
    return snapshot
        .behaviour(behaviour)
        .map(found -> found.all(fromMillis, toMillis))
        .orElse(List.of());
  }

  private static List<String> near(@Nullable ValueDictionary dictionary, String value) {
    if (dictionary == null
        || value.length() < MIN_COMPARED_LENGTH
        || value.length() > MAX_COMPARED_LENGTH) {
      return List.of();
    }
    List<String> values =
        IntStream.range(0, Math.min(dictionary.size(), MAX_COMPARED))
            .mapToObj(dictionary::value)
            .filter(known -> known.length() <= MAX_COMPARED_LENGTH)
            .toList();
    return Suggestion.nearest(value, values, MAX_SUGGESTED);
  }

  private static OptionalInt code(@Nullable ValueDictionary dictionary, String value) {
    int code = dictionary == null ? ValueDictionary.NONE : dictionary.find(value);
    return code == ValueDictionary.NONE ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private static CodeSet codes(
      @Nullable ValueDictionary dictionary, int codes, Predicate<String> fits) {
    if (dictionary == null) {
      return CodeSet.of();
    }
    return CodeSet.of(
        IntStream.range(0, codes).filter(code -> fits.test(dictionary.value(code))).toArray());
  }
}
