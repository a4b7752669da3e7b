package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.LocatedOperand;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Suggestion;
import io.lamella.engine.query.UnknownNames;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Checks a predicate against a catalogue: names, types, limits, and what no tree may say, whether
/// it came as text or was built by hand. Finds every fault.
public final class Checker {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int MAX_PERCENT_DECIMALS = 4;

  private final Catalog catalog;
  private final Definitions definitions;
  private final FaultList faults;

  /// Saved segments that were looked at: what is wrong in one is told once.
  private final Set<String> segments;

  private final TypeRules types;
  private final WindowRules windows;
  private final MeasureRules measures;
  private final PlaceRules places;

  private Checker(
      Catalog catalog, Definitions definitions, FaultList faults, Set<String> segments) {
    this.catalog = catalog;
    this.definitions = definitions;
    this.faults = faults;
    this.segments = segments;
    this.windows = new WindowRules(faults);
    this.types = new TypeRules(faults, windows);
    this.measures = new MeasureRules(faults);
    this.places = new PlaceRules(faults);
  }

  /// Every fault where nothing is kept under names; see the other form.
  public static List<Fault> check(Located located, Catalog catalog, Limits limits) {
    return check(located, catalog, Definitions.NONE, limits);
  }

  /// Every fault, in the order of the tree; empty if there is none. What is wrong in a saved
  /// segment is told at the place of its name.
  ///
  /// @param definitions the saved segments and lists that may be named
  public static List<Fault> check(
      Located located, Catalog catalog, Definitions definitions, Limits limits) {
    var faults = new FaultList(located.locator());
    if (!TreeSize.check(located.predicate(), definitions, limits, faults)) {
      return faults.list();
    }
    new Checker(catalog, definitions, faults, new HashSet<>())
        .check(located.predicate(), Scope.CUSTOMER);
    return faults.list();
  }

  /// Every fault of an operand that is to be a number of a customer.
  public static List<Fault> checkNumber(LocatedOperand located, Catalog catalog, Limits limits) {
    var faults = new FaultList(located.locator());
    Operand operand = located.operand();
    // Limits are those of a condition on it.
    var condition = new Predicate.Ranked(Predicate.End.TOP, HUNDRED, operand);
    if (TreeSize.check(condition, Definitions.NONE, limits, faults)) {
      var checker = new Checker(catalog, Definitions.NONE, faults, new HashSet<>());
      checker
          .operand(operand, Scope.CUSTOMER)
          .ifPresent(value -> checker.measures.isNumber(operand, value));
    }
    return faults.list();
  }

  /// Which limit a predicate passes, if it passes one: `too large; the limit is 1024 nodes`.
  public static Optional<String> sizeFault(
      Predicate predicate, Definitions definitions, Limits limits) {
    var faults = new FaultList(part -> "");
    boolean _ = TreeSize.check(predicate, definitions, limits, faults);
    return faults.list().stream().map(Fault::message).findFirst();
  }

  /// Whether a predicate is within the limits, whatever its names stand for: one fault if it is
  /// not.
  public static List<Fault> checkSize(Located located, Limits limits) {
    var faults = new FaultList(located.locator());
    TreeSize.check(located.predicate(), Definitions.NONE, limits, faults);
    return faults.list();
  }

  /// What names stand for.
  private enum Scope {
    CUSTOMER,
    EVENT
  }

