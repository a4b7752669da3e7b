package io.lamella.engine.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A value that is written: of one attribute of a customer, or of one property of an event.
public sealed interface WriteValue {

  /// A string. Where the name is known with another type it is read as a cell of that type is: a
  /// date, an instant, a number, a location in text. A new name becomes a keyword.
  record OfText(String text) implements WriteValue {}

  /// True or false.
  record OfBoolean(boolean value) implements WriteValue {}

  /// An exact decimal of at most 18 digits, 9 of them after the point.
  record OfNumber(BigDecimal value) implements WriteValue {}

  /// A calendar date.
  record OfDate(LocalDate value) implements WriteValue {}

  /// An instant, to the millisecond.
  record OfInstant(Instant value) implements WriteValue {}

  /// A place on Earth, in degrees: a latitude from -90 to 90 and a longitude from -180 to 180, kept
  /// to 7 digits after the point.
  record OfLocation(BigDecimal latitude, BigDecimal longitude) implements WriteValue {}

  /// A set of strings; an empty one is no value.
  record OfSet(List<String> members) implements WriteValue {
    public OfSet {
      members = List.copyOf(members);
    }
  }
}
