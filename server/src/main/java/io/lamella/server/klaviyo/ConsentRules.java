package io.lamella.server.klaviyo;

import io.lamella.server.klaviyo.ConsentFilters.Detail;
import java.util.List;
import java.util.Map;

/// A status of a channel's consent, with marketing received or not, and the filters that may stand
/// with it.
///
/// @param fields what the filters may be about, beside the method
/// @param methods how consent may have been given or taken, and what more may be asked of each
record ConsentRules(
    String channel,
    boolean canReceive,
    String subscription,
    List<String> fields,
    Map<String, Detail> methods) {

  /// All there are.
  static final List<ConsentRules> ALL =
      List.of(
          new ConsentRules("email", true, "any", List.of(), Map.of()),
          new ConsentRules(
              "email",
              true,
              "subscribed",
              List.of("is_double_opt_in", "status_date", "custom_source"),
              Map.of(
                  "form", Detail.SOME_OF,
                  "preference_page", Detail.EQUALS,
                  "api", Detail.SOME_OF,
                  "inbound_message", Detail.NONE,
                  "back_in_stock", Detail.NONE,
                  "sftp", Detail.NONE,
                  "manual_import", Detail.SOME_OF,
                  "manual_add", Detail.SOME_OF,
                  "integration", Detail.SHOPIFY)),
          new ConsentRules("email", true, "never_subscribed", List.of(), Map.of()),
          new ConsentRules("email", false, "any", ConsentFilters.SUPPRESSION, Map.of()),
          new ConsentRules(
              "email",
              false,
              "unsubscribed",
              List.of(
                  "status_date", "bounce_date", "manual_suppression_date", "invalid_email_date"),
              Map.ofEntries(
                  Map.entry("api", Detail.SOME_OF),
                  Map.entry("inbound_message", Detail.NONE),
                  Map.entry("preference_page", Detail.NONE),
                  Map.entry("manual_remove", Detail.NONE),
                  Map.entry("spam_complaint", Detail.NONE),
                  Map.entry("mailbox_provider", Detail.NONE),
                  Map.entry("one_click_unsubscribe", Detail.NONE),
                  Map.entry("manual_import", Detail.NONE),
                  Map.entry("sftp", Detail.NONE),
                  Map.entry("data_warehouse_import", Detail.NONE),
                  Map.entry("profile_modification", Detail.NONE),
                  Map.entry("integration", Detail.CONSTANT_CONTACT))),
          new ConsentRules(
              "email", false, "never_subscribed", ConsentFilters.SUPPRESSION, Map.of()),
          new ConsentRules("email", false, "subscribed", ConsentFilters.SUPPRESSION, Map.of()),
          new ConsentRules(
              "sms",
              true,
              "subscribed",
              List.of("status_date", "is_rcs_capable"),
              Map.of(
                  "form", Detail.SOME_OF,
                  "manual_import", Detail.SOME_OF,
                  "manual_add", Detail.SOME_OF,
                  "checkout", Detail.NONE,
                  "inbound_message", Detail.NONE,
                  "preference_page", Detail.NONE,
                  "sftp", Detail.NONE,
                  "integration", Detail.SHOPIFY)),
          new ConsentRules("sms", false, "any", List.of(), Map.of()),
          new ConsentRules(
              "sms",
              false,
              "unsubscribed",
              List.of("status_date"),
              Map.ofEntries(
                  Map.entry("form", Detail.SOME_OF),
                  Map.entry("manual_import", Detail.SOME_OF),
                  Map.entry("manual_add", Detail.SOME_OF),
                  Map.entry("manual_remove", Detail.NONE),
                  Map.entry("bulk_remove", Detail.NONE),
                  Map.entry("checkout", Detail.NONE),
                  Map.entry("inbound_message", Detail.NONE),
                  Map.entry("preference_page", Detail.NONE),
                  Map.entry("sftp", Detail.NONE),
                  Map.entry("carrier_deactivation", Detail.NONE),
                  Map.entry("provided_landline", Detail.NONE),
                  Map.entry("message_blocked", Detail.NONE),
                  Map.entry("provided_no_age", Detail.NONE),
                  Map.entry("failed_age_gate", Detail.NONE),
                  Map.entry("integration", Detail.SHOPIFY))),
          new ConsentRules("sms", false, "never_subscribed", List.of(), Map.of()),
          new ConsentRules("push", true, "any", List.of("status_date"), Map.of()),
          new ConsentRules("push", false, "any", List.of(), Map.of()));

  ConsentRules {
    fields = List.copyOf(fields);
    methods = Map.copyOf(methods);
  }

  boolean isOf(String channel, boolean canReceive) {
    return this.channel.equals(channel) && this.canReceive == canReceive;
  }
}
