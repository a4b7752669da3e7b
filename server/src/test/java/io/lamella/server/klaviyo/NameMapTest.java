package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a map changes.
class NameMapTest {
  private static final String MONTH =
      condition(
          """
          {"type": "profile-property", "property": "created",
           "filter": {"type": "date", "operator": "calendar-month", "value": 5}}
          """);

  private static String condition(String json) {
    return KlaviyoPage.definition("…", json);
  }

  private static Conversion convert(String definition, String names) {
    return KlaviyoImport.convert(definition, NameMapReader.read(names));
  }

  @Test
  void datesGoByUtcOrAreApproximated() {
    Conversion inUtc = convert(MONTH, "{\"time_zone\": \"UTC\"}");
    Conversion elsewhere = convert(MONTH, "{\"time_zone\": \"Europe/Berlin\"}");

    assertThat(inUtc.expression()).isEqualTo("created.month() == 5");
    assertThat(inUtc.fidelity()).isEqualTo(Fidelity.EXACT);
    assertThat(elsewhere.expression()).isEqualTo("created.month() == 5");
    assertThat(KlaviyoPage.told(elsewhere))
        .isEqualTo("approximated: days and months are those of Europe/Berlin; Klaviyo goes by UTC");
  }

  @Test
  void whenEventsHappenedDependsOnNoZone() {
    String definition =
        condition(
            """
            {"type": "profile-metric", "metric_id": "X", "measurement": "count",
             "measurement_filter": {"type": "numeric", "operator": "greater-than", "value": 0},
             "timeframe_filter": {"type": "date", "operator": "after", "date": "2026-01-01T00:00:00"}}
            """);
    Conversion conversion =
        convert(definition, "{\"time_zone\": \"Europe/Berlin\", \"metrics\": {\"X\": \"bought\"}}");

    assertThat(conversion.expression())
        .isEqualTo("did('bought').within(since(timestamp('2026-01-01T00:00:00Z')))");
    assertThat(conversion.fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void aPropertyIsMappedAsItIsWrittenOrByItsOwnName() {
    String names =
        """
        {"properties": {"properties['Tier']": "tier", "Colour": "colour", "email": "mail",
                        "location['city']": "town"},
         "attributes": {"first_name": "given"}}
        """;
    assertThat(has("properties['Tier']", names)).isEqualTo("has(tier)");
    assertThat(has("properties['Colour']", names)).isEqualTo("has(colour)");
    assertThat(has("email", names)).isEqualTo("has(mail)");
    assertThat(has("location['city']", names)).isEqualTo("has(town)");
    assertThat(has("first_name", names)).isEqualTo("has(given)");
    assertThat(has("properties['first_name']", names))
        .isEqualTo("has(customer['properties.first_name'])");
  }

  private static String has(String property, String names) {
    return convert(
            condition(
                "{\"type\": \"profile-property\", \"property\": \""
                    + property
                    + "\", \"filter\": {\"type\": \"existence\", \"operator\": \"is-set\"}}"),
            names)
        .expression();
  }

  @Test
  void aMetricsOwnNamesComeBeforeThoseOfAllEvents() {
    String definition =
        condition(
            """
            {"type": "profile-metric", "metric_id": "X", "measurement": "sum",
             "measurement_filter": {"type": "numeric", "operator": "greater-than", "value": 9},
             "timeframe_filter": {"type": "date", "operator": "alltime"},
             "metric_filters": [{"property": "A", "filter": {"type": "existence", "operator": "is-set"}},
                                {"property": "B", "filter": {"type": "existence", "operator": "is-set"}}]}
            """);
    String names =
        """
        {"metrics": {"X": {"behaviour": "bought", "value": "price", "properties": {"A": "a1"}}},
         "event_properties": {"A": "a2", "B": "b2"}}
        """;
    assertThat(convert(definition, names).expression())
        .isEqualTo("did('bought').where(has(a1) && has(b2)).sum(price) > 9");
  }

  @Test
  void whenAListWasJoinedIsToldByTheMapsBehaviour() {
    String definition =
        condition(
            """
            {"type": "profile-group-membership", "is_member": true, "group_ids": ["L"],
             "timeframe_filter": {"type": "date", "operator": "in-the-last", "quantity": 3, "unit": "day"}}
            """);
    String names =
        """
        {"lists": {"L": "news"}, "membership": {"behaviour": "subscribed", "property": "what"}}
        """;
    assertThat(convert(definition, names).expression())
        .isEqualTo("list('news') && did('subscribed').where(what == 'news').last() in last('3d')");
  }
}
