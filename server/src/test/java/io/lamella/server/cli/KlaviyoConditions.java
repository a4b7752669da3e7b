package io.lamella.server.cli;

import static io.lamella.server.cli.KlaviyoPeople.NOW;

import io.lamella.server.cli.KlaviyoPeople.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Conditions of Klaviyo's definitions, each beside what it means for one customer, by Klaviyo's
/// documentation and not by ours.
final class KlaviyoConditions {

  /// A condition, and for whom it holds.
  record Asked(String condition, Predicate<Person> meaning) {}

  static final List<Asked> ASKED =
      List.of(
          new Asked(
              property("properties['Tier']", "string", "equals", "\"gold\""),
              p -> p.has("Tier", "gold"::equals)),
          new Asked(
              property("properties['Tier']", "string", "not-equals", "\"gold\""),
              p -> p.has("Tier", v -> !v.equals("gold"))),
          new Asked(
              property("properties['Tier']", "string", "not-contains", "\"ol\""),
              p -> p.has("Tier", v -> !v.contains("ol"))),
          new Asked(
              property("properties['Tier']", "string", "not-starts-with", "\"g\""),
              p -> p.has("Tier", v -> !v.startsWith("g"))),
          new Asked(
              property("properties['Tier']", "string", "not-in", "[\"gold\", \"bronze\"]"),
              p -> p.has("Tier", v -> v.equals("silver"))),
          new Asked(
              property("properties['Tier']", "string", "nregex", "\"l[dv]\""),
              p -> p.has("Tier", "bronze"::equals)),
          new Asked(exists("properties['Tier']", "not-set"), p -> p.value("Tier").isEmpty()),
          new Asked(
              property("phone_number", "string", "phone-country-code-in", "[\"FR\"]"),
              p -> p.has("phone_number", v -> v.startsWith("+33"))),
          new Asked(
              property("phone_number", "string", "phone-country-code-not-in", "[\"FR\"]"),
              p -> p.has("phone_number", v -> !v.startsWith("+33"))),
          new Asked(
              property("properties['tags']", "list", "contains", "\"vip\""),
              p -> p.tags().contains("vip")),
          new Asked(
              property("properties['tags']", "list", "not-contains", "\"vip\""),
              p -> !p.tags().isEmpty() && !p.tags().contains("vip")),
          new Asked(
              property("properties['tags']", "list", "length-less-than", "2"),
              p -> p.tags().size() < 2),
          new Asked(
              property("properties['tags']", "list", "length-greater-than-or-equal", "2"),
              p -> p.tags().size() >= 2),
          new Asked(
              property("properties['age']", "numeric", "less-than", "30"),
              p -> p.has("age", v -> Integer.parseInt(v) < 30)),
          new Asked(
              property("properties['age']", "numeric", "not-equals", "30"),
              p -> p.has("age", v -> Integer.parseInt(v) != 30)),
          new Asked(
              "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\": \"date\", \"operator\": \"in-the-last\", \"quantity\": 36, \"unit\": \"hour\"}}",
              p ->
                  p.has(
                      "created",
                      v ->
                          !Instant.parse(v).isBefore(NOW.minus(Duration.ofHours(36)))
                              && Instant.parse(v).isBefore(NOW))),
          new Asked(
              "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\": \"date\", \"operator\": \"at-least\", \"quantity\": 2, \"unit\": \"week\"}}",
              p ->
                  p.has("created", v -> Instant.parse(v).isBefore(NOW.minus(Duration.ofDays(14))))),
          new Asked(
              "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\": \"date\", \"operator\": \"between\", \"start\": 3, \"end\": 9, \"unit\": \"day\"}}",
              p ->
                  p.has(
                      "created",
                      v ->
                          !Instant.parse(v).isBefore(NOW.minus(Duration.ofDays(9)))
                              && Instant.parse(v).isBefore(NOW.minus(Duration.ofDays(3))))),
          new Asked(
              "{\"type\": \"profile-property\", \"property\": \"properties['born']\", \"filter\": {\"type\": \"date\", \"operator\": \"calendar-month\", \"value\": 6}}",
              p -> p.has("born", v -> LocalDate.parse(v).getMonthValue() == 6)),
          new Asked(yearly("\"operator\": \"anniversary\""), p -> onDay(p, 0, 0)),
          new Asked(
              yearly("\"operator\": \"anniversary-last\", \"quantity\": 7, \"unit\": \"day\""),
              p -> onDay(p, -6, 0)),
          new Asked(
              yearly("\"operator\": \"anniversary-next\", \"quantity\": 3, \"unit\": \"week\""),
              p -> onDay(p, 1, 21)),
          new Asked(
              yearly("\"operator\": \"anniversary-month\""),
              p -> p.has("born", v -> LocalDate.parse(v).getMonthValue() == 6)),
          new Asked(
              metric(
                  "count",
                  "equals",
                  "0",
                  "{\"type\": \"date\", \"operator\": \"alltime\"}",
                  "null"),
              p -> p.did("purchase").isEmpty()),
          new Asked(
              metric("count", "less-than", "3", last(30), "null"),
              p ->
                  p.did("purchase").stream().filter(e -> e.isAfter(Duration.ofDays(30))).count()
                      < 3),
          new Asked(
              metric(
                  "count",
                  "greater-than-or-equal",
                  "2",
                  last(60),
                  "[{\"property\": \"Brand\", \"filter\": {\"type\": \"string\", \"operator\": \"not-equals\", \"value\": \"Acme\"}}]"),
              p ->
                  p.did("purchase").stream()
                          .filter(e ->
                              e.isAfter(Duration.ofDays(60))
                                  && e.brand().isPresent()
                                  && !e.brand().get().equals("Acme"))
                          .count()
                      >= 2),
          new Asked(
              metric("sum", "greater-than", "100", last(60), "null"),
              p ->
                  p.did("purchase").stream()
                          .filter(e -> e.isAfter(Duration.ofDays(60)))
                          .mapToInt(e -> e.amount().orElse(0))
                          .sum()
                      > 100),
          new Asked(
              metric("sum", "less-than-or-equal", "0", last(10), "null"),
              p ->
                  p.did("purchase").stream()
                          .filter(e -> e.isAfter(Duration.ofDays(10)))
                          .mapToInt(e -> e.amount().orElse(0))
                          .sum()
                      <= 0),
          new Asked(
              metric(
                  "count",
                  "greater-than",
                  "0",
                  last(90),
                  "[{\"property\": \"items\", \"filter\": {\"type\": \"list\", \"operator\": \"contains-any\", \"value\": [\"soap\", \"oil\"]}}, {\"property\": \"amount\", \"filter\": {\"type\": \"numeric\", \"operator\": \"greater-than\", \"value\": 20}}]"),
              p ->
                  p.did("purchase").stream()
                      .anyMatch(e ->
                          e.isAfter(Duration.ofDays(90))
                              && (e.items().contains("soap") || e.items().contains("oil"))
                              && e.amount().orElse(0) > 20)),
          new Asked(
              metric(
                  "count",
                  "greater-than",
                  "0",
                  last(90),
                  "[{\"property\": \"items\", \"filter\": {\"type\": \"list\", \"operator\": \"not-contains-all\", \"value\": [\"soap\", \"oil\"]}}]"),
              p ->
                  p.did("purchase").stream()
                      .anyMatch(e ->
                          e.isAfter(Duration.ofDays(90))
                              && !e.items().isEmpty()
                              && !e.items().containsAll(Set.of("soap", "oil")))),
          new Asked(
              metric(
                  "count",
                  "greater-than",
                  "0",
                  last(90),
                  "[{\"property\": \"items\", \"filter\": {\"type\": \"list\", \"operator\": \"contains-substring\", \"value\": \"oa\"}}]"),
              p ->
                  p.did("purchase").stream()
                      .anyMatch(e -> e.isAfter(Duration.ofDays(90)) && e.items().contains("soap"))),
          new Asked(
              consent("true", "\"subscription\": \"any\""),
              p -> p.has("email_can_receive_marketing", "true"::equals)),
          new Asked(
              consent("false", "\"subscription\": \"any\""),
              p -> !p.has("email_can_receive_marketing", "true"::equals)),
          new Asked(
              consent("true", "\"subscription\": \"never_subscribed\""),
              p ->
                  p.has("email_can_receive_marketing", "true"::equals)
                      && p.value("email_consent")
                          .filter(v -> !v.equals("never_subscribed"))
                          .isEmpty()),
          new Asked(
              consent(
                  "true",
                  "\"subscription\": \"subscribed\", \"filters\": [{\"field\": \"method\", \"method\": \"form\", \"filter\": {\"type\": \"string\", \"operator\": \"in\", \"value\": [\"f1\", \"f2\"]}}]"),
              p ->
                  p.has("email_can_receive_marketing", "true"::equals)
                      && p.has("email_consent", "subscribed"::equals)
                      && p.has("email_method", "form"::equals)
                      && p.has("email_method_detail", v -> !v.equals("f3"))),
          new Asked(
              "{\"type\": \"profile-region\", \"in_region\": true, \"region\": \"european_union\"}",
              p -> p.has("country", v -> v.equals("France") || v.equals("Germany"))),
          new Asked(
              "{\"type\": \"profile-has-custom-object\", \"object_type_id\": \"pet\", \"object_type_relationship_id\": \"r\", \"filter\": {\"type\": \"numeric\", \"operator\": \"less-than\", \"value\": 1}, \"filters\": [{\"property_id\": 1, \"filter\": {\"type\": \"numeric\", \"operator\": \"between\", \"start\": 10, \"end\": 30}}]}",
              p ->
                  p.did("pet").stream()
                      .noneMatch(e ->
                          e.amount().isPresent()
                              && e.amount().get() >= 10
                              && e.amount().get() <= 30)),
          new Asked(
              "{\"type\": \"profile-metric-funnel\", \"timeframe_filter\": "
                  + last(60)
                  + ", \"completion_window_seconds\": \"DAYS_5\", \"steps\": [{\"metric_exists\": true, \"metric_id\": \"OPEN\"}, {\"metric_exists\": true, \"metric_id\": \"ORDER\"}]}",
              p ->
                  p.did("opened_email").stream()
                      .anyMatch(o ->
                          o.isAfter(Duration.ofDays(60))
                              && p.did("purchase").stream()
                                  .anyMatch(b ->
                                      b.isAfter(Duration.ofDays(60))
                                          && !b.at().isBefore(o.at())
                                          && !b.at().isAfter(o.at().plus(Duration.ofDays(5)))))),
          new Asked(
              "{\"type\": \"profile-metric-funnel\", \"timeframe_filter\": "
                  + last(60)
                  + ", \"completion_window_seconds\": \"DAYS_5\", \"steps\": [{\"metric_exists\": true, \"metric_id\": \"OPEN\"}, {\"metric_exists\": false, \"metric_id\": \"ORDER\"}]}",
              p ->
                  p.did("opened_email").stream()
                      .anyMatch(o ->
                          o.isAfter(Duration.ofDays(60))
                              && p.did("purchase").stream()
                                  .noneMatch(b ->
                                      b.isAfter(Duration.ofDays(60))
                                          && !b.at().isBefore(o.at())
                                          && !b.at().isAfter(o.at().plus(Duration.ofDays(5)))))));

