package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Locator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is suspicious in a question but not wrong, with its place. Confined to one thread.
final class Warnings {
  private final Locator locator;
  private final Set<Fault> faults = new LinkedHashSet<>();

  Warnings(Locator locator) {
    this.locator = locator;
  }

  void add(Object part, String message) {
    faults.add(new Fault(locator.locate(part), message));
  }

  List<Fault> list() {
    return List.copyOf(faults);
  }
}
