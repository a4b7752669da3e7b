package io.lamella.engine.plan;

import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Notice;
import io.lamella.engine.catalog.CustomerHash;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.LocatedOperand;
import io.lamella.engine.query.Locator;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a checked predicate into a plan. Pure: the same predicate, statistics and instant give the
/// same plan. Confined to one thread.
public final class Planner {

  /// A plan and what the planner noticed.
  public record Planned(Plan plan, List<Fault> warnings) {}

  /// One condition of a tree that is no tree of conditions itself.
  ///
  /// @param known who has the value that it is about, where it is about a value that may be missing
  /// @param events the events it is about, if it is about events
  /// @param attribute the attribute it is about, if it is about one
  public record Clause(
      Plan plan,
      Optional<Plan> known,
      Optional<Plan.Events> events,
      Optional<String> attribute,
      List<Notice> notices) {
    public Clause {
      notices = List.copyOf(notices);
    }
  }

  /// What a count warns about, too.
  private static final Set<Notice.Kind> WARNINGS =
      EnumSet.of(
          Notice.Kind.UNKNOWN_VALUE, Notice.Kind.EMPTY_WINDOW, Notice.Kind.WINDOW_BEYOND_RETENTION);

  private final Statistics statistics;
  private final Clock clock;
  private final NoticeList notices;

  /// Plans of saved segments, shared with the planners of what these are made of.
  private final Map<String, Plan> segments;

  private final Plans plans;
  private final AttributePlanner attributes;
  private final EventPlanner events;
  private final QuantityPlanner quantities;

  private Planner(Statistics statistics, Clock clock, NoticeList notices) {
    this(statistics, clock, notices, new HashMap<>());
  }

  private Planner(
      Statistics statistics, Clock clock, NoticeList notices, Map<String, Plan> segments) {
    this.statistics = statistics;
    this.clock = clock;
    this.notices = notices;
    this.segments = segments;
    this.plans = new Plans(statistics.population());
    var tests = new ValueTests(clock, notices);
    this.attributes = new AttributePlanner(statistics, clock, notices, tests);
    this.events = new EventPlanner(statistics, clock, notices, tests, plans);
    this.quantities = new QuantityPlanner(statistics, clock, notices, events, plans);
  }

  /// Plans a predicate that the [Checker] found no fault in.
  ///
  /// @param nowMillis the query's instant
  public static Planned plan(Located located, Statistics statistics, long nowMillis) {
    var notices = new NoticeList(located.locator());
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    Plan plan = new Planner(statistics, clock, notices).plan(located.predicate());
    return new Planned(plan, warnings(notices));
  }

  /// Plans saved segments that the [Checker] found no fault in, each once however many of the
  /// others name it.
  ///
  /// @return in the order of the names
  public static List<Plan> segments(List<String> names, Statistics statistics, long nowMillis) {
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    var planner = new Planner(statistics, clock, new NoticeList(part -> ""));
    return names.stream().map(name -> planner.segment(new Predicate.InSegment(name))).toList();
  }

  /// A number of a customer, ready to be worked out, and what the planner noticed.
  public record PlannedNumber(Plan.RankedBy number, List<Fault> warnings) {}

  /// Plans an operand that the [Checker] found to be a number.
  public static PlannedNumber number(
      LocatedOperand located, Statistics statistics, long nowMillis) {
    var notices = new NoticeList(located.locator());
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    Plan.RankedBy number =
        located.operand() instanceof Operand.OfField(var field)
            ? new Plan.RankedBy.OfAttribute(field.name())
            : new Plan.RankedBy.OfQuantity(
                new Planner(statistics, clock, notices).quantities.quantity(located.operand()));
    return new PlannedNumber(number, warnings(notices));
  }

  private static List<Fault> warnings(NoticeList notices) {
    return notices.list().stream()
        .filter(notice -> WARNINGS.contains(notice.kind()))
        .map(Notice::fault)
        .distinct()
        .toList();
  }

  /// The plan of all customers.
  public static Plan everyone(Statistics statistics) {
    return new Plans(statistics.population()).everyone();
  }

