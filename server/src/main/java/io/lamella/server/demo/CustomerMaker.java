package io.lamella.server.demo;

import io.lamella.server.demo.ShopCustomer.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Makes one customer of a shop: who they are, what they bought and saw, what was sent to them and
/// what they did with it.
final class CustomerMaker {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final Duration SEASON = Duration.ofDays(90);
  private static final String[] COUNTRIES = {"GB", "US", "DE", "FR", "NL", "ES", "IT", "SE"};

  /// A point of each country, in degrees: latitude, longitude.
  private static final Map<String, List<Double>> CENTRES =
      Map.of(
          "GB", List.of(52.5, -1.5),
          "US", List.of(39.8, -98.6),
          "DE", List.of(51.2, 10.4),
          "FR", List.of(46.6, 2.4),
          "NL", List.of(52.2, 5.3),
          "ES", List.of(40.4, -3.7),
          "IT", List.of(42.8, 12.8),
          "SE", List.of(59.6, 15.0));

  private static final String[] CATEGORIES = {
    "skincare", "make-up", "haircare", "fragrance", "body", "tools", "men", "gifts"
  };
  private static final String[] COLLECTIONS = {
    "anti-aging", "hydration", "sun", "basics", "vegan", "travel"
  };
  private static final String[] TOPICS = {"offer", "education", "news", "launch"};

  private final Shop shop;
  private final int number;
  private final Wheel wheel;
  private final String id;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private int orders;
  private int messages;

  CustomerMaker(Shop shop, int number) {
    this.shop = shop;
    this.number = number;
    this.wheel = new Wheel(shop.seed() * SPREAD + number * 0xBF58476D1CE4E5B9L);
    this.id = "c" + (100_000 + number);
  }

  ShopCustomer make() {
    boolean newcomer = wheel.chance(0.1);
    describe(newcomer);
    // A few are what the skincare team dreams of: new, buying, reading, looking.
    if (newcomer && wheel.chance(0.25)) {
      beEnthusiastic();
    } else {
      shopAround(newcomer);
    }
    settle();
    events.sort(Comparator.comparing(Event::instant));
    return new ShopCustomer(id, attributes, events);
  }

  // ---- who they are

  private void describe(boolean newcomer) {
    String country = wheel.pick(COUNTRIES);
    set(0.97, "country", country);
    set(0.9, "city", country + "-" + wheel.pick("north", "south", "east", "west", "centre"));
    set(0.8, "age", Integer.toString(wheel.between(16, 60) + wheel.between(0, 20)));
    set(0.85, "gender", wheel.pick("F", "M", "X"));
    Instant signedUp =
        newcomer
            ? before(Duration.ofDays(28))
            : shop.until()
                .minus(Duration.ofDays(30))
                .minusMillis(wheel.below(Duration.ofDays(900).toMillis()));
    set(1, "signed_up", signedUp.toString());
    set(
        0.6,
        "birthday",
        LocalDate.ofInstant(shop.until(), ZoneOffset.UTC)
            .minusDays(6_000 + wheel.below(16_000))
            .toString());
    set(0.98, "email", id + "@" + wheel.pick("example.com", "example.org", "example.net"));
    List<String> tags = new ArrayList<>();
    for (String tag : List.of("vip", "wholesale", "press", "ambassador", "sample-box")) {
      if (wheel.chance(0.06)) {
        tags.add(tag);
      }
    }
    set(tags.isEmpty() ? 0 : 1, "tags", String.join("|", tags));
    set(0.5, "loyalty_tier", wheel.pick("bronze", "silver", "gold"));
    set(1, "consent_email", wheel.pick("subscribed", "subscribed", "unsubscribed", "never"));
    set(1, "consent_sms", wheel.pick("never", "subscribed", "unsubscribed"));
    set(1, "subscribed", Boolean.toString(isSubscribed("consent_email")));
    set(0.7, "lifetime_value", decimal(wheel.below(90_000)));
  }

  /// Gives those of whom the country is known a home, within two degrees of its centre. Comes last,
  /// so that a seed's shop is else what it was before there were homes.
  private void settle() {
    String country = attributes.get("country");
    if (country != null) {
      List<Double> centre = Objects.requireNonNull(CENTRES.get(country));
      set(0.8, "home", near(centre.getFirst()) + "," + near(centre.getLast()));
    }
  }

  private String near(double degrees) {
    return String.format(Locale.ROOT, "%.5f", degrees + (wheel.below(400_001) - 200_000) / 1e5);
  }

  private void set(double filled, String name, String value) {
    if (wheel.chance(filled)) {
      attributes.put(name, value);
    }
  }

  private boolean isSubscribed(String consent) {
    return "subscribed".equals(attributes.get(consent));
  }

  // ---- what they did

