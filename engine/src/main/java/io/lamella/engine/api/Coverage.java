package io.lamella.engine.api;

import io.lamella.engine.catalog.ValueType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a snapshot knows of its customers, and how much of it.
///
/// @param asOf the instant whose day, in the workspace's zone, is today
public record Coverage(
    long snapshot,
    Instant asOf,
    long population,
    List<OfAttribute> attributes,
    List<OfBehaviour> behaviours) {

  /// The most days that are told of each behaviour.
  public static final int MAX_DAYS = 90;

  /// With how many days of the same weekday before it a day is compared.
  public static final int WEEKS = 4;

  public Coverage {
    attributes = List.copyOf(attributes);
    behaviours = List.copyOf(behaviours);
  }

  /// An attribute.
  ///
  /// @param customers how many have a value
  /// @param distinctValues how many different values (members, for a set) somebody has
  /// @param lastChange when a value was last written or taken away; empty if that was before such
  ///   times were kept, or never
  public record OfAttribute(
      String name,
      ValueType type,
      long customers,
      long distinctValues,
      Optional<Instant> lastChange) {}

  /// A behaviour. Events count that are kept, of customers who are not erased.
  ///
  /// @param first when the earliest event happened; empty if there is none
  /// @param last when the latest happened, which may be later than today
  /// @param lastArrival when an event last came, whenever it happened; empty as for an attribute
  /// @param days whole days before today, oldest first
  public record OfBehaviour(
      String name,
      long events,
      Optional<Instant> first,
      Optional<Instant> last,
      Optional<Instant> lastArrival,
      List<Day> days) {
    public OfBehaviour {
      days = List.copyOf(days);
    }
  }

  /// One day of a behaviour, in the workspace's zone.
  ///
  /// @param weeksBefore the events of the same weekday one week before, two, up to [#WEEKS]
  /// @param late live events of this day that came more than 24 hours after they had happened,
  ///   those of customers erased since with them; imports bring the past and are not counted
  public record Day(LocalDate date, long events, List<Long> weeksBefore, long late) {
    public Day {
      weeksBefore = List.copyOf(weeksBefore);
    }
  }
}
