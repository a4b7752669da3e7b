package io.lamella.server.klaviyo;

import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.List;

/// What became of a definition's parts, each condition before its filters. Confined to one thread.
final class Report {
  private static final String SEE_BELOW = "see what follows";

  private final List<Finding> findings = new ArrayList<>();

  /// A part of a condition.
  void part(String path, Meaning meaning) {
    findings.add(new Finding(path, meaning.fidelity(), meaning.note(), ""));
  }

  /// Keeps a place for a condition, whose filters come first to an end.
  int open(String path) {
    findings.add(new Finding(path, Fidelity.EXACT, "", ""));
    return findings.size() - 1;
  }

  /// Ends a condition: it is as faithful as its worst part.
  Meaning close(int place, Meaning own) {
    Fidelity worst = Fidelity.EXACT;
    for (Finding part : findings.subList(place + 1, findings.size())) {
      worst = worst.and(part.fidelity());
    }
    Meaning whole = own.noBetterThan(worst);
    String note = own.note();
    if (worst != Fidelity.EXACT && worst.compareTo(own.fidelity()) > 0) {
      note = note.isEmpty() ? SEE_BELOW : note + "; " + SEE_BELOW;
    }
    findings.set(
        place,
        new Finding(
            findings.get(place).path(),
            whole.fidelity(),
            note,
            Expressions.print(whole.predicate())));
    return whole;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
