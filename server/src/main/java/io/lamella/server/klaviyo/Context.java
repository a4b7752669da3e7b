package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.Set;

/// What every condition needs to become a predicate: names, the report, the meaning of filters.
record Context(NameMap names, Report report, FilterMeaning filters) {

  static Context of(NameMap names) {
    return new Context(names, new Report(), new FilterMeaning(names));
  }

  /// Reads a filter, says what it asks of a value, and reports it.
  ///
  /// @param path of what the filter is part of, or its own
  Predicate filter(String path, JsonPart filter, Set<FilterForm> legal, Field field) {
    Meaning meaning = filters.of(FilterReader.read(filter, legal), field);
    report.part(path, meaning);
    return meaning.predicate();
  }

  /// An attribute by its default name.
  Field attribute(String name) {
    return Field.named(names.attribute(name));
  }
}
