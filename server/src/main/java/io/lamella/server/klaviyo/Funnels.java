package io.lamella.server.klaviyo;

import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `profile-metric-funnel`: steps that were taken, or not, in this order.
///
/// Steps taken follow each other. A step not taken belongs to the taken one before it, which
/// nothing of it follows; where it stands first, to the taken one after it, which nothing of it
/// precedes.
final class Funnels {
  private static final String WINDOW = "completion_window_seconds";

  /// A year is the longest time of a funnel, 365 days.
  private static final Map<String, Span> WINDOWS =
      Map.of(
          "HOURS_1", new Span(1, Span.Unit.HOUR),
          "DAYS_1", days(1),
          "DAYS_3", days(3),
          "DAYS_5", days(5),
          "WEEKS_1", days(7),
          "DAYS_30", days(30),
          "DAYS_90", days(90),
          "DAYS_180", days(180),
          "YEARS_1", days(365));

  /// As Klaviyo orders them, by length.
  private static final List<String> WINDOW_NAMES =
      List.of(
          "HOURS_1",
          "DAYS_1",
          "DAYS_3",
          "DAYS_5",
          "WEEKS_1",
          "DAYS_30",
          "DAYS_90",
          "DAYS_180",
          "YEARS_1");

  private Funnels() {}

  static Meaning read(JsonPart part, Context context) {
    List<Step> time =
        Metrics.time(part.part("timeframe_filter"), FilterForm.OF_FUNNEL_TIME, context);
    part.mayBeMissing(WINDOW);
    if (part.has(WINDOW)) {
      Span _ = WINDOWS.get(part.word(WINDOW, WINDOW_NAMES));
    }
    List<Predicate> terms = new ArrayList<>();
    for (JsonPart step : part.parts("steps")) {
      boolean exists = step.bool("metric_exists");
      Predicate did = new Predicate.Did(EventConditions.read(step, context).selection(time));
      step.close();
      terms.add(exists ? did : Make.not(did));
    }
    part.emptyFault("steps", "at least one step is needed");
    return terms.size() == 1
        ? Meaning.exact(terms.getFirst())
        : Meaning.impossible("the order of events cannot be asked for");
  }

  private static Span days(long days) {
    return new Span(days, Span.Unit.DAY);
  }
}
