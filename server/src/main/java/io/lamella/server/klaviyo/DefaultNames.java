package io.lamella.server.klaviyo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Lamella calls the things that Klaviyo has by itself, where a map says nothing else. These
/// names are documented: data loaded under them is found.
final class DefaultNames {

  /// What a profile has beside its place and its own properties.
  static final List<String> OF_PROFILE =
      List.of(
          "email",
          "phone_number",
          "external_id",
          "first_name",
          "last_name",
          "organization",
          "locale",
          "title",
          "image",
          "created",
          "updated",
          "last_event_date");

  /// Parts of a profile's place: `location['city']`.
  static final List<String> OF_LOCATION =
      List.of(
          "address1",
          "address2",
          "city",
          "country",
          "latitude",
          "longitude",
          "region",
          "zip",
          "timezone",
          "ip");

  /// The numbers that Klaviyo predicts or keeps.
  static final List<String> PREDICTED_NUMBERS =
      List.of(
          "average_days_between_orders",
          "average_order_value",
          "churn_probability",
          "historic_clv",
          "historic_number_of_orders",
          "predicted_clv",
          "predicted_number_of_orders",
          "total_clv");

  static final String PREDICTED_DATE = "expected_date_of_next_purchase";
  static final String PREDICTED_GENDER = "predicted_gender";
  static final String AFFINITY = "channel_affinity";
  static final List<String> AFFINITY_CHANNELS = List.of("email", "push", "sms", "whatsapp");

  static final String JOINED_LIST = "joined_list";
  static final String JOINED_LIST_PROPERTY = "list";

  /// The property that a metric's sum is over.
  static final String VALUE = "value";

  /// Where a profile is, as a location.
  static final String LOCATION = "location";

  private static final String OWN = "properties.";

  /// Names that a profile's own property does not get, since something else has them.
  private static final Set<String> TAKEN =
      Stream.of(
              OF_PROFILE.stream(),
              OF_LOCATION.stream(),
              PREDICTED_NUMBERS.stream(),
              AFFINITY_CHANNELS.stream()
                  .flatMap(channel ->
                      Stream.of(affinity(channel, "priority"), affinity(channel, "rank"))),
              Stream.of(PREDICTED_DATE, PREDICTED_GENDER, LOCATION),
              ConsentNames.all())
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private DefaultNames() {}

  /// The attribute of a channel's affinity: `channel_affinity_email_rank`.
  static String affinity(String channel, String measurement) {
    return AFFINITY + "_" + channel + "_" + measurement;
  }

  /// The attribute of one of a profile's own properties: its name, made another where that is
  /// taken, so that two properties never are one attribute.
  static String ownProperty(String name) {
    return TAKEN.contains(name) || name.startsWith(OWN) ? OWN + name : name;
  }

  /// The property of an event: its name without the sign that Klaviyo puts before its own.
  static String eventProperty(String name) {
    return name.equals("$value") ? VALUE : name;
  }

  /// The text that holds the members of a set in one, separated by `|`.
  static String joinedMembers(String set) {
    return set + "_text";
  }

  /// Every attribute that has a default name.
  static Set<String> attributes() {
    return TAKEN;
  }
}