  /// What a customer has of a measure, none that is taken per value, that the [Checker] found no
  /// fault in.
  public static Quantity.OfEvents quantity(
      Operand.MeasureOf measured, Statistics statistics, long nowMillis) {
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    return new Planner(statistics, clock, new NoticeList(part -> "")).quantities.taken(measured);
  }

  /// Plans each condition of a tree by itself, in the order in which they stand.
  public static List<Clause> clauses(Located located, Statistics statistics, long nowMillis) {
    var clock = new Clock(nowMillis, statistics.catalog().settings());
    List<Clause> clauses = new ArrayList<>();
    addClauses(located.predicate(), located.locator(), statistics, clock, clauses);
    return clauses;
  }

  private static void addClauses(
      Predicate predicate,
      Locator locator,
      Statistics statistics,
      Clock clock,
      List<Clause> clauses) {
    List<Predicate> terms = Terms.of(predicate);
    terms.forEach(term -> addClauses(term, locator, statistics, clock, clauses));
    if (terms.isEmpty()) {
      var notices = new NoticeList(locator);
      var planner = new Planner(statistics, clock, notices);
      clauses.add(
          new Clause(
              planner.plan(predicate),
              planner.known(predicate),
              selection(predicate).map(planner.events.selections()::events),
              attribute(predicate),
              notices.list()));
    }
  }

