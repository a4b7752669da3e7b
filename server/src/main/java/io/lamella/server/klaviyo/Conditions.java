package io.lamella.server.klaviyo;

import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads conditions, each by its type.
final class Conditions {
  private static final String TYPE = "type";

  /// What a type of an earlier revision is called today.
  private static final Map<String, String> EARLIER =
      Map.of("profile-attribute", "profile-property");

  private static final List<String> TYPES =
      List.of(
          "profile-property",
          "profile-metric",
          "profile-metric-funnel",
          "profile-group-membership",
          "profile-marketing-consent",
          "profile-permissions",
          "profile-predictive-analytics",
          "profile-postal-code-distance",
          "profile-region",
          "profile-has-custom-object");

  /// What Klaviyo asks in flows alone.
  private static final Set<String> OF_FLOWS =
      Set.of(
          "profile-sample",
          "profile-not-in-flow",
          "profile-not-sent-email",
          "profile-not-sent-sms",
          "profile-not-sent-push",
          "flow-start",
          "metric-property",
          "price-drop-property",
          "low-inventory-property",
          "action-output");

  private Conditions() {}

  /// The predicate of a condition, which is reported.
  static Predicate read(JsonPart part, Context context) {
    int place = context.report().open(part.path());
    Meaning meaning = context.report().close(place, meaning(part, context));
    part.close();
    return meaning.predicate();
  }

  private static Meaning meaning(JsonPart part, Context context) {
    return switch (type(part)) {
      case "profile-metric" -> Metrics.read(part, context);
      case "profile-metric-funnel" -> Funnels.read(part, context);
      case "profile-group-membership" -> Memberships.read(part, context);
      case "profile-marketing-consent" -> Consents.read(part, context);
      case "profile-permissions" -> Permissions.read(part, context);
      case "profile-predictive-analytics" -> Predictions.read(part, context);
      case "profile-postal-code-distance" -> Distances.read(part, context);
      case "profile-region" -> Regions.read(part, context.names());
      case "profile-has-custom-object" -> CustomObjects.read(part, context);
      case "profile-property" -> Properties.read(part, context);
      default -> {
        // Its other fields are those of a type that nobody knows.
        part.forgive();
        yield Meaning.exact(new Predicate.Nobody());
      }
    };
  }

  private static String type(JsonPart part) {
    for (Map.Entry<String, String> earlier : EARLIER.entrySet()) {
      if (part.isText(TYPE, earlier.getKey())) {
        part.mayBeMissing(TYPE);
        return earlier.getValue();
      }
    }
    for (String type : OF_FLOWS) {
      if (part.isText(TYPE, type)) {
        part.mayBeMissing(TYPE);
        part.fault(
            TYPE,
            "'"
                + type
                + "' stands in flows, not in segments"
                + (type.equals("profile-sample")
                    ? "; write sample(10, 'a name') in the expression for 10 %"
                    : "")
                + "; "
                + JsonPart.expected(TYPES));
        return type;
      }
    }
    return part.knownWord(TYPE, TYPES).orElse("");
  }
}
