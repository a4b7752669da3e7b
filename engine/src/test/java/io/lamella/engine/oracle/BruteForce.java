package io.lamella.engine.oracle;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/// The oracle: decides for one customer after another whether a predicate holds, by the words of
/// the language's definition and in their order. Slow and plain; it shares nothing with the engine
/// but the predicates themselves.
public final class BruteForce {

  private final Kept kept;
  private final Windows windows;
  private final Measures measures;
  private final TextTests texts = new TextTests();
  private List<Customer> ranked = List.of();

  /// Of each ranking what the last of its end has, if anybody has anything.
  private final Map<Predicate.Ranked, Optional<Object>> lasts = new HashMap<>();

  /// An oracle for one workspace at one instant.
  public BruteForce(WorkspaceSettings settings, Instant now) {
    this(settings, now, Kept.NOTHING);
  }

  /// The same where something is kept under names.
  public BruteForce(WorkspaceSettings settings, Instant now, Kept kept) {
    this.kept = kept;
    windows = new Windows(settings, now);
    measures = new Measures(windows);
  }

  /// Among whom customers are ranked.
  public BruteForce over(List<Customer> customers) {
    ranked = customers;
    lasts.clear();
    return this;
  }

  /// The ids of the customers who satisfy a predicate.
  public Set<String> members(Predicate predicate, List<Customer> population) {
    over(population);
    Set<String> members = new TreeSet<>();
    for (Customer customer : population) {
      if (holds(predicate, customer)) {
        members.add(customer.id());
      }
    }
    return members;
  }

  /// Whether a predicate holds for a customer, or a condition of `where` for one event.
  public boolean holds(Predicate predicate, Subject subject) {
    return switch (predicate) {
      case Predicate.Everyone() -> true;
      case Predicate.Nobody() -> false;
      case Predicate.And(List<Predicate> terms) -> holding(terms, subject) == terms.size();
      case Predicate.Or(List<Predicate> terms) -> holding(terms, subject) > 0;
      case Predicate.Not(Predicate term) -> !holds(term, subject);
      case Predicate.Quantified(
              Predicate.Quantifier quantifier,
              int count,
              List<Predicate> terms) ->
          switch (quantifier) {
            case AT_LEAST -> holding(terms, subject) >= count;
            case AT_MOST -> holding(terms, subject) <= count;
            case EXACTLY -> holding(terms, subject) == count;
          };
      case Predicate.Sample(BigDecimal from, BigDecimal to, String salt) ->
          subject instanceof Customer customer
              && SamplePosition.lies(customer.id(), salt, from, to);
      case Predicate.InSegment(String name) -> holds(kept.segment(name), subject);
      case Predicate.InList(String name) ->
          subject instanceof Customer customer && kept.list(name).contains(customer.id());
      case Predicate.Ranked ranking -> isInEnd(ranking, (Customer) subject);
      case Predicate.Did(Selection selection) -> !selected(selection, subject).isEmpty();
      case Predicate.Has(Field field) -> subject.value(field).isPresent();
      case Predicate.IsTrue(Field field) -> subject.value(field).equals(Optional.of(true));
      case Predicate.Compares compares ->
          compares(compares.operand(), compares.literal(), compares.comparison()::holds, subject);
      case Predicate.ComparesMeasures(Operand left, Comparison comparison, Operand right) -> {
        boolean found = false;
        for (Object a : values(left, subject)) {
          for (Object b : values(right, subject)) {
            found |= comparison.holds(Measures.compare(a, b));
          }
        }
        yield found;
      }
      case Predicate.OneOf(Operand operand, List<Literal> literals) -> {
        boolean found = false;
        for (Literal literal : literals) {
          found |= compares(operand, literal, sign -> sign == 0, subject);
        }
        yield found;
      }
      case Predicate.InWindow(Operand.AnniversaryOf(Field field), Window window) ->
          subject
              .value(field)
              .map(value -> windows.hasAnniversaryIn(instant(value), window))
              .orElse(false);
      case Predicate.InWindow in ->
          values(in.operand(), subject).stream()
              .anyMatch(value -> windows.ofAttribute(in.window()).contains(instant(value)));
      case Predicate.Fits(Field field, Predicate.TextTest test, Literal.Text pattern) ->
          subject
              .value(field)
              .map(value -> texts.fits((String) value, test, pattern.value()))
              .orElse(false);
      case Predicate.Near(Field field, Point centre, Distance distance) ->
          subject
              .value(field)
              .map(value -> Places.isNear((Point) value, centre, distance))
              .orElse(false);
      case Predicate.Inside(Field field, List<Point> corners) ->
          subject.value(field).map(value -> Places.isInside((Point) value, corners)).orElse(false);
      case Predicate.HasMember(Literal.Text member, Field field) ->
          subject.value(field).map(value -> set(value).contains(member.value())).orElse(false);
      case Predicate.HasMembers has ->
          subject.value(has.field()).map(value -> hasMembers(set(value), has)).orElse(false);
    };
  }