  private void check(Predicate predicate, Scope scope) {
    switch (predicate) {
      case Predicate.Everyone _, Predicate.Nobody _ -> {}
      case Predicate.And(var terms) -> checkAll(terms, scope);
      case Predicate.Or(var terms) -> checkAll(terms, scope);
      case Predicate.Not(var term) -> check(term, scope);
      case Predicate.Quantified quantified -> {
        int count = quantified.count();
        int terms = quantified.terms().size();
        if (terms == 0) {
          faults.add(predicate, "a list of conditions is needed: atLeast(2, [a, b, c])");
        } else if (count < 0 || count > terms) {
          faults.add(
              predicate, "the number lies between 0 and the " + terms + " conditions: " + count);
        }
        checkAll(quantified.terms(), scope);
      }
      case Predicate.Sample sample -> checkSample(sample, scope);
      case Predicate.InSegment inSegment -> checkSegment(inSegment, scope);
      case Predicate.InList inList -> checkList(inList, scope);
      case Predicate.Ranked ranked -> checkRanked(ranked, scope);
      case Predicate.Has(Field field) -> type(field, scope);
      case Predicate.IsTrue(Field field) ->
          type(field, scope).ifPresent(type -> types.isTrue(field, type));
      case Predicate.Compares(Operand operand, var comparison, Literal literal) ->
          operand(operand, scope).ifPresent(value -> types.compares(value, comparison, literal));
      case Predicate.ComparesMeasures(Operand left, var _, Operand right) -> {
        Optional<TypeRules.Value> leftValue = operand(left, scope);
        Optional<TypeRules.Value> rightValue = operand(right, scope);
        if (measures.areComparable(left, right) && leftValue.isPresent()) {
          rightValue.ifPresent(value -> types.comparesMeasures(leftValue.get(), value));
        }
      }
      case Predicate.OneOf(Operand operand, var literals) ->
          operand(operand, scope).ifPresent(value -> types.oneOf(value, literals));
      case Predicate.InWindow(Operand operand, var window) -> {
        windows.check(window);
        if (operand instanceof Operand.AnniversaryOf) {
          windows.checkDays(window);
        }
        operand(operand, scope).ifPresent(value -> types.inWindow(value, window));
      }
      case Predicate.Fits(Field field, var test, Literal.Text pattern) ->
          type(field, scope).ifPresent(type -> types.fits(field, type, test, pattern));
      case Predicate.HasMember(Literal.Text _, Field field) ->
          type(field, scope).ifPresent(type -> types.isSet(field, type));
      case Predicate.HasMembers(Field field, var _, var _) ->
          type(field, scope).ifPresent(type -> types.isSet(field, type));
      case Predicate.Near near -> {
        type(near.field(), scope).ifPresent(type -> types.isLocation(near.field(), type));
        places.check(near);
      }
      case Predicate.Inside inside -> {
        type(inside.field(), scope).ifPresent(type -> types.isLocation(inside.field(), type));
        places.check(inside);
      }
      case Predicate.Did(Selection selection) -> checkSelection(selection, scope, predicate);
    }
  }

  private void checkAll(List<Predicate> terms, Scope scope) {
    terms.forEach(term -> check(term, scope));
  }

  private void checkSegment(Predicate.InSegment inSegment, Scope scope) {
    String name = inSegment.name();
    if (scope == Scope.EVENT) {
      faults.add(inSegment, "segment is asked of customers, not of events");
    }
    Optional<Located> saved = definitions.segment(name);
    if (saved.isEmpty()) {
      faults.add(inSegment, UnknownNames.message("segment", name, definitions.segments().keySet()));
    } else if (segments.add(name)) {
      var within = new FaultList(saved.get().locator());
      new Checker(catalog, definitions, within, segments)
          .check(saved.get().predicate(), Scope.CUSTOMER);
      within.list().forEach(fault -> faults.add(inSegment, SegmentPlaces.within(name, fault)));
    }
  }

  private void checkList(Predicate.InList inList, Scope scope) {
    if (scope == Scope.EVENT) {
      faults.add(inList, "list is asked of customers, not of events");
    }
    if (definitions.list(inList.name()).isEmpty()) {
      faults.add(inList, UnknownNames.message("list", inList.name(), definitions.lists().keySet()));
    }
  }

  private void checkSample(Predicate.Sample sample, Scope scope) {
    if (scope == Scope.EVENT) {
      faults.add(sample, "sample is asked of customers, not of events");
    }
    BigDecimal from = sample.fromPercent();
    BigDecimal to = sample.toPercent();
    if (from.signum() < 0 || from.compareTo(to) >= 0 || to.compareTo(HUNDRED) > 0) {
      faults.add(
          sample, "percents of a sample are 0 <= from < to <= 100: sample(10, 20, 'spring')");
    } else if (decimals(from) > MAX_PERCENT_DECIMALS || decimals(to) > MAX_PERCENT_DECIMALS) {
      faults.add(sample, "percents of a sample have at most 4 decimals: sample(0.0001, 'spring')");
    }
  }

