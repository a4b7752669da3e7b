package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `profile-metric`: how often something was done, or what it came to.
final class Metrics {

  private Metrics() {}

  static Meaning read(JsonPart part, Context context) {
    EventConditions.Events events = EventConditions.read(part, context);
    boolean sum = part.word("measurement", List.of("count", "sum")).equals("sum");
    Filter.NumberIs number = number(part.part("measurement_filter"), context);
    List<Step> time = time(part.part("timeframe_filter"), FilterForm.OF_METRIC_TIME, context);
    Selection selection = events.selection(time);
    Meaning meaning =
        Meaning.exact(
            sum
                ? compares(
                    selection,
                    new Measure.OfProperty(
                        Measure.Function.SUM, Field.named(events.metric().value())),
                    number)
                : counted(selection, number));
    for (String note : events.notes()) {
      meaning = meaning.noting(note);
    }
    return meaning;
  }

  static Filter.NumberIs number(JsonPart part, Context context) {
    Filter filter = FilterReader.read(part, EnumSet.of(FilterForm.NUMBER));
    context.report().part(part.path(), Meaning.exact(new Predicate.Everyone()));
    return filter instanceof Filter.NumberIs number
        ? number
        : new Filter.NumberIs(Comparison.EQUAL, BigDecimal.ONE);
  }

  /// The step that keeps the events of a time.
  ///
  /// @param legal the forms that may say so
  static List<Step> time(JsonPart part, Set<FilterForm> legal, Context context) {
    Filter filter = FilterReader.read(part, legal);
    Meaning meaning = Meaning.exact(new Predicate.Everyone());
    List<Step> steps = List.of();
    if (filter instanceof Filter.OfDate date && !(date instanceof Filter.AllTime)) {
      if (DateMeaning.window(date).isPresent()) {
        steps = List.of(new Step.Within(DateMeaning.window(date).get()));
      } else {
        meaning = context.filters().of(date, Field.ownInstant());
        steps = List.of(new Step.Where(meaning.predicate()));
      }
    }
    context.report().part(part.path(), meaning);
    return steps;
  }

  /// At least once and never have words of their own.
  static Predicate counted(Selection selection, Filter.NumberIs number) {
    if (holds(number, 0)) {
      boolean onlyNever = !holds(number, 1) && !isAbove(number);
      return onlyNever
          ? Make.not(new Predicate.Did(selection))
          : compares(selection, new Measure.Count(), number);
    }
    return isAtLeastOne(number)
        ? new Predicate.Did(selection)
        : compares(selection, new Measure.Count(), number);
  }

  private static boolean isAbove(Filter.NumberIs number) {
    return number.comparison() == Comparison.NOT_EQUAL
        || number.comparison() == Comparison.GREATER
        || number.comparison() == Comparison.AT_LEAST;
  }

  private static boolean isAtLeastOne(Filter.NumberIs number) {
    return holds(number, 1) && isAbove(number);
  }

  private static boolean holds(Filter.NumberIs number, int count) {
    return number.comparison().holds(BigDecimal.valueOf(count).compareTo(number.value()));
  }

  private static Predicate compares(Selection selection, Measure measure, Filter.NumberIs number) {
    return new Predicate.Compares(
        new Operand.MeasureOf(selection, measure),
        number.comparison(),
        Make.number(number.value()));
  }
}