  /// Whether an operand has no value for this subject, so that every comparison leaves it out.
  public boolean isUnknown(Operand operand, Subject subject) {
    return values(operand, subject).isEmpty();
  }

  /// What a customer has of a sum, 0 with no event.
  BigDecimal sum(Operand.MeasureOf sum, Customer customer) {
    return ((Fraction) values(sum, customer).getFirst()).dividend();
  }

  /// What a customer is ranked by, if anything.
  private Optional<Object> standing(Predicate.Ranked ranking, Customer customer) {
    boolean eventless =
        ranking.by() instanceof Operand.MeasureOf(Selection selection, var _)
            && selected(selection, customer).isEmpty();
    return eventless
        ? Optional.empty()
        : values(ranking.by(), customer).stream()
            .findFirst()
            .map(value -> value instanceof BigDecimal number ? Fraction.of(number) : value);
  }

  /// Whether a customer has nothing to be ranked by.
  public boolean isUnranked(Predicate.Ranked ranking, Customer customer) {
    return standing(ranking, customer).isEmpty();
  }

  private boolean isInEnd(Predicate.Ranked ranking, Customer customer) {
    Optional<Object> last = lasts.get(ranking);
    if (last == null) {
      last = last(ranking);
      lasts.put(ranking, last);
    }
    Optional<Object> own = standing(ranking, customer);
    return own.isPresent() && last.isPresent() && sign(ranking.end(), own.get(), last.get()) >= 0;
  }

