package io.lamella.engine.plan;

import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Terms;
import io.lamella.engine.query.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The instants at which it may turn whether a condition holds for one customer although nothing
/// happens: a time of the condition that goes by with now passes one of the customer's own times.
/// Between them the condition stays as it is. A ranking is a matter of all customers, and none of
/// its turns are known. Confined to one thread.
public final class TurningPoints {
  private final Clock clock;
  private final long endMillis;

  /// What the customer's events pass into, and out of.
  private final List<PassingTime> ends = new ArrayList<>();

  /// What all of the customer's times are compared with.
  private final List<PassingTime> compared = new ArrayList<>();

  private final SortedSet<String> behaviours = new TreeSet<>();

  /// Whether days count, however they relate to the customer's times.
  private boolean daily;

  private TurningPoints(Clock clock, long endMillis) {
    this.clock = clock;
    this.endMillis = endMillis;
  }

  /// The times in a customer's data.
  ///
  /// @param events when they happened
  /// @param instants values of attributes and properties
  /// @param dates the same
  public record OwnTimes(Set<Long> events, Set<Long> instants, Set<LocalDate> dates) {
    public OwnTimes {
      events = Set.copyOf(events);
      instants = Set.copyOf(instants);
      dates = Set.copyOf(dates);
    }
  }

  /// Of a condition that is no saved segment.
  ///
  /// @param nowMillis after which
  /// @param endMillis up to which
  public static TurningPoints of(
      Predicate condition, WorkspaceSettings settings, long nowMillis, long endMillis) {
    var points = new TurningPoints(new Clock(nowMillis, settings), endMillis);
    points.addPredicate(condition);
    return points;
  }

  /// The behaviours whose events it is about.
  public Set<String> behaviours() {
    return Set.copyOf(behaviours);
  }

  /// The instants, ascending.
  ///
  /// @param own of the attribute that the condition is about, and of events of [#behaviours]
  public SortedSet<Long> at(OwnTimes own) {
    var days = new LocalDays(clock.settings().zone());
    var turns = new TreeSet<Long>();
    if (daily) {
      turns.addAll(days.breaks(clock.nowMillis(), endMillis + 1));
    }
    var fixed = new TreeSet<>(own.events());
    addPassing(ends, fixed, turns);
    fixed.addAll(own.instants());
    for (LocalDate date : own.dates()) {
      fixed.addAll(days.breaks(date));
      fixed.addAll(days.breaks(date.plusDays(1)));
    }
    addPassing(compared, fixed, turns);
    return turns;
  }

  private static void addPassing(List<PassingTime> times, SortedSet<Long> fixed, Set<Long> turns) {
    // A time is compared by what is before it and by what is not after it.
    long[] others =
        fixed.stream()
            .flatMapToLong(millis -> LongStream.of(millis, millis + 1))
            .distinct()
            .toArray();
    times.stream().distinct().forEach(time -> time.passing(others, turns::add));
  }

  private void addPredicate(Predicate predicate) {
    switch (predicate) {
      case Predicate.Did(Selection selection) -> addSelection(selection);
      case Predicate.Compares(Operand operand, var _, Literal literal) -> {
        addOperand(operand);
        addTimes(List.of(literal), compared);
      }
      case Predicate.ComparesMeasures(Operand left, var _, Operand right) -> {
        addOperand(left);
        addOperand(right);
      }
      case Predicate.OneOf(Operand operand, var literals) -> {
        addOperand(operand);
        addTimes(literals, compared);
      }
      case Predicate.InWindow(Operand.AnniversaryOf _, Window window) -> {
        List<PassingTime> yearly = new ArrayList<>();
        addWindow(window, yearly);
        daily |= !yearly.isEmpty();
      }
      case Predicate.InWindow(Operand operand, Window window) -> {
        addOperand(operand);
        addWindow(window, compared);
      }
      case Predicate.And _, Predicate.Or _, Predicate.Not _, Predicate.Quantified _ ->
          Terms.of(predicate).forEach(this::addPredicate);
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.Sample _,
          Predicate.Ranked _,
          Predicate.InSegment _,
          Predicate.InList _,
          Predicate.Has _,
          Predicate.IsTrue _,
          Predicate.Fits _,
          Predicate.HasMember _,
          Predicate.HasMembers _,
          Predicate.Near _,
          Predicate.Inside _ -> {}
    }
  }

  private void addOperand(Operand operand) {
    switch (operand) {
      case Operand.MeasureOf(Selection selection, var _) -> addSelection(selection);
      case Operand.RatioOf(Operand dividend, Operand divisor) -> {
        addOperand(dividend);
        addOperand(divisor);
      }
      case Operand.OfField _, Operand.SizeOf _, Operand.PartOf _, Operand.AnniversaryOf _ -> {}
    }
  }

  private void addSelection(Selection selection) {
    selection.behaviours().forEach(name -> behaviours.add(name.name()));
    // What is to come is not looked at until it has come.
    ends.add(now());
    for (Step step : selection.steps()) {
      switch (step) {
        case Step.Where(Predicate condition) -> addPredicate(condition);
        case Step.Within(Window window) -> addWindow(window, ends);
        case Step.Sequence sequence -> addSelection(sequence.other());
      }
    }
  }

  private void addWindow(Window window, List<PassingTime> times) {
    switch (window) {
      case Window.Last(var span) -> {
        times.add(now().shifted(span, -1, clock));
        times.add(now());
      }
      case Window.Ago(var from, var to) -> {
        times.add(now().shifted(from, -1, clock));
        times.add(now().shifted(to, -1, clock));
      }
      case Window.Next(var span) -> {
        times.add(now());
        times.add(now().shifted(span, 1, clock));
      }
      case Window.Between(Literal.Time from, Literal.Time to) -> addTimes(List.of(from, to), times);
      case Window.Since(Literal.Time from) -> {
        addTimes(List.of(from), times);
        times.add(now());
      }
      case Window.Before(Literal.Time to) -> addTimes(List.of(to), times);
      case Window.Calendar calendar -> {
        times.add(PassingTime.calendar(calendar, clock, endMillis, Clock.Range::fromMillis));
        // The running period ends now.
        times.add(
            calendar.offset() == 0
                ? now()
                : PassingTime.calendar(calendar, clock, endMillis, Clock.Range::toMillis));
      }
    }
  }

  private void addTimes(Collection<? extends Literal> literals, List<PassingTime> times) {
    for (Literal literal : literals) {
      if (literal instanceof Literal.Time(Literal.Anchor.Now _, var shifts)) {
        PassingTime time = now();
        for (Literal.Shift shift : shifts) {
          int sign = shift.direction() == Literal.Direction.LATER ? 1 : -1;
          time = time.shifted(shift.span(), sign, clock);
        }
        times.add(time);
      }
    }
  }

  private PassingTime now() {
    return PassingTime.now(clock.nowMillis(), endMillis);
  }
}
