package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.List;

/// `profile-marketing-consent`: whether a channel may be used, and why. The attributes are those of
/// [ConsentNames].
final class Consents {
  private static final String ANY = "any";
  private static final String NEVER = "never_subscribed";

  private Consents() {}

  static Meaning read(JsonPart part, Context context) {
    JsonPart consent = part.part("consent");
    String channel = consent.word("channel", List.of("email", "sms", "push"));
    boolean can = consent.bool("can_receive_marketing");
    JsonPart status = consent.part("consent_status");
    List<ConsentRules> legal =
        ConsentRules.ALL.stream().filter(rules -> rules.isOf(channel, can)).toList();
    String subscription =
        status.word("subscription", legal.stream().map(ConsentRules::subscription).toList());
    ConsentRules rules =
        legal.stream()
            .filter(one -> one.subscription().equals(subscription))
            .findFirst()
            .orElseThrow();
    List<Predicate> terms = new ArrayList<>();
    terms.add(canReceive(channel, can, context));
    if (!subscription.equals(ANY)) {
      terms.add(subscription(channel, subscription, context));
    }
    terms.addAll(ConsentFilters.read(status, channel, rules, context));
    status.close();
    consent.close();
    return Meaning.exact(Make.all(terms));
  }

  /// Who cannot be reached is everybody else, those without an address among them.
  private static Predicate canReceive(String channel, boolean can, Context context) {
    Field field = context.attribute(ConsentNames.CAN_RECEIVE.of(channel));
    Predicate yes = new Predicate.IsTrue(field);
    return can ? yes : Make.not(yes);
  }

  /// Who has said nothing has never subscribed.
  private static Predicate subscription(String channel, String subscription, Context context) {
    Field field = context.attribute(ConsentNames.CONSENT.of(channel));
    Predicate equal = Make.equal(field, subscription);
    return subscription.equals(NEVER) ? Make.any(Make.not(new Predicate.Has(field)), equal) : equal;
  }
}
