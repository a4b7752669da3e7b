package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.text.FieldTranslator.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads `did(…)` with its steps and measures.
final class EventTranslator {
  private static final Map<String, Measure.Function> FUNCTIONS =
      Map.of(
          "sum", Measure.Function.SUM,
          "avg", Measure.Function.AVG,
          "min", Measure.Function.MIN,
          "max", Measure.Function.MAX,
          "distinct", Measure.Function.DISTINCT);

  private static final Set<String> PLAIN =
      Set.of("count", "days", "weeks", "months", "first", "last", "nth");

  private static final Map<String, Step.Order> ORDERS =
      Arrays.stream(Step.Order.values())
          .collect(Collectors.toUnmodifiableMap(Step.Order::symbol, order -> order));

  private static final Set<String> STEPS =
      Stream.concat(Stream.of("where", "within"), ORDERS.keySet().stream())
          .collect(Collectors.toUnmodifiableSet());

  /// The gap that has no limit.
  static final String ANY_GAP = "all";

  private static final Selection SOME =
      new Selection(List.of(new Selection.BehaviourName("")), List.of());

  private final Source source;
  private final TimeTranslator times;
  private final FieldTranslator fields;
  private final PredicateTranslator predicates;

  EventTranslator(
      Source source, TimeTranslator times, FieldTranslator fields, PredicateTranslator predicates) {
    this.source = source;
    this.times = times;
    this.fields = fields;
    this.predicates = predicates;
  }

  /// A selection that stands alone: at least one event.
  Predicate condition(CelExpr expr, Scope scope) {
    if (isMeasure(Calls.name(expr)) && expr.call().target().isPresent()) {
      measure(expr, scope);
      return predicates.fault(
          expr,
          "compare the measure with a number or an instant: ." + Calls.name(expr) + "(…) >= 2");
    }
    return new Predicate.Did(selection(expr, scope));
  }

  /// A selection with its measure.
  Operand.MeasureOf measure(CelExpr expr, Scope scope) {
    String name = Calls.name(expr);
    if (name.equals("per") && expr.call().target().isPresent()) {
      predicates.fault(expr, "per needs a measure behind it: .per(invoice).sum(amount) >= 1000");
      return new Operand.MeasureOf(SOME, new Measure.Count());
    }
    if (expr.call().target().isEmpty() || STEPS.contains(name)) {
      selection(expr, scope);
      predicates.fault(expr, "what is compared needs a measure: did('purchase').count() >= 2");
      return new Operand.MeasureOf(SOME, new Measure.Count());
    }
    if (!isMeasure(name)) {
      predicates.unknown(expr);
      return new Operand.MeasureOf(SOME, new Measure.Count());
    }
    CelExpr target = expr.call().target().get();
    Measure measure = source.place(read(expr), expr);
    if (Calls.name(target).equals("per")) {
      return per(target, measure, scope);
    }
    return new Operand.MeasureOf(selection(target, scope), measure);
  }

  /// `per(invoice)` stands between the selection and its measure.
  private Operand.MeasureOf per(CelExpr per, Measure measure, Scope scope) {
    List<CelExpr> args = Calls.args(per);
    if (args.size() != 1) {
      predicates.fault(per, "per takes a property: .per(invoice).sum(amount) >= 1000");
      return new Operand.MeasureOf(SOME, measure);
    }
    var taken = new Measure.Per(fields.field(args.getFirst(), Scope.EVENT), measure);
    return new Operand.MeasureOf(
        selection(per.call().target().orElseThrow(), scope), source.place(taken, per));
  }

