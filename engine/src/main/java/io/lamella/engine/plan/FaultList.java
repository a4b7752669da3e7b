package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Locator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong or suspicious in a predicate, each with its place. Confined to one
/// thread.
final class FaultList {
  private final Locator locator;
  private final Set<Fault> faults = new LinkedHashSet<>();

  FaultList(Locator locator) {
    this.locator = locator;
  }

  /// Adds a fault of a part of the predicate.
  void add(Object part, String message) {
    faults.add(new Fault(locator.locate(part), message));
  }

  List<Fault> list() {
    return List.copyOf(faults);
  }
}
