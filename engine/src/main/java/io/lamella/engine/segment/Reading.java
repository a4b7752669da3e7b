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
/// @param written as the caller gave it
/// @param text as it was written; of a tree, the text that says the same
/// @param located with the places of what the caller wrote
record Reading(Expression written, String text, Located located) {

  /// Reads an expression.
  ///
  /// @throws EngineException `INVALID_EXPRESSION`
  static Reading of(Expression expression, Limits limits) {
    Reading reading =
        switch (expression) {
          case Expression.OfText(String text) ->
              new Reading(expression, text, Expressions.parse(text, limits));
          case Expression.OfPredicate(Located located) ->
              new Reading(expression, textOf(located, limits), located);
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
  private static String textOf(Located located, Limits limits) {
    String text = Expressions.print(located.predicate());
    if (!Expressions.parse(text, limits).predicate().equals(located.predicate())) {
      throw EngineException.invalidExpression(
          List.of(new Fault("", "no text says the same, so it cannot be kept")));
    }
    return text;
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
          faults.add(ofStage(i, stages.get(i).expression(), fault));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
    return readings;
  }

  /// A fault of the stage that this is the expression of.
  Fault ofStage(int stage, Fault fault) {
    return ofStage(stage, written, fault);
  }

  /// The places of a tree are its caller's own, and name the stage already.
  private static Fault ofStage(int stage, Expression expression, Fault fault) {
    String at = "stages[" + stage + "]";
    return switch (expression) {
      case Expression.OfText _ -> new Fault(at + ".expression", fault.toString());
      case Expression.OfPredicate _ ->
          fault.place().isEmpty() ? new Fault(at + ".predicate", fault.message()) : fault;
    };
  }
}
