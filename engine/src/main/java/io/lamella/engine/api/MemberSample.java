package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// Some of the customers who satisfy one expression, spread evenly over all of them; the same ones
/// each time the same snapshot is asked.
///
/// @param count customers who satisfy the expression
public record MemberSample(
    long snapshot, Instant asOf, long population, long count, List<Member> members) {

  /// The most members that can be asked for.
  public static final int MAX_LIMIT = 100;

  public MemberSample {
    members = List.copyOf(members);
  }

  /// One member.
  ///
  /// @param attributes the values the customer has, by name of the attribute
  /// @param events of each clause about behaviours the newest it has found, newest first
  public record Member(String customerId, List<NamedValue> attributes, List<Event> events) {
    public Member {
      attributes = List.copyOf(attributes);
      events = List.copyOf(events);
    }
  }

  /// A value as people read it; a set's members joined by `|`.
  public record NamedValue(String name, String value) {}

  /// An event that a clause has found.
  ///
  /// @param node the numbers of children from the root of the tree down to the clause; where it
  ///   stands inside a saved segment, down to the segment
  /// @param found how many events of this customer the clause has found in all
  public record Event(
      List<Integer> node,
      String behaviour,
      Instant instant,
      List<NamedValue> properties,
      long found) {
    public Event {
      node = List.copyOf(node);
      properties = List.copyOf(properties);
    }
  }
}
