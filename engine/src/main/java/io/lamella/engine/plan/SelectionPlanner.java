package io.lamella.engine.plan;

import io.lamella.engine.api.Notice;
import io.lamella.engine.plan.Plan.Events;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Resolves which events a selection takes, and notes what of it can have none.
record SelectionPlanner(
    Statistics statistics, Clock clock, NoticeList notices, ConditionPlanner conditions) {
  private static final long DAY_MILLIS = 86_400_000;

  /// The events of a selection, names and instants resolved.
  Events events(Selection selection) {
    List<String> behaviours =
        selection.behaviours().stream().map(name -> name.name()).distinct().sorted().toList();
    EventCondition condition = new EventCondition.Always();
    List<Plan.Sequence> sequences = new ArrayList<>();
    Clock.Range range = null;
    for (Step step : selection.steps()) {
      switch (step) {
        case Step.Where(var predicate) ->
            condition = EventCondition.both(condition, conditions.plan(predicate));
        case Step.Within(Window window) -> {
          Clock.Range next = clock.eventRange(window);
          noticeIfBeyondData(selection, window, next);
          noticeIfBeyondRetention(selection, window, next);
          if (next.isEmpty()) {
            notices.add(Notice.Kind.EMPTY_WINDOW, window, "the window is empty at this instant");
          }
          range =
              range == null
                  ? next
                  : new Clock.Range(
                      Math.max(range.fromMillis(), next.fromMillis()),
                      Math.min(range.toMillis(), next.toMillis()));
        }
        case Step.Sequence sequence -> sequence(sequence).ifPresent(sequences::add);
      }
    }
    Clock.Range resolved = range == null ? clock.upToNow() : range;
    if (range == null) {
      noticeIfBeyondRetention(selection, selection, resolved);
    }
    return new Events(behaviours, resolved.fromMillis(), resolved.toMillis(), condition, sequences);
  }

  /// A sequence resolved; empty if it holds for every event.
  private Optional<Plan.Sequence> sequence(Step.Sequence sequence) {
    sequence.equal().forEach(property -> warnIfNobodyHas(sequence.other(), property));
    Events other = events(sequence.other());
    if (sequence.order().isNegated() && other.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan.Sequence(
            sequence.order(),
            other,
            clock.gap(sequence.gap()),
            sequence.equal().stream().map(Field::name).distinct().sorted().toList()));
  }

  /// Events that are no longer kept cannot be counted.
  private void noticeIfBeyondRetention(Selection selection, Object part, Clock.Range range) {
    for (var name : selection.behaviours()) {
      Integer days = statistics.catalog().retention().get(name.name());
      if (days != null && range.fromMillis() < clock.nowMillis() - days * DAY_MILLIS) {
        notices.add(
            Notice.Kind.WINDOW_BEYOND_RETENTION,
            part,
            "events of '"
                + name.name()
                + "' are kept for "
                + days
                + " days: the window reaches beyond, older ones are not counted");
      }
    }
  }

  /// A few hours are no news: the first events of a whole day are meant by its midnight.
  private void noticeIfBeyondData(Selection selection, Window window, Clock.Range range) {
    long first =
        selection.behaviours().stream()
            .mapToLong(name -> statistics.firstMillis(name.name()))
            .min()
            .orElse(Long.MAX_VALUE);
    if (first != Long.MAX_VALUE
        && range.fromMillis() != Long.MIN_VALUE
        && range.fromMillis() < first - DAY_MILLIS) {
      notices.add(
          Notice.Kind.WINDOW_BEYOND_DATA,
          window,
          "the window begins "
              + (first - range.fromMillis()) / DAY_MILLIS
              + " days before the first event");
    }
  }

  void warnIfNobodyHas(Selection selection, Field property) {
    boolean known =
        selection.behaviours().stream()
            .anyMatch(name ->
                statistics
                    .catalog()
                    .behaviours()
                    .getOrDefault(name.name(), Collections.emptySortedSet())
                    .contains(property.name()));
    if (!known) {
      notices.addUnknown(
          property, "no selected event has the property '" + property.name() + "'", List.of());
    }
  }
}
