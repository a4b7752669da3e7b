package io.lamella.engine.segment;

import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;

/// Stages as predicates by themselves.
public final class Stages {

  private Stages() {}

  /// Who is in each stage: those who fit and are in no earlier one, as `c && !(a || b)`.
  public static List<Predicate> effective(List<Predicate> stages) {
    List<Predicate> effective = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Predicate stage = stages.get(i);
      if (i == 0) {
        effective.add(stage);
      } else {
        List<Predicate> terms = new ArrayList<>();
        if (stage instanceof Predicate.And(var nested)) {
          terms.addAll(nested);
        } else {
          terms.add(stage);
        }
        terms.add(none(stages.subList(0, i)));
        effective.add(new Predicate.And(terms));
      }
    }
    return effective;
  }

  /// Who is in no stage.
  public static Predicate none(List<Predicate> stages) {
    List<Predicate> terms = new ArrayList<>();
    for (Predicate stage : stages) {
      if (stage instanceof Predicate.Or(var nested)) {
        terms.addAll(nested);
      } else {
        terms.add(stage);
      }
    }
    return new Predicate.Not(terms.size() == 1 ? terms.getFirst() : new Predicate.Or(terms));
  }
}
