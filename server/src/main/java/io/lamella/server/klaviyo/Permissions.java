package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.ConsentFilters.Detail;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `profile-permissions`: whether somebody can be reached on WhatsApp, and by whose word.
final class Permissions {
  private static final String METHOD = "subscribe_method";
  private static final List<String> FIELDS = List.of("effective_date", "recorded_date", METHOD);

  private static final List<String> STATUSES =
      List.of(
          "explicitly_reachable",
          "implicitly_reachable",
          "implicitly_or_explicitly_reachable",
          "explicitly_unreachable",
          "implicitly_unreachable",
          "implicitly_or_explicitly_unreachable");

  private static final String EITHER = "implicitly_or_explicitly_";

  private static final Map<String, Detail> METHODS = methods();

  private Permissions() {}

  static Meaning read(JsonPart part, Context context) {
    JsonPart permission = part.part("permission");
    String channel = part.word("channel", List.of("whatsapp_marketing", "whatsapp_transactional"));
    String status = permission.word("reachable_status", STATUSES);
    List<Predicate> terms = new ArrayList<>();
    Field field = context.attribute(ConsentNames.PERMISSION.of(channel));
    if (status.startsWith(EITHER)) {
      String reach = status.substring(EITHER.length());
      terms.add(Make.oneOf(field, List.of("implicitly_" + reach, "explicitly_" + reach)));
    } else {
      terms.add(Make.equal(field, status));
    }
    if (status.startsWith("explicitly_")) {
      for (JsonPart filter : permission.optionalParts("filters")) {
        terms.add(ConsentFilters.read(filter, channel, FIELDS, METHOD, METHODS, context));
      }
    } else {
      permission.mayBeNull("filters");
    }
    permission.close();
    return Meaning.exact(Make.all(terms));
  }

  private static Map<String, Detail> methods() {
    Map<String, Detail> methods = new HashMap<>();
    for (String method :
        List.of(
            "api",
            "back_in_stock",
            "bigcommerce",
            "bulk_remove",
            "campaign_monitor",
            "carrier_deactivation",
            "checkout",
            "constant_contact",
            "exact_target",
            "facebook",
            "failed_age_gate",
            "inbound_message",
            "integration",
            "mad_mimi",
            "magento_two",
            "mailbox_provider",
            "manual_add",
            "manual_import",
            "manual_remove",
            "message_blocked",
            "netsuite",
            "preference_page",
            "provided_landline",
            "provided_no_age",
            "sftp",
            "shopify",
            "social_instagram_message",
            "spam_complaint",
            "square",
            "wix",
            "woocommerce")) {
      methods.put(method, Detail.NONE);
    }
    methods.put("form", Detail.SOME_OF);
    return Map.copyOf(methods);
  }
}
