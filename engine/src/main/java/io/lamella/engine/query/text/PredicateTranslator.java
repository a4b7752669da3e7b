package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Operand.DatePart;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.FieldTranslator.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Turns CEL's syntax tree into a predicate. A part at fault is reported and replaced by *nobody*,
/// so that the faults of all other parts are found too.
final class PredicateTranslator {
  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "_==_", Comparison.EQUAL,
          "_!=_", Comparison.NOT_EQUAL,
          "_<_", Comparison.LESS,
          "_<=_", Comparison.AT_MOST,
          "_>_", Comparison.GREATER,
          "_>=_", Comparison.AT_LEAST);

  private static final Map<String, Predicate.TextTest> TEXT_TESTS =
      Map.of(
          "startsWith", Predicate.TextTest.STARTS_WITH,
          "endsWith", Predicate.TextTest.ENDS_WITH,
          "contains", Predicate.TextTest.CONTAINS,
          "matches", Predicate.TextTest.MATCHES,
          "equalsIgnoreCase", Predicate.TextTest.EQUALS_IGNORE_CASE);

  private static final Map<String, Predicate.Quantifier> QUANTIFIERS =
      Map.of(
          "atLeast", Predicate.Quantifier.AT_LEAST,
          "atMost", Predicate.Quantifier.AT_MOST,
          "exactly", Predicate.Quantifier.EXACTLY);

  private static final Map<String, DatePart> PARTS =
      Map.of("month", DatePart.MONTH, "weekday", DatePart.WEEKDAY, "hour", DatePart.HOUR);

  private static final String ANNIVERSARY = "anniversary";

  private static final Map<String, String> NO_OPERATORS =
      Map.of("_?_:_", "?:", "_*_", "*", "_/_", "/", "_%_", "%", "_+_", "+", "_-_", "-", "-_", "-");

  private static final String SAMPLE = "sample(10, 'spring')";

  private final Source source;
  private final Faults faults;
  private final TimeTranslator times;
  private final LiteralTranslator literals;
  private final FieldTranslator fields;
  private final EventTranslator events;
  private final PlaceTranslator places;

  PredicateTranslator(Source source, Faults faults) {
    this.source = source;
    this.faults = faults;
    this.times = new TimeTranslator(source, faults);
    this.literals = new LiteralTranslator(source, faults, times);
    this.fields = new FieldTranslator(source, faults);
    this.events = new EventTranslator(source, times, fields, this);
    this.places = new PlaceTranslator(source, faults, literals, fields);
  }

  /// A condition on a customer.
  Predicate translate(CelExpr expr) {
    return translate(expr, Scope.CUSTOMER);
  }

  Predicate translate(CelExpr expr, Scope scope) {
    return source.place(read(expr, scope), expr);
  }

  private Predicate read(CelExpr expr, Scope scope) {
    return switch (expr.getKind()) {
      case IDENT -> new Predicate.IsTrue(fields.field(expr, scope));
      case CALL -> call(expr, scope);
      case CONSTANT ->
          fault(
              expr,
              "a condition is needed here, not a constant; everyone() and nobody() are all and none");
      case LIST -> fault(expr, "a list stands only behind in and as an argument");
      case MAP -> fault(expr, "maps are not part of the language");
      case STRUCT -> fault(expr, "structs are not part of the language");
      case SELECT ->
          fault(
              expr,
              "a dot stands only before a function; a name with a dot is written customer['a.b']");
      case NOT_SET, COMPREHENSION -> fault(expr, "not part of the language");
    };
  }

  private Predicate call(CelExpr expr, Scope scope) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    boolean method = expr.call().target().isPresent();
    if (COMPARISONS.containsKey(name)) {
      return compares(args.getFirst(), COMPARISONS.get(name), args.get(1), scope);
    }
    switch (name) {
      case "_&&_" -> {
        return new Predicate.And(chain(expr, name, scope));
      }
      case "_||_" -> {
        return new Predicate.Or(chain(expr, name, scope));
      }
      case "!_" -> {
        return new Predicate.Not(translate(args.getFirst(), scope));
      }
      case "@in", "_in_", "in" -> {
        return in(expr, args.getFirst(), args.get(1), scope);
      }
      case "_[_]" -> {
        return new Predicate.IsTrue(fields.field(expr, scope));
      }
      default -> {}
    }
    if (NO_OPERATORS.containsKey(name)) {
      return fault(
          expr, "the operator " + NO_OPERATORS.get(name) + " is not part of the language here");
    }
    if (Calls.isEvents(expr)) {
      return events.condition(expr, scope);
    }
    return method ? method(expr, scope) : function(expr, scope);
  }

  /// The operands of `a && b && …`, which CEL nests, in the order in which they are written.
  private List<Predicate> chain(CelExpr expr, String operator, Scope scope) {
    List<Predicate> terms = new ArrayList<>();
    for (CelExpr arg : Calls.args(expr)) {
      if (Calls.name(arg).equals(operator)) {
        terms.addAll(chain(arg, operator, scope));
      } else {
        terms.add(translate(arg, scope));
      }
    }
    return terms;
  }

  // ---- comparisons

  private Predicate compares(CelExpr left, Comparison comparison, CelExpr right, Scope scope) {
    if (LiteralTranslator.isLiteral(left) && !LiteralTranslator.isLiteral(right)) {
      return compares(right, comparison.flipped(), left, scope);
    }
    if (!LiteralTranslator.isLiteral(right)) {
      if (isMeasure(left) && isMeasure(right)) {
        return new Predicate.ComparesMeasures(
            operand(left, scope), comparison, operand(right, scope));
      }
      operand(left, scope);
      return fault(
          right,
          isMeasure(left)
              ? "a constant or a measure is needed here: a number, a time or did('viewed').count()"
              : "a constant is needed here: a number, a string, true, false or a time");
    }
    if (LiteralTranslator.isLiteral(left)) {
      return fault(left, "two constants are compared; one side is an attribute or a measure");
    }
    return new Predicate.Compares(operand(left, scope), comparison, literals.literal(right));
  }

  /// Whether it is a measure of events, or a ratio of two.
  private static boolean isMeasure(CelExpr expr) {
    return Calls.isEvents(expr) || Calls.isFunction(expr, "ratio");
  }

  private Predicate in(CelExpr expr, CelExpr left, CelExpr right, Scope scope) {
    if (right.getKind() == Kind.LIST) {
      return new Predicate.OneOf(operand(left, scope), literals.list(right));
    }
    if (TimeTranslator.isWindow(right)) {
      return new Predicate.InWindow(operand(left, scope), times.window(right));
    }
    if (Calls.string(left).isPresent()) {
      Literal.Text member = literals.text(left, "");
      return new Predicate.HasMember(member, fields.field(right, scope));
    }
    return fault(
        expr, "in needs a list, a window or, for a member of a set, the set: 'vip' in tags");
  }

  Operand operand(CelExpr expr, Scope scope) {
    return source.place(readOperand(expr, scope), expr);
  }

  private Operand readOperand(CelExpr expr, Scope scope) {
    if (Calls.isEvents(expr)) {
      return events.measure(expr, scope);
    }
    if (Calls.isFunction(expr, "ratio")) {
      return ratio(expr, scope);
    }
    if (Calls.isFunction(expr, "size")) {
      if (Calls.args(expr).size() == 1) {
        return new Operand.SizeOf(fields.field(Calls.args(expr).getFirst(), scope));
      }
      fault(expr, "size takes a set: size(tags) >= 2");
      return nothing();
    }
    if (Calls.isCall(expr)
        && expr.call().target().isPresent()
        && PARTS.containsKey(Calls.name(expr))) {
      if (!Calls.args(expr).isEmpty()) {
        fault(expr, Calls.name(expr) + " takes no argument");
      }
      return new Operand.PartOf(
          fields.field(expr.call().target().get(), scope),
          Objects.requireNonNull(PARTS.get(Calls.name(expr))));
    }
    if (Calls.isCall(expr)
        && expr.call().target().isPresent()
        && Calls.name(expr).equals(ANNIVERSARY)) {
      if (!Calls.args(expr).isEmpty()) {
        fault(expr, ANNIVERSARY + " takes no argument");
      }
      return new Operand.AnniversaryOf(fields.field(expr.call().target().get(), scope));
    }
    if (Calls.isCall(expr) && !FieldTranslator.isField(expr)) {
      unknown(expr);
      return nothing();
    }
    return new Operand.OfField(fields.field(expr, scope));
  }

  private Operand ratio(CelExpr expr, Scope scope) {
    List<CelExpr> args = Calls.args(expr);
    if (args.size() != 2 || !args.stream().allMatch(Calls::isEvents)) {
      fault(
          expr,
          "ratio takes two measures: ratio(did('purchase').count(), did('viewed').count()) >= 0.5");
      return nothing();
    }
    return new Operand.RatioOf(
        source.place(events.measure(args.getFirst(), scope), args.getFirst()),
        source.place(events.measure(args.get(1), scope), args.get(1)));
  }

  private static Operand nothing() {
    return new Operand.OfField(Field.named(""));
  }

  // ---- functions

  private Predicate function(CelExpr expr, Scope scope) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    switch (name) {
      case "everyone", "nobody" -> {
        if (!args.isEmpty()) {
          return fault(expr, name + " takes no argument: " + name + "()");
        }
        return name.equals("everyone") ? new Predicate.Everyone() : new Predicate.Nobody();
      }
      case "has" -> {
        return args.size() == 1
            ? new Predicate.Has(fields.field(args.getFirst(), scope))
            : fault(expr, "has takes one name: has(country)");
      }
      case "atLeast", "atMost", "exactly" -> {
        return quantified(expr, scope);
      }
      case "sample" -> {
        return scope == Scope.CUSTOMER
            ? sample(expr)
            : fault(expr, "sample is asked of customers, not of events");
      }
      case "top", "bottom" -> {
        return scope == Scope.CUSTOMER
            ? ranked(expr)
            : fault(expr, name + " is asked of customers, not of events");
      }
      case "ratio" -> {
        ratio(expr, scope);
        return fault(expr, "compare the ratio with a number: ratio(a, b) >= 0.5");
      }
      case "segment", "list" -> {
        return named(expr, scope);
      }
      case "near", "inside" -> {
        return name.equals("near") ? places.near(expr, scope) : places.inside(expr, scope);
      }
      case "size" -> {
        return fault(expr, "compare the size with a number: size(tags) >= 2");
      }
      default -> {
        if (TimeTranslator.isWindow(expr)) {
          return fault(expr, "a window stands behind in or inside within(…)");
        }
        if (TimeTranslator.isTime(expr)) {
          return fault(expr, "a time is compared with an attribute or a measure");
        }
        return unknown(expr);
      }
    }
  }

  private Predicate quantified(CelExpr expr, Scope scope) {
    List<CelExpr> args = Calls.args(expr);
    String name = Calls.name(expr);
    Optional<Long> count = args.size() == 2 ? Calls.whole(args.getFirst()) : Optional.empty();
    if (count.isEmpty() || args.get(1).getKind() != Kind.LIST) {
      return fault(
          expr, name + " takes a number and a list of conditions: " + name + "(2, [a, b, c])");
    }
    List<Predicate> terms = new ArrayList<>();
    for (CelExpr element : args.get(1).list().elements()) {
      terms.add(translate(element, scope));
    }
    return new Predicate.Quantified(
        Objects.requireNonNull(QUANTIFIERS.get(name)),
        Math.clamp(count.get(), Integer.MIN_VALUE, Integer.MAX_VALUE),
        terms);
  }

  private Predicate ranked(CelExpr expr) {
    List<CelExpr> args = Calls.args(expr);
    String name = Calls.name(expr);
    if (args.size() != 2) {
      return fault(
          expr,
          name
              + " takes a percentage and a number or a measure: "
              + name
              + "(5, did('purchase').sum(amount))");
    }
    return new Predicate.Ranked(
        name.equals("top") ? Predicate.End.TOP : Predicate.End.BOTTOM,
        percent(args.getFirst(), name + "(5, age)"),
        operand(args.get(1), Scope.CUSTOMER));
  }

  private Predicate sample(CelExpr expr) {
    List<CelExpr> args = Calls.args(expr);
    if (args.size() < 2 || args.size() > 3) {
      return fault(
          expr,
          "sample takes percents and a salt: sample(10, 'spring') or sample(10, 20, 'spring')");
    }
    BigDecimal from = args.size() == 3 ? percent(args.getFirst(), SAMPLE) : BigDecimal.ZERO;
    BigDecimal to = percent(args.get(args.size() - 2), SAMPLE);
    Literal.Text salt = literals.text(args.getLast(), "the salt is a string: sample(10, 'spring')");
    return new Predicate.Sample(from, to, salt.value());
  }

  private Predicate named(CelExpr expr, Scope scope) {
    String function = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    Optional<String> name = args.size() == 1 ? Calls.string(args.getFirst()) : Optional.empty();
    if (name.isEmpty()) {
      return fault(
          expr,
          function.equals("segment")
              ? "segment takes one name, a string: segment('VIP')"
              : "list takes one name, a string: list('newsletter')");
    }
    if (scope == Scope.EVENT) {
      return fault(expr, function + " is asked of customers, not of events");
    }
    return function.equals("segment")
        ? new Predicate.InSegment(name.get())
        : new Predicate.InList(name.get());
  }

  private BigDecimal percent(CelExpr expr, String example) {
    if (LiteralTranslator.isLiteral(expr)
        && literals.literal(expr) instanceof Literal.Decimal(BigDecimal value)) {
      return value;
    }
    fault(expr, "a percentage is a number: " + example);
    return BigDecimal.ONE;
  }

  // ---- methods

  private Predicate method(CelExpr expr, Scope scope) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    CelExpr target = expr.call().target().orElseThrow();
    if (TEXT_TESTS.containsKey(name)) {
      String example = name + " takes one string: email." + name + "('example')";
      if (args.size() != 1) {
        return fault(expr, example);
      }
      return new Predicate.Fits(
          fields.field(target, scope),
          Objects.requireNonNull(TEXT_TESTS.get(name)),
          literals.text(args.getFirst(), example));
    }
    if (name.equals("containsAny") || name.equals("containsAll")) {
      return hasMembers(expr, target, scope);
    }
    if (PARTS.containsKey(name)) {
      return fault(expr, "compare the " + name + " with a number: birthday.month() == 5");
    }
    if (name.equals(ANNIVERSARY)) {
      return fault(expr, "an anniversary lies in a window: birthday.anniversary() in next('7d')");
    }
    return unknown(expr);
  }

  private Predicate hasMembers(CelExpr expr, CelExpr target, Scope scope) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    String example = name + " takes a list of strings: tags." + name + "(['vip', 'new'])";
    if (args.size() != 1 || args.getFirst().getKind() != Kind.LIST) {
      return fault(expr, example);
    }
    List<Literal.Text> values = new ArrayList<>();
    for (CelExpr element : args.getFirst().list().elements()) {
      values.add(literals.text(element, example));
    }
    return new Predicate.HasMembers(
        fields.field(target, scope),
        name.equals("containsAny") ? Predicate.Members.ANY : Predicate.Members.ALL,
        values);
  }

  // ---- faults

  /// Reports a function that is not there, or not there where it stands.
  Predicate unknown(CelExpr expr) {
    return fault(expr, Functions.unknown(Calls.name(expr)));
  }

  Predicate fault(CelExpr at, String message) {
    source.fault(faults, at, message);
    return new Predicate.Nobody();
  }
}
