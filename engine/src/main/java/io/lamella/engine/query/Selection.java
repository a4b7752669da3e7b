package io.lamella.engine.query;

import java.util.List;

/// Some of a customer's events: those of any of the named behaviours that pass every step.
public record Selection(List<BehaviourName> behaviours, List<Step> steps) {

  public Selection {
    behaviours = List.copyOf(behaviours);
    steps = List.copyOf(steps);
    if (behaviours.isEmpty()) {
      throw new IllegalArgumentException("a selection names at least one behaviour");
    }
  }

  /// A behaviour's name, as an object of its own so that a fault can say where it stands.
  public record BehaviourName(String name) {}
}
