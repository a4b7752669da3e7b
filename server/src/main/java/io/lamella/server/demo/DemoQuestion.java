package io.lamella.server.demo;

import io.lamella.server.demo.ShopCustomer.Event;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A question that the demo shows, with a plain judge of a customer beside it, which knows nothing
/// of the engine.
///
/// @param judges makes the judge for a shop
public record DemoQuestion(
    String title, String expression, Function<Shop, Predicate<ShopCustomer>> judges) {

  /// The segment of the article: new customers who bought skincare, read and look around. An order
  /// is one or more purchase lines, and a message may be opened many times, so orders and messages
  /// are counted, not events.
  static final String ARTICLE =
      """
      did('purchase').distinct(order_id) == 1 && did('purchase').first() in last('30d')
      && did('purchase').where(category == 'skincare').within(last('14d'))
      && did('opened_email', 'clicked_email').where(topic == 'education').within(last('30d')).distinct(message_id) >= 2
      && did('viewed').where(collection == 'anti-aging').within(calendar('week')).count() >= 2
      && !(consent_email != 'subscribed' || did('bounced').where(kind == 'hard'))\
      """;

  /// The questions, the article's last.
  public static List<DemoQuestion> all() {
    return List.of(
        new DemoQuestion(
            "Subscribers in Great Britain who never bought",
            "country == 'GB' && consent_email == 'subscribed' && !did('purchase')",
            shop ->
                customer ->
                    customer.has("country", "GB")
                        && customer.has("consent_email", "subscribed")
                        && customer.did("purchase", event -> true).findAny().isEmpty()),
        new DemoQuestion(
            "Spent more than 100 in 30 days and opened no e-mail since",
            "did('purchase').within(last('30d')).sum(amount) > 100\n"
                + "&& !did('opened_email').within(last('30d'))",
            shop ->
                customer ->
                    customer
                                .did("purchase", since(shop, 30))
                                .map(event -> new BigDecimal(event.property("amount")))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(BigDecimal.valueOf(100))
                            > 0
                        && customer.did("opened_email", since(shop, 30)).findAny().isEmpty()),
        new DemoQuestion(
            "New customers who bought skincare, read about it and look around this week",
            ARTICLE,
            shop -> customer -> article(shop, customer)));
  }

  /// The judge for a shop.
  public Predicate<ShopCustomer> judge(Shop shop) {
    return judges.apply(shop);
  }

  private static boolean article(Shop shop, ShopCustomer customer) {
    List<Event> purchases = customer.did("purchase", event -> true).toList();
    boolean oneOrder =
        purchases.stream().map(event -> event.property("order_id")).distinct().count() == 1;
    if (!oneOrder || !since(shop, 30).test(purchases.getFirst())) {
      return false;
    }
    boolean skincare =
        purchases.stream()
            .anyMatch(event -> event.has("category", "skincare") && since(shop, 14).test(event));
    long read =
        Stream.concat(
                customer.did("opened_email", since(shop, 30)),
                customer.did("clicked_email", since(shop, 30)))
            .filter(event -> event.has("topic", "education"))
            .map(event -> event.property("message_id"))
            .distinct()
            .count();
    Instant monday =
        LocalDate.ofInstant(shop.until(), ZoneOffset.UTC)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    long views =
        customer
            .did(
                "viewed",
                event -> event.has("collection", "anti-aging") && !event.instant().isBefore(monday))
            .count();
    boolean suppressed =
        !customer.has("consent_email", "subscribed")
            || customer.did("bounced", event -> event.has("kind", "hard")).findAny().isPresent();
    return skincare && read >= 2 && views >= 2 && !suppressed;
  }

  private static Predicate<Event> since(Shop shop, int days) {
    Instant from = shop.until().minus(Duration.ofDays(days));
    return event -> !event.instant().isBefore(from);
  }
}
