package io.lamella.engine.query;

/// What a comparison is about: the left side of `age >= 18`.
public sealed interface Operand {

  /// The value of an attribute or property.
  record OfField(Field field) implements Operand {}

  /// `size(tags)`: the number of members of a set.
  record SizeOf(Field field) implements Operand {}

  /// `birthday.month()`: a calendar part of a date or instant, in the workspace's zone.
  record PartOf(Field field, DatePart part) implements Operand {}

  /// `birthday.anniversary()`: the day that a date or instant has, in the workspace's zone, in each
  /// year after its own, from the first on; 29 February is 28 February in common years. So it has
  /// not one value but many: it only lies in a window, and does so where one of them does.
  record AnniversaryOf(Field field) implements Operand {}

  /// A measure of the selected events.
  record MeasureOf(Selection selection, Measure measure) implements Operand {}

  /// `ratio(a, b)`: one measure divided by another, exactly; no value where the second is 0 or
  /// either has none.
  record RatioOf(MeasureOf dividend, MeasureOf divisor) implements Operand {}

  /// A calendar part of an instant.
  enum DatePart {
    /// 1 to 12.
    MONTH,
    /// 1 = Monday to 7.
    WEEKDAY,
    /// 0 to 23.
    HOUR
  }
}
