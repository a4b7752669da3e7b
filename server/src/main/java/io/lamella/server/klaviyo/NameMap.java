package io.lamella.server.klaviyo;

import io.lamella.engine.query.Point;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lamella's names for Klaviyo's ids and names, where they are not the default ones. Immutable.
///
/// @param timeZone the workspace's; Klaviyo's segments go by UTC
/// @param metrics by id
/// @param lists by id
/// @param segments by id
/// @param properties attributes, by a profile's property as Klaviyo writes it or by its own name
/// @param eventProperties properties, by the event's property
/// @param attributes other names for attributes that have one by default
/// @param membership what tells when a list was joined
/// @param customObjects by the id of the object's type
/// @param regions the countries of a region as the attribute `country` writes them
/// @param postalCodes where postal codes lie, by country code and postal code
public record NameMap(
    String timeZone,
    Map<String, Metric> metrics,
    Map<String, String> lists,
    Map<String, String> segments,
    Map<String, String> properties,
    Map<String, String> eventProperties,
    Map<String, String> attributes,
    Membership membership,
    Map<String, CustomObject> customObjects,
    Map<String, List<String>> regions,
    Map<String, Map<String, Point>> postalCodes) {

  /// The zone of Klaviyo's segments.
  public static final String UTC = "UTC";

  /// No names but the default ones.
  public static final NameMap DEFAULT =
      new NameMap(
          UTC,
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          new Membership(DefaultNames.JOINED_LIST, DefaultNames.JOINED_LIST_PROPERTY),
          Map.of(),
          Map.of(),
          Map.of());

  public NameMap {
    metrics = Map.copyOf(metrics);
    lists = Map.copyOf(lists);
    segments = Map.copyOf(segments);
    properties = Map.copyOf(properties);
    eventProperties = Map.copyOf(eventProperties);
    attributes = Map.copyOf(attributes);
    customObjects = Map.copyOf(customObjects);
    regions = Map.copyOf(regions);
    postalCodes = Map.copyOf(postalCodes);
  }

  /// A behaviour that a metric became.
  ///
  /// @param value the property that its sum is over
  /// @param properties other names for its properties than those of all events
  public record Metric(String behaviour, String value, Map<String, String> properties) {
    public Metric {
      properties = Map.copyOf(properties);
    }
  }

  /// The behaviour that tells when a list was joined, and its property with the list's name.
  public record Membership(String behaviour, String property) {}

  /// A behaviour with an event for each object of a type.
  ///
  /// @param properties by property id
  public record CustomObject(String behaviour, Map<String, String> properties) {
    public CustomObject {
      properties = Map.copyOf(properties);
    }
  }

  /// The attribute with this default name.
  String attribute(String name) {
    return attributes.getOrDefault(name, name);
  }

  /// Whether the workspace goes by UTC, as Klaviyo does.
  boolean inUtc() {
    return timeZone.equals(UTC);
  }

  /// Where a postal code lies, if the map says so.
  Optional<Point> place(String country, String postalCode) {
    return Optional.ofNullable(postalCodes.getOrDefault(country, Map.of()).get(postalCode));
  }

  Optional<Metric> metric(String id) {
    return Optional.ofNullable(metrics.get(id));
  }
}
