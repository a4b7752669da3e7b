package io.lamella.server.klaviyo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What Lamella calls the consent of a channel, `email_consent`: attributes with the channel before
/// them.
enum ConsentNames {
  /// Boolean: whether marketing may be sent.
  CAN_RECEIVE("can_receive_marketing"),
  /// Keyword: `subscribed`, `unsubscribed`, `never_subscribed`; none is the last of these.
  CONSENT("consent"),
  /// Instant of the last change.
  STATUS_DATE("status_date"),
  /// Keyword: how it changed.
  METHOD("method"),
  /// Keyword: the form, key, person, page or integration that changed it.
  METHOD_DETAIL("method_detail"),
  /// Keyword: where it came from, as whoever set it says.
  CUSTOM_SOURCE("custom_source"),
  /// Boolean: whether it was confirmed.
  DOUBLE_OPT_IN("double_opt_in"),
  /// Boolean: whether the telephone takes RCS.
  RCS_CAPABLE("rcs_capable"),
  BOUNCE_DATE("bounce_date"),
  MANUAL_SUPPRESSION_DATE("manual_suppression_date"),
  INVALID_DATE("invalid_date"),
  /// Keyword: `explicitly_reachable` and its like.
  PERMISSION("permission"),
  EFFECTIVE_DATE("effective_date"),
  RECORDED_DATE("recorded_date");

  private static final List<String> CHANNELS =
      List.of("email", "sms", "push", "whatsapp_marketing", "whatsapp_transactional");

  private final String name;

  ConsentNames(String name) {
    this.name = name;
  }

  /// The attribute of a channel.
  String of(String channel) {
    return channel + "_" + name;
  }

  /// All there are.
  static Stream<String> all() {
    return CHANNELS.stream()
        .flatMap(channel -> Arrays.stream(values()).map(name -> name.of(channel)));
  }
}