  /// What the k-th has: k is so many percent of those that have anything, rounded up.
  private Optional<Object> last(Predicate.Ranked ranking) {
    List<Object> all = new ArrayList<>();
    for (Customer customer : ranked) {
      standing(ranking, customer).ifPresent(all::add);
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    all.sort((a, b) -> sign(ranking.end(), b, a));
    int k =
        ranking
            .percent()
            .multiply(BigDecimal.valueOf(all.size()))
            .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
            .intValueExact();
    return Optional.of(all.get(k - 1));
  }

  /// Above 0 if the first value is further to this end than the second.
  private static int sign(Predicate.End end, Object a, Object b) {
    return end == Predicate.End.TOP ? Measures.compare(a, b) : Measures.compare(b, a);
  }

  private int holding(List<Predicate> terms, Subject subject) {
    int holding = 0;
    for (Predicate term : terms) {
      if (holds(term, subject)) {
        holding++;
      }
    }
    return holding;
  }

  private static boolean hasMembers(Set<?> set, Predicate.HasMembers has) {
    int found = 0;
    for (Literal.Text value : has.values()) {
      if (set.contains(value.value())) {
        found++;
      }
    }
    return switch (has.members()) {
      case ANY -> found > 0;
      case ALL -> found == has.values().size();
    };
  }

  /// A comparison holds only where there is a value.
  private boolean compares(Operand operand, Literal literal, IntPredicate holds, Subject subject) {
    return values(operand, subject).stream().anyMatch(value -> holds.test(sign(value, literal)));
  }

  private int sign(Object value, Literal literal) {
    return switch (literal) {
      case Literal.Text(String text) -> ((String) value).compareTo(text);
      case Literal.Bool(boolean bool) -> ((Boolean) value).compareTo(bool);
      case Literal.Decimal(BigDecimal number) -> fraction(value).compareTo(Fraction.of(number));
      case Literal.Time time -> instant(value).compareTo(windows.instant(time));
    };
  }

  /// The values of an operand: several for a measure per value, else one or none.
  List<Object> values(Operand operand, Subject subject) {
    return switch (operand) {
      case Operand.OfField(Field field) -> subject.value(field).stream().toList();
      case Operand.SizeOf(Field field) ->
          subject.value(field).<Object>map(value -> Fraction.of(set(value).size())).stream()
              .toList();
      case Operand.PartOf(Field field, Operand.DatePart part) ->
          subject
              .value(field)
              .<Object>map(value -> Fraction.of(part(instant(value), part)))
              .stream()
              .toList();
      // Whether there is one; which one is asked is up to its window.
      case Operand.AnniversaryOf(Field field) -> subject.value(field).stream().toList();
      case Operand.MeasureOf measured ->
          measures.values(measured.measure(), selected(measured.selection(), subject));
      case Operand.RatioOf(Operand.MeasureOf dividend, Operand.MeasureOf divisor) -> {
        List<Object> ratios = new ArrayList<>();
        for (Object above : values(dividend, subject)) {
          for (Object below : values(divisor, subject)) {
            ((Fraction) above).dividedBy((Fraction) below).ifPresent(ratios::add);
          }
        }
        yield ratios;
      }
    };
  }

  private int part(Instant instant, Operand.DatePart part) {
    ZonedDateTime local = windows.local(instant);
    return switch (part) {
      case MONTH -> local.getMonthValue();
      case WEEKDAY -> local.getDayOfWeek().getValue();
      case HOUR -> local.getHour();
    };
  }

  /// The customer's events of the selection.
  private List<Event> selected(Selection selection, Subject subject) {
    List<Event> selected = new ArrayList<>();
    for (Event event : ((Customer) subject).events()) {
      if (isSelected(event, selection, (Customer) subject)) {
        selected.add(event);
      }
    }
    return selected;
  }

  private boolean isSelected(Event event, Selection selection, Customer customer) {
    boolean named = false;
    for (Selection.BehaviourName behaviour : selection.behaviours()) {
      named |= behaviour.name().equals(event.behaviour());
    }
    if (!named) {
      return false;
    }
    boolean windowed = false;
    for (Step step : selection.steps()) {
      switch (step) {
        case Step.Where(Predicate condition) -> {
          if (!holds(condition, event)) {
            return false;
          }
        }
        case Step.Within within -> {
          windowed = true;
          if (!windows.ofBehaviour(within.window()).contains(event.instant())) {
            return false;
          }
        }
        case Step.Sequence sequence -> {
          boolean negated =
              sequence.order() == Step.Order.NOT_FOLLOWED_BY
                  || sequence.order() == Step.Order.NOT_PRECEDED_BY;
          if (isInSequence(event, sequence, customer) == negated) {
            return false;
          }
        }
      }
    }
    return windowed || windows.isPast(event.instant());
  }

  /// Whether some event of the other selection, and not the event itself, is near enough and has
  /// equal properties.
  @SuppressWarnings("ReferenceEquality") // Two events may agree in everything and still be two.
  private boolean isInSequence(Event event, Step.Sequence sequence, Customer customer) {
    for (Event other : customer.events()) {
      if (other != event
          && isNear(event.instant(), other.instant(), sequence)
          && hasEqual(sequence.equal(), event, other)
          && isSelected(other, sequence.other(), customer)) {
        return true;
      }
    }
    return false;
  }

  /// At the same instant or later, at most the gap after; or the same looking back.
  private boolean isNear(Instant instant, Instant other, Step.Sequence sequence) {
    return switch (sequence.order()) {
      case FOLLOWED_BY, NOT_FOLLOWED_BY ->
          !other.isBefore(instant)
              && switch (sequence.gap()) {
                case Step.Gap.All() -> true;
                case Step.Gap.AtMost(Span span) -> !other.isAfter(windows.later(instant, span));
              };
      case PRECEDED_BY, NOT_PRECEDED_BY ->
          !other.isAfter(instant)
              && switch (sequence.gap()) {
                case Step.Gap.All() -> true;
                case Step.Gap.AtMost(Span span) -> !other.isBefore(windows.earlier(instant, span));
              };
    };
  }

  /// A missing property equals nothing; numbers are equal however many zeros they end with.
  private static boolean hasEqual(List<Field> properties, Event event, Event other) {
    for (Field property : properties) {
      Optional<Object> a = event.value(property);
      Optional<Object> b = other.value(property);
      if (a.isEmpty() || b.isEmpty()) {
        return false;
      }
      boolean equal =
          a.get() instanceof BigDecimal number
              ? number.compareTo((BigDecimal) b.get()) == 0
              : a.get().equals(b.get());
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  private Instant instant(Object value) {
    return value instanceof LocalDate date ? windows.midnight(date) : (Instant) value;
  }

  private static Fraction fraction(Object value) {
    return value instanceof BigDecimal number ? Fraction.of(number) : (Fraction) value;
  }

  private static Set<?> set(Object value) {
    return (Set<?>) value;
  }
}
