package io.lamella.engine.query;

/// A value of a customer's selected events.
public sealed interface Measure {

  /// The number of events; 0 for a customer with none.
  record Count() implements Measure {}

  /// A function of one property: `sum(amount)`.
  record OfProperty(Function function, Field property) implements Measure {}

  /// The number of distinct calendar days, weeks or months with an event.
  record CalendarUnits(CalendarUnit unit) implements Measure {}

  /// The instant of the n-th event, from 1. `first()` and `nth(1)` say the same but are written
  /// apart.
  record Nth(int n) implements Measure {}

  /// The instant of the first event.
  record First() implements Measure {}

  /// The instant of the last event.
  record Last() implements Measure {}

  /// `per(invoice).sum(amount)`: a measure taken for each value of a property, of the events that
  /// have this value. So it has not one value but several, and a condition on it holds where it
  /// holds for one of them. The inner measure is none of these again.
  record Per(Field property, Measure measure) implements Measure {}

  /// Functions of a property.
  enum Function {
    /// Exact decimal sum; 0 with none.
    SUM,
    /// Over the events that have the property; no value with none.
    AVG,
    MIN,
    MAX,
    /// The number of distinct values; 0 with none.
    DISTINCT
  }

  /// What [CalendarUnits] counts.
  enum CalendarUnit {
    DAYS,
    WEEKS,
    MONTHS
  }
}
