package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;

/// How the places of faults inside saved segments are told.
final class SegmentPlaces {

  private SegmentPlaces() {}

  /// `in segment 'VIP' at 1:4: unknown attribute 'contry'`: what is wrong in a segment that an
  /// expression names. It stands at the place of the name, which is where the caller can look.
  static String within(String segment, Fault fault) {
    return "in segment '"
        + segment
        + "'"
        + (fault.place().isEmpty() ? "" : " at " + fault.place())
        + ": "
        + fault.message();
  }
}
