package io.lamella.server.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A made-up shop: customers, and about ten events each over the three months before an instant.
/// The same seed, size and end make the same shop; each customer is made from a generator of its
/// own, so any of them can be made again alone.
///
/// @param until where the three months end; no event is at or after it
public record Shop(long seed, int size, Instant until) {
  static final List<String> CUSTOMER_COLUMNS =
      List.of(
          "country",
          "city",
          "age",
          "gender",
          "signed_up",
          "birthday",
          "email",
          "tags",
          "loyalty_tier",
          "subscribed",
          "consent_email",
          "consent_sms",
          "lifetime_value",
          "skin_type",
          "home");

  static final List<String> EVENT_COLUMNS =
      List.of(
          "order_id",
          "category",
          "collection",
          "sku",
          "amount",
          "quantity",
          "message_id",
          "campaign",
          "topic",
          "kind",
          "question",
          "answer");

  /// Every customer, made as they are asked for.
  public Stream<ShopCustomer> customers() {
    return IntStream.range(0, size).mapToObj(number -> new CustomerMaker(this, number).make());
  }
}
