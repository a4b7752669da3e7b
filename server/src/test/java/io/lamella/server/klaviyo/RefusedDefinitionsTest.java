package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamella.engine.api.Fault;
import io.lamella.server.klaviyo.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what is no definition, or no map, is refused by path with what would be right, every fault
/// at once, and nothing that somebody sends costs more than it may.
class RefusedDefinitionsTest {
  private static final String CONDITION = "$.condition_groups[0].conditions[0]";

  private static List<String> faults(String text) {
    NotKlaviyoException refused =
        catchThrowableOfType(
            NotKlaviyoException.class, () -> KlaviyoImport.convert(text, NameMap.DEFAULT));
    assertThat(refused).as(text).isNotNull();
    return refused.faults().stream().map(Fault::toString).toList();
  }

  private static List<String> faultsOfCondition(String condition) {
    return faults(KlaviyoPage.definition("…", condition));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "{\"type\": \"profile-propety\"} @ .type: 'profile-propety' is not known here; did you mean"
            + " 'profile-property'? expected one of profile-property, profile-metric,"
            + " profile-metric-funnel, profile-group-membership, profile-marketing-consent,"
            + " profile-permissions, profile-predictive-analytics, profile-postal-code-distance,"
            + " profile-region, profile-has-custom-object",
        "{\"property\": \"email\"} @ .type: missing",
        "{\"type\": 3} @ .type: a string is needed, not a number; expected one of profile-property,"
            + " profile-metric, profile-metric-funnel, profile-group-membership,"
            + " profile-marketing-consent, profile-permissions, profile-predictive-analytics,"
            + " profile-postal-code-distance, profile-region, profile-has-custom-object",
        "{\"type\": \"profile-property\", \"property\": \"emial\", \"filter\": {\"type\":"
            + " \"existence\", \"operator\": \"is-set\"}} @ .property: 'emial' is no property of a"
            + " profile; expected one of email, phone_number, external_id, first_name, last_name,"
            + " organization, locale, title, image, created, updated, last_event_date,"
            + " location['city'] and its like, properties['any name']",
        "{\"type\": \"profile-property\", \"property\": \"location['planet']\", \"filter\":"
            + " {\"type\": \"existence\", \"operator\": \"is-set\"}} @ .property:"
            + " 'location['planet']' is no property of a profile; expected one of email,"
            + " phone_number, external_id, first_name, last_name, organization, locale, title, image,"
            + " created, updated, last_event_date, location['city'] and its like, properties['any"
            + " name']",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"not-in-the-last\", \"quantity\": 3, \"unit\": \"day\"}} @"
            + " .filter.operator: 'not-in-the-last' is not known here; did you mean 'in-the-last'?"
            + " expected one of after, before, between-static, in-the-last, in-the-next, at-least,"
            + " between, anniversary-last, anniversary-next, anniversary, anniversary-month,"
            + " calendar-month",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"in-the-last\", \"quantity\": 0, \"unit\": \"day\"}} @"
            + " .filter.quantity: a whole number from 1 to 3650000 is needed: 0",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"in-the-last\", \"quantity\": 1, \"unit\": \"month\"}} @"
            + " .filter.unit: 'month' is not known here; expected one of day, hour, week",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"between\", \"start\": 3, \"end\": 3, \"unit\": \"day\"}} @"
            + " .filter.end: other than start is needed, or nothing lies between them",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"between-static\", \"start\": \"2026-01-02T00:00:00Z\","
            + " \"end\": \"2026-01-01T00:00:00Z\"}} @ .filter.end: later than start is needed, or"
            + " nothing lies between them",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"after\", \"date\": \"soon\"}} @ .filter.date: a date and"
            + " time is needed: 2026-01-31T09:30:00Z",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"after\", \"date\": \"2026-01-01T00:00:00Z\", \"value\":"
            + " \"2026-01-01T00:00:00Z\"}} @ .filter.value: given twice: as date, too, which is its"
            + " name today",
        "{\"type\": \"profile-property\", \"property\": \"created\", \"filter\": {\"type\":"
            + " \"date\", \"operator\": \"calendar-month\", \"value\": 13}} @ .filter.value: a whole"
            + " number from 1 to 12 is needed: 13",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"numeric\", \"operator\": \"equals\", \"value\": \"3\"}} @ .filter.value: a number is"
            + " needed, not a string",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"numeric\", \"operator\": \"equals\", \"value\": 0.1234567890123456}} @"
            + " .filter.value: a number of at most 18 digits is needed, of 15 if it has a fraction",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"boolean\", \"operator\": \"equals\", \"value\": \"true\"}} @ .filter.value: true or"
            + " false is needed, not a string",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"string\", \"operator\": \"in\", \"value\": [\"a\", null]}} @ .filter.value[1]: a"
            + " string is needed, not null",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"string\", \"operator\": \"in\", \"value\": \"a\"}} @ .filter.value: a list is"
            + " needed, not a string",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"string\", \"operator\": \"equals\"}} @ .filter.value: missing",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"list\", \"operator\": \"contains-any\", \"value\": [\"a\"]}} @ .filter.operator:"
            + " 'contains-any' is not known here; did you mean 'contains'? expected one of contains,"
            + " not-contains, length-equals, length-greater-than, length-greater-than-or-equal,"
            + " length-less-than, length-less-than-or-equal",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"list\", \"operator\": \"length-equals\", \"value\": 1.5}} @ .filter.value: a whole"
            + " number is needed: 1.5",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": []} @ .filter: an"
            + " object is needed, not a list",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"field\": \"email\", \"filter\":"
            + " {\"type\": \"existence\", \"operator\": \"is-set\"}} @ .field: given twice: as"
            + " property, too, which is its name today",
        "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
            + " \"existence\", \"operator\": \"is-set\", \"since\": 1}} @ .filter.since: no field of"
            + " this object; expected one of operator, type",
        "{\"type\": \"profile-group-membership\", \"is_member\": true, \"group_ids\": []} @"
            + " .group_ids: the id of a list is needed",
        "{\"type\": \"profile-group-membership\", \"is_member\": false, \"group_ids\": [\"a\"],"
            + " \"timeframe_filter\": {\"type\": \"date\", \"operator\": \"in-the-last\","
            + " \"quantity\": 1, \"unit\": \"day\"}} @ .timeframe_filter: no field of this object;"
            + " expected one of group_ids, is_member, type",
        "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"sms\","
            + " \"can_receive_marketing\": true, \"consent_status\": {\"subscription\": \"any\"}}} @"
            + " .consent.consent_status.subscription: 'any' is not known here; expected subscribed",
        "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"email\","
            + " \"can_receive_marketing\": true, \"consent_status\": {\"subscription\": \"any\","
            + " \"filters\": [1]}}} @ .consent.consent_status.filters: nothing is asked further of"
            + " any here",
        "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"sms\","
            + " \"can_receive_marketing\": true, \"consent_status\": {\"subscription\":"
            + " \"subscribed\", \"filters\": [{\"field\": \"method\", \"method\": \"pigeon\"}]}}} @"
            + " .consent.consent_status.filters[0].method: 'pigeon' is not known here; expected one of"
            + " checkout, form, inbound_message, integration, manual_add, manual_import,"
            + " preference_page, sftp",
        "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"sms\","
            + " \"can_receive_marketing\": true, \"consent_status\": {\"subscription\":"
            + " \"subscribed\", \"filters\": [{\"field\": \"is_double_opt_in\"}]}}} @"
            + " .consent.consent_status.filters[0].field: 'is_double_opt_in' is not known here;"
            + " expected one of status_date, is_rcs_capable, method",
        "{\"type\": \"profile-marketing-consent\", \"consent\": {\"channel\": \"sms\","
            + " \"can_receive_marketing\": true, \"consent_status\": {\"subscription\":"
            + " \"subscribed\", \"filters\": [{\"field\": \"method\", \"method\": \"integration\","
            + " \"filter\": {\"type\": \"string\", \"operator\": \"in\", \"value\": [\"wix\"]}}]}}} @"
            + " .consent.consent_status.filters[0].filter.value[0]: 'wix' is not known here; expected"
            + " shopify",
        "{\"type\": \"profile-permissions\", \"channel\": \"whatsapp\", \"permission\":"
            + " {\"reachable_status\": \"implicitly_reachable\"}} @ .channel: 'whatsapp' is not known"
            + " here; expected one of whatsapp_marketing, whatsapp_transactional",
        "{\"type\": \"profile-predictive-analytics\", \"dimension\": \"predicted_gender\","
            + " \"filter\": {\"type\": \"string\", \"operator\": \"equals\", \"value\": \"female\"}} @"
            + " .filter.value: 'female' is not known here; expected one of likely_female, likely_male,"
            + " uncertain",
        "{\"type\": \"profile-predictive-analytics\", \"dimension\": \"shoe_size\", \"filter\":"
            + " {\"type\": \"numeric\", \"operator\": \"equals\", \"value\": 1}} @ .dimension:"
            + " 'shoe_size' is not known here; expected one of average_days_between_orders,"
            + " average_order_value, churn_probability, historic_clv, historic_number_of_orders,"
            + " predicted_clv, predicted_number_of_orders, total_clv, expected_date_of_next_purchase,"
            + " predicted_gender, channel_affinity",
        "{\"type\": \"profile-postal-code-distance\", \"country_code\": \"USA\", \"postal_code\":"
            + " \"1\", \"unit\": \"miles\", \"filter\": {\"type\": \"numeric\", \"operator\":"
            + " \"less-than\", \"value\": 0}} @ .filter.value: a distance above 0 is needed: 0",
        "{\"type\": \"profile-region\", \"in_region\": true, \"region\": \"asia\"} @ .region: 'asia'"
            + " is not known here; expected one of european_union, united_states",
        "{\"type\": \"profile-has-custom-object\", \"object_type_id\": \"a\","
            + " \"object_type_relationship_id\": \"b\", \"filter\": {\"type\": \"numeric\","
            + " \"operator\": \"equals\", \"value\": 1.5}, \"filters\": []} @ .filter.value: a whole"
            + " number is needed: 1.5",
        "{\"type\": \"profile-metric-funnel\", \"timeframe_filter\": {\"type\": \"date\","
            + " \"operator\": \"in-the-last\", \"quantity\": 1, \"unit\": \"day\"}, \"steps\": []} @"
            + " .steps: at least one step is needed",
        "{\"type\": \"profile-metric-funnel\", \"timeframe_filter\": {\"type\": \"date\","
            + " \"operator\": \"in-the-last\", \"quantity\": 1, \"unit\": \"day\"},"
            + " \"completion_window_seconds\": \"DAYS_2\", \"steps\": [{\"metric_exists\": true,"
            + " \"metric_id\": \"a\"}]} @ .completion_window_seconds: 'DAYS_2' is not known here; did"
            + " you mean 'DAYS_1'? expected one of HOURS_1, DAYS_1, DAYS_3, DAYS_5, WEEKS_1,"
            + " DAYS_30, DAYS_90, DAYS_180, YEARS_1",
      })
  void aConditionThatIsNoneIsRefusedAtItsPath(String condition, String fault) {
    assertThat(faultsOfCondition(condition)).containsExactly(CONDITION + fault);
  }

  @Test
  void aConditionOfFlowsIsToldApart() {
    assertThat(faultsOfCondition("{\"type\": \"profile-sample\", \"percentage\": 10}"))
        .singleElement()
        .asString()
        .startsWith(
            CONDITION
                + ".type: 'profile-sample' stands in flows, not in segments; write sample(10, 'a"
                + " name') in the expression for 10 %; expected one of profile-property,");
  }

  @Test
  void everyFaultIsToldAtOnce() {
    assertThat(
            faults(
                """
                {"condition_groups": [
                  {"conditions": []},
                  {"conditions": [
                    {"type": "profile-property", "property": "email",
                     "filter": {"type": "string", "operator": "is", "value": 7}},
                    {"type": "profile-region", "in_region": "yes", "region": "european_union"}],
                   "not": true}],
                 "version": 2}
                """))
        .containsExactly(
            "$.condition_groups[0].conditions: at least one condition is needed",
            "$.condition_groups[1].conditions[0].filter.operator: 'is' is not known here; did you"
                + " mean 'in'? expected one of equals, not-equals, contains, not-contains, starts-with, not-starts-with,"
                + " ends-with, not-ends-with, regex, nregex, in, not-in, phone-country-code-in,"
                + " phone-country-code-not-in",
            "$.condition_groups[1].conditions[1].in_region: true or false is needed, not a string",
            "$.condition_groups[1].not: no field of this object; expected conditions",
            "$.version: no field of this object; expected condition_groups");
  }

  @Test
  void whatIsNoJsonSaysWhere() {
    assertThat(faults("")).containsExactly("$: nothing here; a JSON object is needed");
    assertThat(faults("[]")).first().isEqualTo("$: an object is needed, not a list");
    assertThat(faults("{}")).singleElement().asString().startsWith("$.condition_groups: missing;");
    assertThat(faults("{\"condition_groups\": [}")).singleElement().asString().contains("not JSON");
    assertThat(faults("{'condition_groups': []}")).singleElement().asString().contains("not JSON");
    assertThat(faults("{\"condition_groups\": []} x")).isNotEmpty();
    assertThat(faults("{\"condition_groups\": []}"))
        .containsExactly("$.condition_groups: at least one group of conditions is needed");
    assertThat(faults("{\"condition_groups\": 7}"))
        .containsExactly("$.condition_groups: a list is needed, not a number");
  }

  @Test
  void aNameGivenTwiceIsRefused() {
    assertThat(
            faults(
                "{\"condition_groups\": [{\"conditions\": [{\"type\": \"profile-region\","
                    + " \"in_region\": true, \"in_region\": false, \"region\":"
                    + " \"united_states\"}]}]}"))
        .containsExactly(CONDITION + ".in_region: given twice in one object");
  }

  @Test
  void largeAndDeepFilesAreRefusedAtOnce() {
    assertThat(faults(" ".repeat(JsonText.MAX_CHARACTERS + 1)))
        .containsExactly("$: longer than 1048576 characters: characters=1048577");
    assertThat(faults("{\"condition_groups\": " + "[".repeat(100_000)))
        .singleElement()
        .asString()
        .endsWith("nested too deeply; the limit is 32 levels");
    assertThat(faults("{\"condition_groups\": [" + "1,".repeat(200_000) + "1]}"))
        .containsExactly("$.condition_groups[99998]: too many values; the limit is 100000");
    String condition =
        "{\"type\": \"profile-region\", \"in_region\": true, \"region\": \"united_states\"}";
    assertThat(faults(KlaviyoPage.definition("…", (condition + ",").repeat(100) + condition)))
        .containsExactly("$.condition_groups[0].conditions: a segment has at most 100 conditions");
    assertThat(
            KlaviyoImport.convert(
                    KlaviyoPage.definition("…", (condition + ",").repeat(99) + condition),
                    NameMap.DEFAULT)
                .fidelity())
        .isEqualTo(Fidelity.APPROXIMATED);
    assertThat(faults(KlaviyoPage.definition("…", "7,".repeat(98) + "7,7"))).hasSize(100);
    assertThat(faults("{\"condition_groups\": [" + "7,".repeat(5_000) + "7]}"))
        .hasSize(101)
        .last()
        .isEqualTo("and more faults: more=4901");
  }

  @Test
  void numbersAndTextsThatNobodyCanReadAreRefused() {
    assertThat(faultsOfCondition(numeric("1e999999999")))
        .containsExactly(CONDITION + ".filter.value: a number of more than 40 digits");
    assertThat(faultsOfCondition(numeric("1" + "0".repeat(60))))
        .containsExactly(CONDITION + ".filter.value: a number of more than 40 digits");
    assertThat(
            faultsOfCondition(
                "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
                    + " \"string\", \"operator\": \"equals\", \"value\": \"\\ud83d\"}}"))
        .containsExactly(CONDITION + ".filter.value: half a surrogate pair, which is no character");
  }

  @Test
  void aListOfMoreValuesThanAnExpressionHoldsIsRefused() {
    String values = "\"a\",".repeat(10_000) + "\"a\"";
    assertThat(
            faultsOfCondition(
                "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
                    + " \"string\", \"operator\": \"in\", \"value\": ["
                    + values
                    + "]}}"))
        .containsExactly("$: too many listed values; the limit is 10000");
  }

  private static String numeric(String number) {
    return "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
        + " \"numeric\", \"operator\": \"equals\", \"value\": "
        + number
        + "}}";
  }

  @Test
  void aMapThatIsNoneIsRefusedByPath() {
    assertThatThrownBy(() ->
            NameMapReader.read(
                """
                {"time_zone": "Mars/Olympus", "metrics": {"A": 7, "B": {"behavior": "x"}},
                 "lists": {"L": ""}, "attributes": {"emial": "e"},
                 "regions": {"asia": []}, "postal_codes": {"USA": {"43004": "95,0"}, "GBR": "N1"},
                 "custom_objects": {"c": "d"}, "colour": 1}
                """))
        .isInstanceOfSatisfying(
            NotKlaviyoException.class,
            refused ->
                assertThat(refused.faults().stream().map(Fault::place))
                    .contains(
                        "$.time_zone",
                        "$.metrics.A",
                        "$.metrics.B.behavior",
                        "$.lists.L",
                        "$.attributes.emial",
                        "$.regions.asia",
                        "$.postal_codes.USA['43004']",
                        "$.postal_codes.GBR",
                        "$.custom_objects.c",
                        "$.colour"));
  }
}
