package io.lamella.engine.plan;

import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.text.Expressions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Says in words what a plan does.
public final class PlanText {

  private PlanText() {}

  /// What a node does, in one line.
  public static String operation(Plan plan) {
    return switch (plan) {
      case Plan.Everyone _ -> "everyone";
      case Plan.Nobody _ -> "nobody";
      case Plan.Intersect _ -> "intersect";
      case Plan.Union _ -> "union";
      case Plan.Complement _ -> "complement";
      case Plan.Threshold threshold -> "at least " + threshold.atLeast() + " of";
      case Plan.Sampled sampled ->
          "sample positions [" + sampled.from() + ", " + sampled.to() + ") of 1000000";
      case Plan.Segment segment -> Expressions.print(new Predicate.InSegment(segment.name()));
      case Plan.Listed listed -> Expressions.print(new Predicate.InList(listed.list()));
      case Plan.AttributeTest test -> test.text();
      case Plan.Occurrences occurrences ->
          "at least "
              + occurrences.atLeast()
              + switch (occurrences.counted()) {
                case EVENTS -> " events: ";
                case DAYS -> " days with: ";
                case WEEKS -> " weeks with: ";
                case MONTHS -> " months with: ";
              }
              + events(occurrences.events());
      case Plan.Ranked ranked -> ranked.text();
      case Plan.QuantityBeyond beyond -> beyond.text();
      case Plan.QuantityIn(Quantity quantity, var ranges, var _) ->
          quantity(quantity) + " in " + ranges;
      case Plan.QuantitiesCompare compare ->
          quantity(compare.left())
              + " "
              + compare.comparison().symbol()
              + " "
              + quantity(compare.right());
      case Plan.Distinct distinct ->
          "at least "
              + distinct.atLeast()
              + " distinct "
              + distinct.property()
              + ": "
              + events(distinct.events());
    };
  }

  private static String quantity(Quantity quantity) {
    return switch (quantity) {
      case Quantity.OfEvents taken ->
          measure(taken.measure()) + " of (" + events(taken.events()) + ")";
      case Quantity.PerValue(String property, var taken) ->
          "some " + property + "'s " + quantity(taken);
      case Quantity.Ratio(var dividend, var divisor) ->
          "ratio of " + quantity(dividend) + " and " + quantity(divisor);
    };
  }

  private static String measure(Measure measure) {
    return switch (measure) {
      case Measure.Count _ -> "number";
      case Measure.OfProperty(var function, var property) ->
          switch (function) {
                case SUM -> "sum of ";
                case AVG -> "average of ";
                case MIN -> "least ";
                case MAX -> "largest ";
                case DISTINCT -> "distinct ";
              }
              + property.name();
      case Measure.CalendarUnits(var unit) ->
          switch (unit) {
            case DAYS -> "days";
            case WEEKS -> "weeks";
            case MONTHS -> "months";
          };
      case Measure.Nth(int n) -> "instant number " + n;
      case Measure.First _ -> "first instant";
      case Measure.Last _ -> "last instant";
      case Measure.Per(var _, var inner) -> measure(inner);
    };
  }

  private static String events(Events events) {
    String condition = condition(events.condition());
    return String.join(" or ", events.behaviours())
        + (condition.isEmpty() ? "" : " where " + condition)
        + " in ["
        + instant(events.fromMillis())
        + ", "
        + instant(events.toMillis())
        + ")"
        + events.sequences().stream().map(PlanText::sequence).collect(Collectors.joining());
  }

  /// `, followed within 7d by (purchase in [-∞, …)) with the same sku`.
  private static String sequence(Plan.Sequence sequence) {
    String gap =
        switch (sequence.gap()) {
          case EventGap.Any() -> "";
          case EventGap.Fixed(long millis) -> " within " + span(millis);
          case EventGap.ByCalendar(var span, var zone) -> " within " + span + " of " + zone;
        };
    String equal =
        sequence.equal().isEmpty() ? "" : " with the same " + String.join(", ", sequence.equal());
    return ", "
        + (sequence.order().isNegated() ? "not " : "")
        + (sequence.order().isAhead() ? "followed" : "preceded")
        + gap
        + " by ("
        + events(sequence.other())
        + ")"
        + equal;
  }

  /// In the largest unit that leaves nothing over.
  private static String span(long millis) {
    String text = "";
    for (Span.Unit unit : Span.Unit.values()) {
      if (unit.millis() > 0 && millis % unit.millis() == 0) {
        text = millis / unit.millis() + unit.symbol();
      }
    }
    return text;
  }

  private static String instant(long millis) {
    if (millis == Long.MIN_VALUE) {
      return "-∞";
    }
    return millis == Long.MAX_VALUE ? "∞" : Instant.ofEpochMilli(millis).toString();
  }

  private static String condition(EventCondition condition) {
    return switch (condition) {
      case EventCondition.Always _ -> "";
      case EventCondition.Never _ -> "never";
      case EventCondition.All(var terms) -> joined(terms, " && ");
      case EventCondition.Any(var terms) -> joined(terms, " || ");
      case EventCondition.Not(var term) -> "!" + joined(List.of(term), "");
      case EventCondition.AtLeast(int count, var terms) ->
          "at least " + count + " of " + joined(terms, ", ");
      case EventCondition.Property(var _, var _, String text) -> text;
      case EventCondition.OwnInstant(var _, String text) -> text;
    };
  }

  private static String joined(List<EventCondition> terms, String separator) {
    return terms.stream().map(PlanText::condition).collect(Collectors.joining(separator, "(", ")"));
  }
}
