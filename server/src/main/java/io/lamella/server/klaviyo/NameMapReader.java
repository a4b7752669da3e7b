package io.lamella.server.klaviyo;

import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Location;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Point;
import io.lamella.server.klaviyo.json.Json;
import io.lamella.server.klaviyo.json.JsonPart;
import io.lamella.server.klaviyo.json.JsonText;
import io.lamella.server.klaviyo.json.PathFaults;
import io.lamella.server.klaviyo.json.Paths;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads a map of names. Its form is documented in `docs/klaviyo.md`.
public final class NameMapReader {

  private NameMapReader() {}

  /// The map in a text.
  ///
  /// @throws NotKlaviyoException with every fault by path
  public static NameMap read(String text) {
    var faults = new PathFaults();
    Optional<Json> json = JsonText.read(text, faults);
    NameMap names =
        json.map(value -> read(JsonPart.of(value, Paths.ROOT, faults))).orElse(NameMap.DEFAULT);
    List<Fault> found = faults.list();
    if (!found.isEmpty()) {
      throw new NotKlaviyoException(NotKlaviyoException.Source.NAMES, found);
    }
    return names;
  }

  private static NameMap read(JsonPart part) {
    NameMap names =
        new NameMap(
            timeZone(part),
            entries(part, "metrics", NameMapReader::metric),
            entries(part, "lists", JsonPart::text),
            entries(part, "segments", JsonPart::text),
            entries(part, "properties", JsonPart::text),
            entries(part, "event_properties", JsonPart::text),
            attributes(part),
            membership(part),
            entries(part, "custom_objects", NameMapReader::customObject),
            regions(part),
            entries(part, "postal_codes", NameMapReader::postalCodes));
    part.close();
    return names;
  }

  private static <T> Map<String, T> entries(
      JsonPart part, String name, BiFunction<JsonPart, String, T> entry) {
    Map<String, T> entries = new LinkedHashMap<>();
    part.optionalPart(name)
        .ifPresent(
            inner -> inner.names().forEach(key -> entries.put(key, entry.apply(inner, key))));
    return entries;
  }

  private static String timeZone(JsonPart part) {
    if (!part.names().contains("time_zone")) {
      part.mayBeMissing("time_zone");
      return NameMap.UTC;
    }
    String zone = part.text("time_zone");
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      part.fault("time_zone", "not a time zone; write one like Europe/London");
      return NameMap.UTC;
    }
  }

  /// A behaviour's name, or an object that has more to say.
  private static NameMap.Metric metric(JsonPart part, String id) {
    if (part.value(id).filter(Json.Obj.class::isInstance).isEmpty()) {
      return new NameMap.Metric(part.text(id), DefaultNames.VALUE, Map.of());
    }
    JsonPart metric = part.part(id);
    String behaviour = metric.text("behaviour");
    String value = metric.names().contains("value") ? metric.text("value") : DefaultNames.VALUE;
    metric.mayBeMissing("value");
    Map<String, String> properties = entries(metric, "properties", JsonPart::text);
    metric.close();
    return new NameMap.Metric(behaviour, value, properties);
  }

  private static NameMap.CustomObject customObject(JsonPart part, String id) {
    JsonPart object = part.part(id);
    var read =
        new NameMap.CustomObject(
            object.text("behaviour"), entries(object, "properties", JsonPart::text));
    object.close();
    return read;
  }

  private static NameMap.Membership membership(JsonPart part) {
    return part.optionalPart("membership")
        .map(inner -> {
          var membership = new NameMap.Membership(inner.text("behaviour"), inner.text("property"));
          inner.close();
          return membership;
        })
        .orElse(NameMap.DEFAULT.membership());
  }

  private static Map<String, String> attributes(JsonPart part) {
    return entries(
        part,
        "attributes",
        (inner, name) -> {
          if (!DefaultNames.attributes().contains(name)) {
            inner.fault(
                name,
                JsonPart.notOneOf(name, DefaultNames.attributes().stream().sorted().toList()));
          }
          return inner.text(name);
        });
  }

  private static Map<String, Point> postalCodes(JsonPart part, String country) {
    return entries(part, country, NameMapReader::place);
  }

  private static Point place(JsonPart part, String postalCode) {
    String text = part.text(postalCode);
    Optional<Location> place = Location.read(text);
    if (place.isEmpty() && !text.isEmpty()) {
      part.fault(postalCode, "not " + ValueFormat.expected(ValueType.LOCATION));
    }
    return place
        .map(at ->
            new Point(
                new BigDecimal(Location.degrees(at.latitude())),
                new BigDecimal(Location.degrees(at.longitude()))))
        .orElse(new Point(BigDecimal.ZERO, BigDecimal.ZERO));
  }

  private static Map<String, List<String>> regions(JsonPart part) {
    return entries(
        part,
        "regions",
        (inner, name) -> {
          if (!Regions.KNOWN.contains(name)) {
            inner.fault(name, JsonPart.notOneOf(name, Regions.KNOWN));
          }
          return List.copyOf(inner.texts(name));
        });
  }
}