  private KlaviyoConditions() {}

  private static String yearly(String filter) {
    return "{\"type\": \"profile-property\", \"property\": \"properties['born']\", \"filter\": {\"type\":"
        + " \"date\", "
        + filter
        + "}}";
  }

  /// Whether the day of the year is one of those from today on, or before it.
  private static boolean onDay(Person person, int first, int last) {
    LocalDate today = LocalDate.parse("2026-06-15");
    return person.has(
        "born",
        v ->
            IntStream.rangeClosed(first, last)
                .mapToObj(days -> MonthDay.from(today.plusDays(days)))
                .anyMatch(MonthDay.from(LocalDate.parse(v))::equals));
  }

  private static String property(String property, String type, String operator, String value) {
    return "{\"type\": \"profile-property\", \"property\": \""
        + property
        + "\", \"filter\": {\"type\": \""
        + type
        + "\", \"operator\": \""
        + operator
        + "\", \"value\": "
        + value
        + "}}";
  }

  private static String exists(String property, String operator) {
    return "{\"type\": \"profile-property\", \"property\": \""
        + property
        + "\", \"filter\": {\"type\": \"existence\", \"operator\": \""
        + operator
        + "\"}}";
  }

  private static String metric(
      String measurement, String operator, String value, String time, String filters) {
    return "{\"type\": \"profile-metric\", \"metric_id\": \"ORDER\", \"measurement\": \""
        + measurement
        + "\", \"measurement_filter\": {\"type\": \"numeric\", \"operator\": \""
        + operator
        + "\", \"value\": "
        + value
        + "}, \"timeframe_filter\": "
        + time
        + ", \"metric_filters\": "
        + filters
        + "}";
  }

  private static String consent(String canReceive, String status) {
    return "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"email\", \"can_receive_marketing\": "
        + canReceive
        + ", \"consent_status\": {"
        + status
        + "}}}";
  }

  private static String last(int days) {
    return "{\"type\": \"date\", \"operator\": \"in-the-last\", \"quantity\": "
        + days
        + ", \"unit\": \"day\"}";
  }
}
