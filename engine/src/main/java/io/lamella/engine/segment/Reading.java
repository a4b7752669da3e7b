package io.lamella.engine.segment;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.List;

/// An expression that is to be kept, read.
///
/// @param text as it was written; of a tree, the text that says the same
/// @param located with the places of what the caller wrote
record Reading(String text, Located located) {

  /// Reads an expression.
  ///
  /// @throws EngineException `INVALID_EXPRESSION`
  static Reading of(Expression expression, Limits limits) {
    Reading reading =
        switch (expression) {
          case Expression.OfText(String text) -> new Reading(text, Expressions.parse(text, limits));
          case Expression.OfPredicate(Located located) -> ofTree(located, limits);
        };
    int length = reading.text.codePointCount(0, reading.text.length());
    if (length > DefinitionRules.MAX_EXPRESSION) {
      throw EngineException.invalidExpression(
          List.of(
              new Fault(
                  "",
                  "too long to be kept: characters="
                      + length
                      + ", allowed="
                      + DefinitionRules.MAX_EXPRESSION)));
    }
    return reading;
  }

  /// A tree is kept as text, so it must be one that a text can say.
  private static Reading ofTree(Located located, Limits limits) {
    String text = Expressions.print(located.predicate());
    if (!Expressions.parse(text, limits).predicate().equals(located.predicate())) {
      throw EngineException.invalidExpression(
          List.of(new Fault("", "no text says the same, so it cannot be kept")));
    }
    return new Reading(text, located);
  }

  /// Reads the expressions of stages; the faults of all of them are told.
  ///
  /// @throws EngineException `INVALID_EXPRESSION`
  static List<Reading> ofStages(List<Draft.StageDraft> stages, Limits limits) {
    List<Reading> readings = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      try {
        readings.add(of(stages.get(i).expression(), limits));
      } catch (EngineException e) {
        for (Fault fault : e.faults()) {
          faults.add(DefinitionCheck.ofStage(i, fault));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
    return readings;
  }
}
