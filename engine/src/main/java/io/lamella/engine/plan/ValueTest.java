package io.lamella.engine.plan;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.query.Operand.DatePart;
import java.time.ZoneId;
import java.util.List;

/// A test of one stored value, of an attribute or of a property. A customer or event without the
/// value fails every test.
public sealed interface ValueTest {

  /// Any value.
  record Present() implements ValueTest {}

  /// The value's code is, or with `negated` is not, one of these.
  record CodeIn(CodeSet codes, boolean negated) implements ValueTest {}

  /// The number, day or millisecond lies in one of the ranges, which do not overlap.
  record InRanges(List<DecimalRange> ranges) implements ValueTest {
    public InRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /// The set has any, or all, of these members. All of none is true of every set.
  record HasMembers(CodeSet codes, boolean all) implements ValueTest {}

  /// The set's size lies in the range.
  record SizeIn(List<DecimalRange> ranges) implements ValueTest {
    public SizeIn {
      ranges = List.copyOf(ranges);
    }
  }

  /// A test of where a location lies.
  sealed interface ByPlace extends ValueTest {}

  /// The location is at most so far from the centre.
  record Near(Location centre, double metres) implements ByPlace {}

  /// The location lies inside a polygon.
  record Inside(Ring ring) implements ByPlace {}

  /// A test of what a date or instant is by the calendar.
  sealed interface ByCalendar extends ValueTest {}

  /// The calendar part is one of those whose bit is set.
  ///
  /// @param allowed bit n stands for part n
  /// @param stored what the stored number is
  record PartIn(DatePart part, long allowed, ZoneId zone, TimeUnit stored) implements ByCalendar {}

  /// The same day of a year after the value's own lies in a range of days.
  ///
  /// @param fromDay days since 1970; `Long.MIN_VALUE` for an open end
  /// @param toDay the day after the last; `Long.MAX_VALUE` for an open end
  /// @param stored what the stored number is
  record AnniversaryIn(long fromDay, long toDay, ZoneId zone, TimeUnit stored)
      implements ByCalendar {}

  /// What the number of a date or instant counts.
  enum TimeUnit {
    DAYS,
    MILLISECONDS
  }
}