  private void checkRanked(Predicate.Ranked ranked, Scope scope) {
    if (scope == Scope.EVENT) {
      faults.add(ranked, "top and bottom are asked of customers, not of events");
      return;
    }
    BigDecimal percent = ranked.percent();
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
      faults.add(ranked, "a percentage of a ranking is above 0 and at most 100: top(5, age)");
    }
    operand(ranked.by(), scope).ifPresent(value -> measures.mayRank(ranked.by(), value));
  }

  private static int decimals(BigDecimal number) {
    return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
  }

  // ---- operands

  private Optional<TypeRules.Value> operand(Operand operand, Scope scope) {
    return switch (operand) {
      case Operand.OfField(Field field) ->
          type(field, scope).map(type -> new TypeRules.Value(operand, field.name(), type));
      case Operand.SizeOf(Field field) ->
          type(field, scope)
              .filter(type -> types.isSet(field, type))
              .map(type ->
                  new TypeRules.Value(operand, "size(" + field.name() + ")", ValueType.NUMBER));
      case Operand.PartOf(Field field, var part) ->
          type(field, scope)
              .filter(type -> types.isTime(field, type))
              .map(type ->
                  new TypeRules.Value(
                      operand,
                      field.name() + "." + part.name().toLowerCase(Locale.ROOT) + "()",
                      ValueType.NUMBER));
      case Operand.AnniversaryOf(Field field) ->
          type(field, scope)
              .filter(type -> types.isTime(field, type))
              .map(_ ->
                  new TypeRules.Value(operand, field.name() + ".anniversary()", ValueType.DATE));
      case Operand.MeasureOf(Selection selection, Measure measure) -> {
        checkSelection(selection, scope, operand);
        yield measure(operand, measure);
      }
      case Operand.RatioOf(Operand.MeasureOf dividend, Operand.MeasureOf divisor) -> {
        // Both are looked at, so that the faults of both are told.
        boolean isDividend = isNumber(dividend, scope);
        boolean isDivisor = isNumber(divisor, scope);
        yield isDividend && isDivisor
            ? Optional.of(new TypeRules.Value(operand, "the ratio", ValueType.NUMBER))
            : Optional.empty();
      }
    };
  }

  /// Whether one of a ratio's measures is a number; if not, a fault says so.
  private boolean isNumber(Operand.MeasureOf part, Scope scope) {
    return operand(part, scope).filter(value -> measures.mayBeInRatio(part, value)).isPresent();
  }

  private Optional<TypeRules.Value> measure(Operand operand, Measure measure) {
    return switch (measure) {
      case Measure.Count _, Measure.CalendarUnits _ ->
          Optional.of(new TypeRules.Value(operand, "the measure", ValueType.NUMBER));
      case Measure.First _, Measure.Last _ ->
          Optional.of(new TypeRules.Value(operand, "the measure", ValueType.INSTANT));
      case Measure.Nth(int n) -> {
        if (n < 1) {
          faults.add(measure, "nth takes a whole number from 1: .nth(2)");
        }
        yield Optional.of(new TypeRules.Value(operand, "the measure", ValueType.INSTANT));
      }
      case Measure.OfProperty(Measure.Function function, Field property) -> {
        if (property.kind() == Field.Kind.OWN_INSTANT) {
          faults.add(
              property,
              "a measure is of a property; the event's own instant has first(), last() and nth(n)");
          yield Optional.empty();
        }
        Optional<ValueType> type = type(property, Scope.EVENT);
        yield type.flatMap(found -> types.measured(operand, function, property, found));
      }
      case Measure.Per(Field property, Measure inner) -> {
        boolean known =
            measures.isPer(measure, property, inner)
                && type(property, Scope.EVENT)
                    .filter(type -> measures.hasSingleValues(property, type))
                    .isPresent();
        yield known ? measure(operand, inner) : Optional.empty();
      }
    };
  }

  // ---- selections

  private void checkSelection(Selection selection, Scope scope, Object at) {
    if (scope == Scope.EVENT) {
      faults.add(at, "did stands outside where: a condition inside is about one event alone");
    }
    for (Selection.BehaviourName name : selection.behaviours()) {
      if (!catalog.behaviours().containsKey(name.name())) {
        faults.add(
            name,
            "unknown behaviour '"
                + name.name()
                + "'"
                + Suggestion.didYouMean(name.name(), catalog.behaviours().keySet()));
      }
    }
    for (Step step : selection.steps()) {
      switch (step) {
        case Step.Where(Predicate condition) -> check(condition, Scope.EVENT);
        case Step.Within(var window) -> windows.check(window);
        case Step.Sequence sequence -> checkSequence(sequence);
      }
    }
  }

  private void checkSequence(Step.Sequence sequence) {
    checkSelection(sequence.other(), Scope.CUSTOMER, sequence);
    if (sequence.gap() instanceof Step.Gap.AtMost(Span span)) {
      windows.check(span, span);
    }
    for (Field property : sequence.equal()) {
      if (property.kind() == Field.Kind.OWN_INSTANT) {
        faults.add(
            property,
            "properties are compared here; how far apart events are is what the gap says");
      } else {
        type(property, Scope.EVENT);
      }
    }
  }

  // ---- names

  private Optional<ValueType> type(Field field, Scope scope) {
    if (field.kind() == Field.Kind.OWN_INSTANT) {
      if (scope == Scope.EVENT) {
        return Optional.of(ValueType.INSTANT);
      }
      faults.add(field, "an event's own instant stands inside where");
      return Optional.empty();
    }
    SortedMap<String, ValueType> known =
        scope == Scope.CUSTOMER ? catalog.attributes() : catalog.properties();
    ValueType type = known.get(field.name());
    if (type == null) {
      faults.add(
          field,
          (scope == Scope.CUSTOMER ? "unknown attribute '" : "unknown property '")
              + field.name()
              + "'"
              + Suggestion.didYouMean(field.name(), known.keySet()));
    }
    return Optional.ofNullable(type);
  }
}
