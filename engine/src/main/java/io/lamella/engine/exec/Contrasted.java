package io.lamella.engine.exec;

import java.util.List;

/// What two groups of customers have.
///
/// @param segment how many customers the first group has
/// @param comparison how many the second has
/// @param attributes in the order in which they were asked for
/// @param conditions in the order of the plans
public record Contrasted(
    long segment, long comparison, List<OfAttribute> attributes, List<OfCondition> conditions) {
  public Contrasted {
    attributes = List.copyOf(attributes);
    conditions = List.copyOf(conditions);
  }

  /// An attribute's values.
  public record OfAttribute(CategoryTally segment, CategoryTally comparison) {}

  /// How many satisfy a condition.
  public record OfCondition(long segment, long comparison) {}
}
