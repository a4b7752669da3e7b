package io.lamella.engine.api;

import java.time.Instant;
import java.util.List;

/// Which of the saved segments some customers are in, all from one snapshot.
///
/// @param segments how many segments were asked
/// @param customers in the order in which they were asked for
/// @param unanswered why some segments could not be asked: what they name is there no longer
/// @param planningNanos checking and planning the segments
/// @param elapsedNanos evaluating
public record SegmentMemberships(
    long snapshot,
    Instant asOf,
    long population,
    int segments,
    List<OfCustomer> customers,
    List<Fault> unanswered,
    long planningNanos,
    long elapsedNanos) {

  /// The most customers that are asked about at once.
  public static final int MAX_CUSTOMERS = 1_000;

  public SegmentMemberships {
    customers = List.copyOf(customers);
    unanswered = List.copyOf(unanswered);
  }

  /// One customer.
  ///
  /// @param isKnown whether the snapshot has the customer; if not, it is in no segment
  /// @param segments the names of the segments that it is in, in their order
  public record OfCustomer(String customerId, boolean isKnown, List<String> segments) {
    public OfCustomer {
      segments = List.copyOf(segments);
    }
  }
}
