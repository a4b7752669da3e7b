package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.NamedExpression;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A segment as a request gives it, with the path of its field, by which faults are told.
public sealed interface SegmentForm {

  /// Parsing takes about 0.2 ms for a hundred bytes when it is not warm yet.
  int LONG_BYTES = 2_000;

  /// The pattern tests of the text form.
  Pattern PATTERN_TEST =
      Pattern.compile("startsWith|endsWith|contains\\s*\\(|matches|equalsIgnoreCase");

  /// The text form.
  record OfText(String field, String text) implements SegmentForm {
    @Override
    public Expression expression() {
      return Expression.of(text);
    }

    @Override
    public Predicate predicate(Limits limits) {
      return Expressions.parse(text, limits).predicate();
    }

    @Override
    public boolean isLongToPrepare() {
      return text.length() > LONG_BYTES || PATTERN_TEST.matcher(text).find();
    }

    /// A text's own places are line and column: they go before the message.
    @Override
    public Fault placed(Fault fault) {
      return new Fault(field, fault.toString());
    }
  }

  /// The tree form.
  record OfPredicate(String field, io.lamella.v1.Predicate message) implements SegmentForm {
    @Override
    public Expression expression() {
      return new Expression.OfPredicate(PredicateMapping.read(message, field));
    }

    @Override
    public Predicate predicate(Limits limits) {
      return PredicateMapping.read(message, field).predicate();
    }

    @Override
    public boolean isLongToPrepare() {
      return message.getSerializedSize() > LONG_BYTES || PatternTests.in(message);
    }

    /// A predicate's places are paths already.
    @Override
    public Fault placed(Fault fault) {
      return fault.place().isEmpty() ? new Fault(field, fault.message()) : fault;
    }
  }

  /// Neither.
  record Missing(String field) implements SegmentForm {
    @Override
    public Expression expression() {
      throw EngineException.invalidExpression(
          List.of(new Fault(field, "an expression or a predicate is missing")));
    }

    @Override
    public Predicate predicate(Limits limits) {
      throw new IllegalStateException("no predicate");
    }

    @Override
    public boolean isLongToPrepare() {
      return false;
    }

    @Override
    public Fault placed(Fault fault) {
      return fault;
    }
  }

  /// The segment of a request that has one, in `expression` or `predicate`.
  static SegmentForm of(
      boolean hasText, String text, boolean hasPredicate, io.lamella.v1.Predicate predicate) {
    if (hasText) {
      return new OfText("expression", text);
    }
    return hasPredicate ? new OfPredicate("predicate", predicate) : new Missing("expression");
  }

  /// The segment of one of several expressions.
  ///
  /// @param at the path of the expression
  static SegmentForm of(NamedExpression m, String at) {
    return switch (m.getSegmentCase()) {
      case EXPRESSION -> new OfText(at + ".expression", m.getExpression());
      case PREDICATE -> new OfPredicate(at + ".predicate", m.getPredicate());
      case SEGMENT_NOT_SET -> new Missing(at + ".expression");
    };
  }

  /// The segment of an expression.
  ///
  /// @param at the path of the expression
  static SegmentForm of(io.lamella.v1.Expression m, String at) {
    return switch (m.getSegmentCase()) {
      case EXPRESSION -> new OfText(at + ".expression", m.getExpression());
      case PREDICATE -> new OfPredicate(at + ".predicate", m.getPredicate());
      case SEGMENT_NOT_SET -> new Missing(at + ".expression");
    };
  }

  /// The path of the field.
  String field();

  /// In the engine's form.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` if the message is malformed
  Expression expression();

  /// The tree.
  ///
  /// @throws EngineException `INVALID_EXPRESSION`
  Predicate predicate(Limits limits);

  /// Whether reading, checking and planning it may take about a millisecond or more: it is large,
  /// or it tests texts by a pattern, which looks at every distinct value while planning. It may say
  /// so without need.
  boolean isLongToPrepare();

  /// The same fault with the path of a field of the request as its place.
  Fault placed(Fault fault);

  /// What is made of the expression; the faults of a refusal name fields of the request.
  default <T> T placing(Function<Expression, T> use) {
    try {
      return use.apply(expression());
    } catch (EngineException e) {
      throw e.code() == EngineException.Code.INVALID_EXPRESSION
          ? EngineException.invalidExpression(e.faults().stream().map(this::placed).toList())
          : e;
    }
  }
}
