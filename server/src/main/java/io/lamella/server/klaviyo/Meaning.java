package io.lamella.server.klaviyo;

import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// A predicate, and how faithful it is to what it was made of.
///
/// @param notes what a reader of the report should know
record Meaning(Predicate predicate, Fidelity fidelity, List<String> notes) {

  Meaning {
    notes = List.copyOf(new LinkedHashSet<>(notes));
  }

  static Meaning exact(Predicate predicate) {
    return new Meaning(predicate, Fidelity.EXACT, List.of());
  }

  static Meaning approximated(Predicate predicate, String how) {
    return new Meaning(predicate, Fidelity.APPROXIMATED, List.of(how));
  }

  static Meaning impossible(String why) {
    return new Meaning(new Predicate.Nobody(), Fidelity.IMPOSSIBLE, List.of(why));
  }

  /// The same, with something to know that takes nothing from it.
  Meaning noting(String note) {
    return new Meaning(predicate, fidelity, plus(notes, note));
  }

  /// The same, not quite.
  Meaning approximated(String how) {
    return new Meaning(predicate, fidelity.and(Fidelity.APPROXIMATED), plus(notes, how));
  }

  /// No more faithful than something it is made of.
  Meaning noBetterThan(Fidelity other) {
    return other == Fidelity.IMPOSSIBLE
        ? new Meaning(new Predicate.Nobody(), other, notes)
        : new Meaning(predicate, fidelity.and(other), notes);
  }

  String note() {
    return String.join("; ", notes);
  }

  private static List<String> plus(List<String> notes, String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return all;
  }
}
