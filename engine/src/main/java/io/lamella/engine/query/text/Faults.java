package io.lamella.engine.query.text;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the faults of one text, so that all are told at once. Confined to one thread.
final class Faults {
  private record Placed(int line, int column, String message) {}

  private final List<Placed> found = new ArrayList<>();

  /// Adds a fault; line and column count from 1.
  void add(int line, int column, String message) {
    found.add(new Placed(line, column, message));
  }

  /// @throws EngineException `INVALID_EXPRESSION`
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw EngineException.invalidExpression(
          found.stream()
              .distinct()
              .sorted(Comparator.comparingInt(Placed::line).thenComparingInt(Placed::column))
              .map(fault -> new Fault(fault.line + ":" + fault.column, fault.message))
              .toList());
    }
  }
}
