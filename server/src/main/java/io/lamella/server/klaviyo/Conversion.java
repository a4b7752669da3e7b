package io.lamella.server.klaviyo;

import io.lamella.engine.query.Predicate;
import java.util.List;

/// What a definition became.
///
/// @param expression the predicate as text
/// @param fidelity of the worst of its conditions
/// @param findings a line for each condition and for each filter in it
public record Conversion(
    Predicate predicate, String expression, Fidelity fidelity, List<Finding> findings) {
  public Conversion {
    findings = List.copyOf(findings);
  }
}