  private void shopAround(boolean newcomer) {
    Duration active = newcomer ? Duration.ofDays(28) : SEASON;
    for (int i = wheel.repeats(0.62, 12); i > 0; i--) {
      view(wheel.pick(CATEGORIES), wheel.pick(COLLECTIONS), before(active));
    }
    for (int i = wheel.repeats(0.35, 6); i > 0; i--) {
      order(wheel.pick(CATEGORIES), before(active));
    }
    int carts = wheel.repeats(0.2, 3);
    for (int i = 0; i < carts; i++) {
      String category = wheel.pick(CATEGORIES);
      add("cart", before(active), Map.of("category", category, "sku", sku(category)));
    }
    if (isSubscribed("consent_email")) {
      for (int i = wheel.repeats(0.72, 8); i > 0; i--) {
        mail(wheel.pick(TOPICS), before(active), 0.45);
      }
    }
    if (isSubscribed("consent_sms")) {
      for (int i = wheel.repeats(0.5, 4); i > 0; i--) {
        text(before(active));
      }
    }
    if (wheel.chance(0.15)) {
      answerPopup(before(active));
    }
  }

  private void beEnthusiastic() {
    attributes.put("consent_email", "subscribed");
    attributes.put("subscribed", "true");
    order("skincare", before(Duration.ofDays(13)));
    for (int i = wheel.between(2, 5); i > 0; i--) {
      mail("education", before(Duration.ofDays(27)), 0.9);
    }
    for (int i = wheel.between(2, 6); i > 0; i--) {
      view("skincare", "anti-aging", before(Duration.ofDays(5)));
    }
    if (wheel.chance(0.3)) {
      order(wheel.pick(CATEGORIES), before(Duration.ofDays(27)));
    }
    answerPopup(before(Duration.ofDays(27)));
  }

  /// One to four lines, each a purchase of its own with the order's id: an order is not an event.
  private void order(String category, Instant instant) {
    String orderId = "o" + number + "-" + orders++;
    for (int line = 0; line <= wheel.repeats(0.45, 3); line++) {
      String of = line == 0 ? category : wheel.pick(CATEGORIES);
      int quantity = 1 + wheel.repeats(0.2, 4);
      add(
          "purchase",
          instant,
          Map.of(
              "order_id", orderId,
              "category", of,
              "collection", wheel.pick(COLLECTIONS),
              "sku", sku(of),
              "quantity", Integer.toString(quantity),
              "amount", decimal(quantity * (399 + wheel.below(6_000)))));
    }
  }

  private void view(String category, String collection, Instant instant) {
    add(
        "viewed",
        instant,
        Map.of("category", category, "collection", collection, "sku", sku(category)));
  }

  /// Sent, then delivered or bounced, then opened, perhaps several times, then clicked.
  private void mail(String topic, Instant sent, double interest) {
    Map<String, String> message = message("m", topic);
    add("sent_email", sent, message);
    if (wheel.chance(0.02)) {
      Map<String, String> bounce = new TreeMap<>(message);
      bounce.put("kind", wheel.chance(0.3) ? "hard" : "soft");
      add("bounced", sent.plusSeconds(20), bounce);
      return;
    }
    add("delivered_email", sent.plusSeconds(3), message);
    if (wheel.chance(interest)) {
      Instant opened = sent.plusSeconds(60 + wheel.below(80_000));
      add("opened_email", opened, message);
      for (int i = wheel.repeats(0.3, 3); i > 0; i--) {
        add("opened_email", opened.plusSeconds(wheel.below(90_000)), message);
      }
      if (wheel.chance(0.3)) {
        add("clicked_email", opened.plusSeconds(5 + wheel.below(600)), message);
      }
    }
  }

  private void text(Instant sent) {
    Map<String, String> message = message("s", wheel.pick(TOPICS));
    add("sent_sms", sent, message);
    if (wheel.chance(0.97)) {
      add("delivered_sms", sent.plusSeconds(2), message);
      if (wheel.chance(0.12)) {
        add("clicked_sms", sent.plusSeconds(30 + wheel.below(4_000)), message);
      }
    }
  }

  private Map<String, String> message(String channel, String topic) {
    return Map.of(
        "message_id", channel + number + "-" + messages++,
        "campaign", topic + "-" + wheel.between(1, 12),
        "topic", topic);
  }

  /// The answer is kept as an attribute and as a dated event.
  private void answerPopup(Instant instant) {
    String answer = wheel.pick("dry", "combination", "oily", "sensitive");
    attributes.put("skin_type", answer);
    add("popup_answered", instant, Map.of("question", "skin type", "answer", answer));
  }

  /// Adds an event, unless it would lie behind the shop's end.
  private void add(String behaviour, Instant instant, Map<String, String> properties) {
    if (instant.isBefore(shop.until())) {
      events.add(new Event(behaviour, instant, properties));
    }
  }

  private String sku(String category) {
    return category.substring(0, 3).toUpperCase(Locale.ROOT)
        + "-"
        + wheel.pick("01", "02", "03", "04", "05", "06", "07", "08")
        + wheel.between(10, 59);
  }

  private Instant before(Duration span) {
    return shop.until().minusMillis(1 + wheel.below(span.toMillis()));
  }

  private static String decimal(long cents) {
    return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
  }
}
