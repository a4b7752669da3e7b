package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SegmentMemberships;
import io.lamella.v1.SegmentsOfRequest;
import io.lamella.v1.SegmentsOfResponse;
import java.time.Instant;
import java.util.Optional;

/// The segments of customers, both ways.
public final class MembershipMapping {

  private MembershipMapping() {}

  /// The instant that is asked of; empty for the clock.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for an instant that is none
  public static Optional<Instant> asOf(SegmentsOfRequest m) {
    return m.hasAsOf() ? Optional.of(Instants.read("as_of", m.getAsOf())) : Optional.empty();
  }

  /// Who is in which segments.
  public static SegmentsOfResponse memberships(SegmentMemberships memberships) {
    SegmentsOfResponse.Builder answer =
        SegmentsOfResponse.newBuilder()
            .setSegments(memberships.segments())
            .setPopulation(memberships.population())
            .setSnapshot(memberships.snapshot())
            .setAsOf(Instants.message(memberships.asOf()))
            .setPlanningNanos(memberships.planningNanos())
            .setElapsedNanos(memberships.elapsedNanos());
    for (SegmentMemberships.OfCustomer customer : memberships.customers()) {
      answer
          .addCustomersBuilder()
          .setCustomerId(customer.customerId())
          .setKnown(customer.isKnown())
          .addAllSegments(customer.segments());
    }
    for (Fault fault : memberships.unanswered()) {
      answer.addUnansweredBuilder().setPlace(fault.place()).setMessage(fault.message());
    }
    return answer.build();
  }
}