  private Measure read(CelExpr expr) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    if (FUNCTIONS.containsKey(name)) {
      if (args.size() == 1) {
        return new Measure.OfProperty(
            Objects.requireNonNull(FUNCTIONS.get(name)),
            fields.field(args.getFirst(), Scope.EVENT));
      }
      predicates.fault(expr, name + " takes a property: ." + name + "(amount)");
      return new Measure.Count();
    }
    if (name.equals("nth")) {
      Optional<Long> n = args.size() == 1 ? Calls.whole(args.getFirst()) : Optional.empty();
      if (n.isEmpty() || n.get() < 1 || n.get() > Integer.MAX_VALUE) {
        predicates.fault(expr, "nth takes a whole number from 1: .nth(2)");
      }
      return new Measure.Nth(Math.clamp(n.orElse(1L), 1, Integer.MAX_VALUE));
    }
    if (!args.isEmpty()) {
      predicates.fault(expr, name + " takes no argument: ." + name + "()");
    }
    return switch (name) {
      // A new object each time: places are known by identity.
      case "first" -> new Measure.First();
      case "last" -> new Measure.Last();
      case "days" -> new Measure.CalendarUnits(Measure.CalendarUnit.DAYS);
      case "weeks" -> new Measure.CalendarUnits(Measure.CalendarUnit.WEEKS);
      case "months" -> new Measure.CalendarUnits(Measure.CalendarUnit.MONTHS);
      default -> new Measure.Count();
    };
  }

  private static boolean isMeasure(String name) {
    return FUNCTIONS.containsKey(name) || PLAIN.contains(name);
  }

  private Selection selection(CelExpr expr, Scope scope) {
    List<CelExpr> chain = new ArrayList<>();
    CelExpr at = expr;
    while (at.call().target().isPresent()) {
      chain.addFirst(at);
      at = at.call().target().get();
    }
    if (scope == Scope.EVENT) {
      predicates.fault(at, "did stands outside where: a condition inside is about one event alone");
    }
    List<Step> steps = new ArrayList<>();
    for (CelExpr step : chain) {
      step(step).ifPresent(read -> steps.add(source.place(read, step)));
    }
    return new Selection(behaviours(at), steps);
  }

  private List<Selection.BehaviourName> behaviours(CelExpr did) {
    List<Selection.BehaviourName> names = new ArrayList<>();
    for (CelExpr arg : Calls.args(did)) {
      Optional<String> name = Calls.string(arg);
      if (name.isEmpty()) {
        predicates.fault(arg, "did takes names of behaviours: did('opened', 'clicked')");
      }
      names.add(source.place(new Selection.BehaviourName(name.orElse("")), arg));
    }
    if (names.isEmpty()) {
      predicates.fault(did, "did takes the name of a behaviour: did('purchase')");
      names.add(new Selection.BehaviourName(""));
    }
    return names;
  }

  private Optional<Step> step(CelExpr expr) {
    String name = Calls.name(expr);
    List<CelExpr> args = Calls.args(expr);
    switch (name) {
      case "where" -> {
        if (args.size() == 1) {
          return Optional.of(new Step.Where(predicates.translate(args.getFirst(), Scope.EVENT)));
        }
        predicates.fault(expr, "where takes one condition: .where(category == 'skincare')");
      }
      case "within" -> {
        if (args.size() == 1) {
          return Optional.of(new Step.Within(times.window(args.getFirst())));
        }
        predicates.fault(expr, "within takes one window: .within(last('14d'))");
      }
      case "followedBy", "notFollowedBy", "precededBy", "notPrecededBy" -> {
        return Optional.of(sequence(expr));
      }
      default -> {
        if (isMeasure(name)) {
          predicates.fault(expr, "a measure comes last, behind every step");
        } else if (name.equals("per")) {
          predicates.fault(
              expr, "per stands once, right before the measure: .per(invoice).sum(amount)");
        } else {
          predicates.unknown(expr);
        }
      }
    }
    return Optional.empty();
  }

  // ---- sequences

  private Step sequence(CelExpr expr) {
    List<CelExpr> args = Calls.args(expr);
    String name = Calls.name(expr);
    if (args.size() < 2 || args.size() > 3) {
      predicates.fault(
          expr,
          name
              + " takes a selection, a gap and perhaps properties: ."
              + name
              + "(did('purchase'), '4h') or ."
              + name
              + "(did('purchase'), '4h', [sku])");
    }
    Selection other = args.isEmpty() ? SOME : other(args.getFirst(), name);
    Step.Gap gap = args.size() < 2 ? new Step.Gap.All() : gap(args.get(1));
    List<Field> equal = args.size() < 3 ? List.of() : equal(args.get(2), name);
    return new Step.Sequence(Objects.requireNonNull(ORDERS.get(name)), other, gap, equal);
  }

  private Selection other(CelExpr expr, String name) {
    if (!Calls.isEvents(expr)) {
      predicates.fault(
          expr, name + " takes a selection first: ." + name + "(did('purchase'), '4h')");
      return SOME;
    }
    if (expr.call().target().isPresent() && isMeasure(Calls.name(expr))) {
      predicates.fault(expr, name + " takes a selection without a measure: did('purchase')");
      return SOME;
    }
    return source.place(selection(expr, Scope.CUSTOMER), expr);
  }

  private Step.Gap gap(CelExpr expr) {
    if (Calls.string(expr).filter(ANY_GAP::equals).isPresent()) {
      return new Step.Gap.All();
    }
    return new Step.Gap.AtMost(times.span(expr, "; a gap of any length is '" + ANY_GAP + "'"));
  }

  private List<Field> equal(CelExpr expr, String name) {
    if (expr.getKind() != Kind.LIST || expr.list().elements().isEmpty()) {
      predicates.fault(
          expr,
          "properties that are equal on both events are listed, one or more: ."
              + name
              + "(did('purchase'), '4h', [sku])");
      return List.of();
    }
    List<Field> equal = new ArrayList<>();
    for (CelExpr element : expr.list().elements()) {
      equal.add(fields.field(element, Scope.EVENT));
    }
    return equal;
  }
}
