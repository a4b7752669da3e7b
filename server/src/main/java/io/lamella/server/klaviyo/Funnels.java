package io.lamella.server.klaviyo;

import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
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

  /// The steps not taken around a taken one.
  private record Taken(
      EventConditions.Events events,
      List<EventConditions.Events> notBefore,
      List<EventConditions.Events> notAfter) {}

  private final List<Step> time;
  private final Step.Gap gap;

  private Funnels(List<Step> time, Step.Gap gap) {
    this.time = time;
    this.gap = gap;
  }

  static Meaning read(JsonPart part, Context context) {
    List<Step> time =
        Metrics.time(part.part("timeframe_filter"), FilterForm.OF_FUNNEL_TIME, context);
    Step.Gap gap = gap(part);
    List<EventConditions.Events> leading = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<JsonPart> steps = part.parts("steps");
    for (JsonPart step : steps) {
      boolean exists = step.bool("metric_exists");
      EventConditions.Events events = EventConditions.read(step, context);
      step.close();
      notes.addAll(events.notes());
      if (exists) {
        taken.add(new Taken(events, List.copyOf(leading), new ArrayList<>()));
        leading.clear();
      } else if (taken.isEmpty()) {
        leading.add(events);
      } else {
        taken.getLast().notAfter().add(events);
      }
    }
    part.emptyFault("steps", "at least one step is needed");
    var funnel = new Funnels(time, gap);
    Meaning meaning = Meaning.exact(funnel.predicate(taken, leading));
    if (taken.size() < steps.size()) {
      meaning =
          meaning.approximated(
              "a step not taken is one that does not follow the step before it, or precede the"
                  + " first one, within the completion window");
    }
    if (taken.size() > 2 && gap instanceof Step.Gap.AtMost) {
      meaning =
          meaning.approximated(
              "the completion window holds between each step and the next, and between the first and"
                  + " some last, not over one chain");
    }
    for (String note : notes) {
      meaning = meaning.noting(note);
    }
    return meaning;
  }

  /// Without a window a funnel may take its whole time.
  private static Step.Gap gap(JsonPart part) {
    part.mayBeMissing(WINDOW);
    if (!part.has(WINDOW)) {
      return new Step.Gap.All();
    }
    Span span = WINDOWS.get(part.word(WINDOW, WINDOW_NAMES));
    return span == null ? new Step.Gap.All() : new Step.Gap.AtMost(span);
  }

  /// @param leading what was not taken, where nothing was
  private Predicate predicate(List<Taken> taken, List<EventConditions.Events> leading) {
    if (taken.isEmpty()) {
      return leading.isEmpty()
          ? new Predicate.Nobody()
          : Make.all(
              leading.stream()
                  .map(events -> Make.not(new Predicate.Did(events.selection(time))))
                  .toList());
    }
    // From the last step back, for each is told what follows it.
    Selection selection = selection(taken.getLast(), List.of());
    for (int i = taken.size() - 2; i >= 0; i--) {
      List<Step> next = new ArrayList<>();
      next.add(sequence(Step.Order.FOLLOWED_BY, selection));
      if (i == 0 && taken.size() > 2 && gap instanceof Step.Gap.AtMost) {
        next.add(sequence(Step.Order.FOLLOWED_BY, selection(taken.getLast(), List.of())));
      }
      selection = selection(taken.get(i), next);
    }
    return new Predicate.Did(selection);
  }

  private Selection selection(Taken taken, List<Step> next) {
    List<Step> steps = new ArrayList<>(time);
    for (EventConditions.Events events : taken.notBefore()) {
      steps.add(sequence(Step.Order.NOT_PRECEDED_BY, events.selection(time)));
    }
    for (EventConditions.Events events : taken.notAfter()) {
      steps.add(sequence(Step.Order.NOT_FOLLOWED_BY, events.selection(time)));
    }
    steps.addAll(next);
    return taken.events().selection(steps);
  }

  private Step sequence(Step.Order order, Selection other) {
    return new Step.Sequence(order, other, gap, List.of());
  }

  private static Span days(long days) {
    return new Span(days, Span.Unit.DAY);
  }
}
