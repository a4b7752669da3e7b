package io.lamella.engine.segment;

import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
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
        effective.add(Terms.all(List.of(stage, none(stages.subList(0, i)))));
      }
    }
    return effective;
  }

  /// Who is in no stage.
  public static Predicate none(List<Predicate> stages) {
    return new Predicate.Not(Terms.any(stages));
  }
}