  /// The events that a condition is about; of two measures, those of the first.
  private static Optional<Selection> selection(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Did(Selection selection) -> Optional.of(selection);
      case Predicate.Compares(Operand operand, var _, var _) -> selection(operand);
      case Predicate.ComparesMeasures(Operand left, var _, var _) -> selection(left);
      case Predicate.Ranked(var _, var _, Operand by) -> selection(by);
      case Predicate.OneOf(Operand operand, var _) -> selection(operand);
      case Predicate.InWindow(Operand operand, var _) -> selection(operand);
      default -> Optional.empty();
    };
  }

  private static Optional<Selection> selection(Operand operand) {
    return switch (operand) {
      case Operand.MeasureOf(Selection selection, var _) -> Optional.of(selection);
      case Operand.RatioOf(var dividend, var _) -> Optional.of(dividend.selection());
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ ->
          Optional.empty();
    };
  }

  private static Optional<String> attribute(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Ranked(var _, var _, Operand.OfField(var field)) -> Optional.of(field.name());
      case Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Compares _,
          Predicate.OneOf _,
          Predicate.InWindow _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _,
          Predicate.Near _,
          Predicate.Inside _ ->
          selection(predicate).isPresent()
              ? Optional.empty()
              : Optional.of(Fields.of(predicate).name());
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.And _,
          Predicate.Or _,
          Predicate.Not _,
          Predicate.Quantified _,
          Predicate.Sample _,
          Predicate.Ranked _,
          Predicate.InSegment _,
          Predicate.InList _,
          Predicate.Did _,
          Predicate.ComparesMeasures _ ->
          Optional.empty();
    };
  }

  private Optional<Plan> known(Predicate predicate) {
    return switch (predicate) {
      case Predicate.ComparesMeasures compares -> quantities.known(compares);
      case Predicate.Ranked ranked ->
          Optional.of(
              ranked.by() instanceof Operand.OfField(var field)
                  ? attributes.known(new Predicate.Has(field))
                  : quantities.knownOf(ranked));
      case Predicate.Compares(Operand operand, var _, var _) -> known(operand, predicate);
      case Predicate.OneOf(Operand operand, var _) -> known(operand, predicate);
      case Predicate.InWindow(Operand operand, var _) -> known(operand, predicate);
      case Predicate.IsTrue _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _,
          Predicate.Near _,
          Predicate.Inside _ ->
          Optional.of(attributes.known(predicate));
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.And _,
          Predicate.Or _,
          Predicate.Not _,
          Predicate.Quantified _,
          Predicate.Sample _,
          Predicate.InSegment _,
          Predicate.InList _,
          Predicate.Has _,
          Predicate.Did _ ->
          Optional.empty();
    };
  }

  private Optional<Plan> known(Operand operand, Predicate predicate) {
    return switch (operand) {
      case Operand.MeasureOf _, Operand.RatioOf _ -> quantities.known(operand);
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ ->
          Optional.of(attributes.known(predicate));
    };
  }

  private Plan plan(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Everyone _ -> plans.everyone();
      case Predicate.Nobody _ -> new Plan.Nobody();
      case Predicate.And(var terms) -> plans.intersect(planAll(terms));
      case Predicate.Or(var terms) -> plans.union(planAll(terms));
      case Predicate.Not(var term) -> plans.complement(plan(term));
      case Predicate.Quantified(var quantifier, int count, var terms) ->
          quantified(quantifier, count, planAll(terms));
      case Predicate.Sample sample -> sampled(sample);
      case Predicate.InSegment inSegment -> segment(inSegment);
      case Predicate.InList(String name) -> listed(name);
      case Predicate.Did did -> events.did(did.selection());
      case Predicate.ComparesMeasures compares -> quantities.compares(compares);
      case Predicate.Ranked ranked ->
          ranked.by() instanceof Operand.OfField(var field)
              ? attributes.ranked(ranked, field)
              : quantities.ranked(ranked);
      case Predicate.Compares(Operand operand, var comparison, var literal)
          when QuantityPlanner.isNeededFor(operand) ->
          quantities.compares(operand, comparison, literal);
      case Predicate.OneOf(Operand operand, var literals)
          when QuantityPlanner.isNeededFor(operand) ->
          quantities.oneOf(operand, literals);
      case Predicate.InWindow(Operand operand, var window)
          when QuantityPlanner.isNeededFor(operand) ->
          quantities.inWindow(operand, window);
      case Predicate.Compares(Operand.MeasureOf measured, var comparison, var literal) ->
          events.compares(measured, comparison, literal);
      case Predicate.OneOf(Operand.MeasureOf measured, var literals) ->
          events.oneOf(measured, literals);
      case Predicate.InWindow(Operand.MeasureOf measured, var window) ->
          events.inWindow(measured, window);
      case Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Compares _,
          Predicate.OneOf _,
          Predicate.InWindow _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _,
          Predicate.Near _,
          Predicate.Inside _ ->
          attributes.plan(predicate);
    };
  }

  private List<Plan> planAll(List<Predicate> terms) {
    return terms.stream().map(this::plan).toList();
  }

  private Plan quantified(Predicate.Quantifier quantifier, int count, List<Plan> terms) {
    return switch (quantifier) {
      case AT_LEAST -> plans.threshold(count, terms);
      case AT_MOST -> plans.atMost(count, terms);
      case EXACTLY ->
          plans.intersect(List.of(plans.threshold(count, terms), plans.atMost(count, terms)));
    };
  }

  /// The segment's own plan, made once however often it is named. What was noticed in it is told
  /// where it is named first.
  private Plan segment(Predicate.InSegment inSegment) {
    String name = inSegment.name();
    Plan known = segments.get(name);
    if (known == null) {
      Located saved = statistics.definitions().segment(name).orElseThrow();
      var found = new NoticeList(saved.locator());
      Plan plan = new Planner(statistics, clock, found, segments).plan(saved.predicate());
      found.list().forEach(notice -> notices.addWithin(inSegment, name, notice));
      known = isDecided(plan) ? plan : new Plan.Segment(name, plan);
      segments.put(name, known);
    }
    return known;
  }

  private static boolean isDecided(Plan plan) {
    return plan instanceof Plan.Everyone || plan instanceof Plan.Nobody;
  }

  private Plan listed(String name) {
    long count = statistics.definitions().list(name).orElseThrow().count();
    return count == 0
        ? new Plan.Nobody()
        : new Plan.Listed(name, new Plan.Weight(count, plans.bitmapNanos()));
  }

  private Plan sampled(Predicate.Sample sample) {
    BigDecimal perPercent = BigDecimal.valueOf(10_000);
    return new Plan.Sampled(
        sample.fromPercent().multiply(perPercent).intValueExact(),
        sample.toPercent().multiply(perPercent).intValueExact(),
        CustomerHash.ofSalt(sample.salt()),
        new Plan.Weight(plans.population(), 2 * plans.population()));
  }
}
