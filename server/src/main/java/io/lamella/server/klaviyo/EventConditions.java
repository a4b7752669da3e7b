package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What metrics and their filters became: behaviours and conditions on their events.
final class EventConditions {

  private EventConditions() {}

  /// The events of a metric that pass its filters, all of them on the same event.
  ///
  /// @param steps narrow them further
  /// @param notes what is worth knowing
  record Events(NameMap.Metric metric, List<Step> steps, List<String> notes) {
    Events {
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }

    Selection selection(List<Step> more) {
      List<Step> all = new ArrayList<>(steps);
      all.addAll(more);
      return new Selection(List.of(new Selection.BehaviourName(metric.behaviour())), all);
    }
  }

  /// Reads `metric_id` and `metric_filters`.
  static Events read(JsonPart part, Context context) {
    String id = part.text("metric_id");
    List<String> notes = new ArrayList<>();
    Optional<NameMap.Metric> mapped = context.names().metric(id);
    if (mapped.isEmpty()) {
      notes.add("the map has no name for the metric " + id + ", whose id is taken for one");
    }
    NameMap.Metric metric =
        mapped.orElseGet(() -> new NameMap.Metric(nameOf(id), DefaultNames.VALUE, Map.of()));
    List<Predicate> terms = new ArrayList<>();
    for (JsonPart filter : part.optionalParts("metric_filters")) {
      propertyFilter(filter, metric, context).ifPresent(terms::add);
    }
    List<Step> steps = terms.isEmpty() ? List.of() : List.of(new Step.Where(Make.all(terms)));
    return new Events(metric, steps, notes);
  }

  private static Optional<Predicate> propertyFilter(
      JsonPart part, NameMap.Metric metric, Context context) {
    Field field = Field.named(name(part.text("property"), metric, context.names()));
    Optional<Predicate> predicate =
        part.optionalPart("filter")
            .map(filter -> context.filter(part.path(), filter, FilterForm.OF_EVENT, field));
    if (predicate.isEmpty()) {
      context
          .report()
          .part(
              part.path(),
              Meaning.exact(new Predicate.Everyone()).noting("without a filter it asks nothing"));
    }
    part.close();
    return predicate;
  }

  private static String name(String property, NameMap.Metric metric, NameMap names) {
    String common =
        names.eventProperties().getOrDefault(property, DefaultNames.eventProperty(property));
    return metric.properties().getOrDefault(property, common);
  }

  /// A behaviour has a name even where the definition has none, which was told already.
  private static String nameOf(String id) {
    return id.isEmpty() ? "?" : id;
  }
}
