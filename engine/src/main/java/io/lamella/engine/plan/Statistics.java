package io.lamella.engine.plan;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.index.Definitions;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// What the planner may know of a snapshot: sizes and codes, no index memory.
public interface Statistics {

  Catalog catalog();

  /// What is kept under names.
  Definitions definitions();

  long population();

  /// How many customers have a value of the attribute.
  long present(String attribute);

  /// How many customers have this code of the attribute.
  long cardinality(String attribute, int code);

  /// How many customers were changed since then at most.
  long changed(String attribute);

  /// The code of a string among the attribute's values (members, for a set), if somebody has it.
  OptionalInt attributeCode(String attribute, String value);

  /// The codes of the attribute's values that fit; each distinct value is looked at once.
  CodeSet attributeCodes(String attribute, Predicate<String> fits);

  /// The code of a string among the property's values, if it was ever seen.
  OptionalInt propertyCode(String property, String value);

  /// The codes of the property's values that fit.
  CodeSet propertyCodes(String property, Predicate<String> fits);

  /// The attribute's values that are near a string, nearest first, a few.
  List<String> nearAttributeValues(String attribute, String value);

  /// The same of a property's values.
  List<String> nearPropertyValues(String property, String value);

  /// How many events of the behaviour lie in buckets that reach into the range.
  long events(String behaviour, long fromMillis, long toMillis);

  /// How many customers those buckets have, one counted in each: an upper bound.
  long customers(String behaviour, long fromMillis, long toMillis);

  /// How many containers of bitmaps say who has events in the range, or how many.
  ///
  /// @param counted how many events, not only who has any
  long containers(String behaviour, long fromMillis, long toMillis, boolean counted);

  /// How many events lie in buckets that the range cuts, so that each must be looked at.
  long cutEvents(String behaviour, long fromMillis, long toMillis);

  /// How many bytes the attribute's column has for each customer.
  int columnWidth(String attribute);

  /// The instant of the behaviour's earliest event; `Long.MAX_VALUE` for none.
  long firstMillis(String behaviour);
}
