package io.lamella.engine.query.text;

import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import io.lamella.engine.query.text.FieldTranslator.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes predicates as text, with no more parentheses than needed.
final class Printer {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Words that CEL keeps for itself, and `instant`, which means the event's own.
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "package",
          "namespace",
          "null",
          "return",
          "true",
          "var",
          "void",
          "while");

  String print(Predicate predicate) {
    return print(predicate, Scope.CUSTOMER);
  }

  String print(Operand operand) {
    return operand(operand, Scope.CUSTOMER);
  }

  private String print(Predicate predicate, Scope scope) {
    return switch (predicate) {
      case Predicate.Everyone _ -> "everyone()";
      case Predicate.Nobody _ -> "nobody()";
      case Predicate.And(var terms) -> joined(terms, " && ", scope, Predicate.Or.class);
      case Predicate.Or(var terms) -> joined(terms, " || ", scope, Predicate.And.class);
      case Predicate.Not(var term) -> "!" + operandOfNot(term, scope);
      case Predicate.Quantified(var quantifier, int count, var terms) ->
          switch (quantifier) {
                case AT_LEAST -> "atLeast(";
                case AT_MOST -> "atMost(";
                case EXACTLY -> "exactly(";
              }
              + count
              + ", "
              + list(terms, term -> print(term, scope))
              + ")";
      case Predicate.Sample(BigDecimal from, BigDecimal to, String salt) ->
          "sample("
              + (from.signum() == 0 ? "" : number(from) + ", ")
              + number(to)
              + ", "
              + string(salt)
              + ")";
      case Predicate.InSegment(String name) -> "segment(" + string(name) + ")";
      case Predicate.InList(String name) -> "list(" + string(name) + ")";
      case Predicate.Ranked(var end, BigDecimal percent, Operand by) ->
          lower(end) + "(" + number(percent) + ", " + operand(by, scope) + ")";
      case Predicate.Has(Field field) -> "has(" + field(field, scope) + ")";
      case Predicate.IsTrue(Field field) -> field(field, scope);
      case Predicate.Compares(Operand operand, var comparison, Literal literal) ->
          operand(operand, scope) + " " + comparison.symbol() + " " + literal(literal);
      case Predicate.ComparesMeasures(Operand left, var comparison, Operand right) ->
          operand(left, scope) + " " + comparison.symbol() + " " + operand(right, scope);
      case Predicate.OneOf(Operand operand, var literals) ->
          operand(operand, scope) + " in " + list(literals, this::literal);
      case Predicate.InWindow(Operand operand, Window window) ->
          operand(operand, scope) + " in " + window(window);
      case Predicate.Fits(Field field, var test, Literal.Text pattern) ->
          field(field, scope)
              + switch (test) {
                case STARTS_WITH -> ".startsWith(";
                case ENDS_WITH -> ".endsWith(";
                case CONTAINS -> ".contains(";
                case MATCHES -> ".matches(";
                case EQUALS_IGNORE_CASE -> ".equalsIgnoreCase(";
              }
              + string(pattern.value())
              + ")";
      case Predicate.HasMember(Literal.Text member, Field field) ->
          string(member.value()) + " in " + field(field, scope);
      case Predicate.HasMembers(Field field, var members, var values) ->
          field(field, scope)
              + (members == Predicate.Members.ANY ? ".containsAny(" : ".containsAll(")
              + list(values, this::literal)
              + ")";
      case Predicate.Near(Field field, Point centre, Distance distance) ->
          "near(" + field(field, scope) + ", " + point(centre) + ", '" + distance + "')";
      case Predicate.Inside(Field field, var corners) ->
          "inside("
              + field(field, scope)
              + ", "
              + list(corners, corner -> "[" + point(corner) + "]")
              + ")";
      case Predicate.Did(Selection selection) -> selection(selection);
    };
  }

  private String joined(
      List<Predicate> terms, String operator, Scope scope, Class<? extends Predicate> other) {
    return terms.stream()
        .map(term -> {
          String text = print(term, scope);
          // An operand of the same kind is a tree of its own; without parentheses it would be read
          // as one chain.
          boolean nested =
              term instanceof Predicate.Or
                  || (term instanceof Predicate.And && other == Predicate.Or.class);
          return nested ? "(" + text + ")" : text;
        })
        .collect(Collectors.joining(operator));
  }

  private String operandOfNot(Predicate term, Scope scope) {
    boolean atom =
        switch (term) {
          case Predicate.And _,
              Predicate.Or _,
              Predicate.Compares _,
              Predicate.ComparesMeasures _,
              Predicate.OneOf _,
              Predicate.InWindow _,
              Predicate.HasMember _,
              Predicate.Not _ ->
              false;
          default -> true;
        };
    return atom ? print(term, scope) : "(" + print(term, scope) + ")";
  }

  private String operand(Operand operand, Scope scope) {
    return switch (operand) {
      case Operand.OfField(Field field) -> field(field, scope);
      case Operand.SizeOf(Field field) -> "size(" + field(field, scope) + ")";
      case Operand.PartOf(Field field, Operand.DatePart part) ->
          field(field, scope) + "." + lower(part) + "()";
      case Operand.AnniversaryOf(Field field) -> field(field, scope) + ".anniversary()";
      case Operand.MeasureOf(Selection selection, Measure measure) ->
          selection(selection) + "." + measure(measure);
      case Operand.RatioOf(var dividend, var divisor) ->
          "ratio(" + operand(dividend, scope) + ", " + operand(divisor, scope) + ")";
    };
  }

  private String selection(Selection selection) {
    StringBuilder text = new StringBuilder("did(");
    text.append(
            selection.behaviours().stream()
                .map(name -> string(name.name()))
                .collect(Collectors.joining(", ")))
        .append(')');
    for (Step step : selection.steps()) {
      switch (step) {
        case Step.Where(Predicate condition) ->
            text.append(".where(").append(print(condition, Scope.EVENT)).append(')');
        case Step.Within(Window window) ->
            text.append(".within(").append(window(window)).append(')');
        case Step.Sequence sequence -> text.append(sequence(sequence));
      }
    }
    return text.toString();
  }

  private String sequence(Step.Sequence sequence) {
    String gap =
        switch (sequence.gap()) {
          case Step.Gap.AtMost(Span span) -> span(span);
          case Step.Gap.All() -> string(EventTranslator.ANY_GAP);
        };
    String equal =
        sequence.equal().isEmpty()
            ? ""
            : ", " + list(sequence.equal(), field -> field(field, Scope.EVENT));
    return "."
        + sequence.order().symbol()
        + "("
        + selection(sequence.other())
        + ", "
        + gap
        + equal
        + ")";
  }

  private static String measure(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> "count()";
      case Measure.OfProperty(Measure.Function function, Field property) ->
          lower(function) + "(" + field(property, Scope.EVENT) + ")";
      case Measure.CalendarUnits(Measure.CalendarUnit unit) -> lower(unit) + "()";
      case Measure.Nth(int n) -> "nth(" + n + ")";
      case Measure.First _ -> "first()";
      case Measure.Last _ -> "last()";
      case Measure.Per(Field property, Measure inner) ->
          "per(" + field(property, Scope.EVENT) + ")." + measure(inner);
    };
  }

  private String window(Window window) {
    return switch (window) {
      case Window.Last(Span span) -> "last(" + span(span) + ")";
      case Window.Ago(Span from, Span to) -> "ago(" + span(from) + ", " + span(to) + ")";
      case Window.Next(Span span) -> "next(" + span(span) + ")";
      case Window.Between(Literal.Time from, Literal.Time to) ->
          "between(" + literal(from) + ", " + literal(to) + ")";
      case Window.Since(Literal.Time from) -> "since(" + literal(from) + ")";
      case Window.Before(Literal.Time to) -> "before(" + literal(to) + ")";
      case Window.Calendar(Window.Period period, int offset) ->
          "calendar('" + lower(period) + "'" + (offset == 0 ? "" : ", " + offset) + ")";
    };
  }

  private String literal(Literal literal) {
    return switch (literal) {
      case Literal.Text(String value) -> string(value);
      case Literal.Decimal(BigDecimal value) -> number(value);
      case Literal.Bool(boolean value) -> String.valueOf(value);
      case Literal.Time(Literal.Anchor anchor, List<Literal.Shift> shifts) ->
          anchor(anchor)
              + shifts.stream()
                  .map(shift ->
                      (shift.direction() == Literal.Direction.LATER ? " + " : " - ")
                          + span(shift.span()))
                  .collect(Collectors.joining());
    };
  }

  private static String anchor(Literal.Anchor anchor) {
    return switch (anchor) {
      case Literal.Anchor.OnDate(var date) -> "date('" + date + "')";
      case Literal.Anchor.At(var instant) -> "timestamp('" + instant + "')";
      case Literal.Anchor.Now _ -> "now()";
    };
  }

  private static String field(Field field, Scope scope) {
    if (field.kind() == Field.Kind.OWN_INSTANT) {
      return "instant";
    }
    String name = field.name();
    boolean plain =
        IDENTIFIER.matcher(name).matches()
            && !RESERVED.contains(name)
            && !(scope == Scope.EVENT && name.equals("instant"));
    if (plain) {
      return name;
    }
    return (scope == Scope.CUSTOMER ? "customer[" : "event[") + string(name) + "]";
  }

  private static String point(Point point) {
    return number(point.latitude()) + ", " + number(point.longitude());
  }

  private static String span(Span span) {
    return "'" + span + "'";
  }

  private static String number(BigDecimal value) {
    // CEL reads whole numbers of 64 bits; larger ones are decimals with an exponent.
    boolean long64 = value.scale() > 0 || value.toBigInteger().bitLength() < Long.SIZE;
    return long64 ? value.toPlainString() : value.unscaledValue() + ".0e" + -value.scale();
  }

  private static String string(String value) {
    StringBuilder text = new StringBuilder("'");
    value
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '\'' -> text.append("\\'");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
              if (Character.isISOControl(point)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                text.appendCodePoint(point);
              }
            }
          }
        });
    return text.append('\'').toString();
  }

  private static <T> String list(List<? extends T> items, Function<T, String> print) {
    return items.stream().map(print).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
