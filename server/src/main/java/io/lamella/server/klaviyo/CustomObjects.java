package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `profile-has-custom-object`: how many objects of a type belong to somebody. Lamella has no
/// objects; a map may name a behaviour with one event for each.
final class CustomObjects {
  private static final long MAX_PROPERTY_ID = Long.MAX_VALUE;

  private CustomObjects() {}

  static Meaning read(JsonPart part, Context context) {
    String type = part.text("object_type_id");
    String relationship = part.text("object_type_relationship_id");
    Optional<NameMap.CustomObject> object =
        Optional.ofNullable(context.names().customObjects().get(type));
    Filter.NumberIs count = count(part.part("filter"), context);
    List<Predicate> terms = new ArrayList<>();
    for (JsonPart filter : part.parts("filters")) {
      terms.add(property(filter, object, context));
    }
    if (object.isEmpty()) {
      return Meaning.impossible(
          "there are no objects here; add '"
              + type
              + "' to custom_objects of the map, with a behaviour that has an event for each");
    }
    List<Step> steps = terms.isEmpty() ? List.of() : List.of(new Step.Where(Make.all(terms)));
    Selection selection =
        new Selection(List.of(new Selection.BehaviourName(object.get().behaviour())), steps);
    return Meaning.approximated(
        Metrics.counted(selection, count),
        "an object is an event, which does not change once it is recorded; the relationship "
            + relationship
            + " is not told from others");
  }

  private static Filter.NumberIs count(JsonPart part, Context context) {
    Filter.NumberIs number = Metrics.number(part, context);
    if (number.value().scale() > 0) {
      part.fault("value", "a whole number is needed: " + number.value().toPlainString());
    }
    return number;
  }

  private static Predicate property(
      JsonPart part, Optional<NameMap.CustomObject> object, Context context) {
    String id = String.valueOf(part.whole("property_id", -MAX_PROPERTY_ID, MAX_PROPERTY_ID));
    Optional<String> name = object.flatMap(type -> Optional.ofNullable(type.properties().get(id)));
    Field field = Field.named(name.orElse("property_" + id));
    Meaning meaning =
        context.filters().of(FilterReader.read(part.part("filter"), FilterForm.OF_OBJECT), field);
    context
        .report()
        .part(
            part.path(),
            name.isPresent() || object.isEmpty()
                ? meaning
                : meaning.noting("the map has no name for the property " + id));
    part.close();
    return meaning.predicate();
  }
}
