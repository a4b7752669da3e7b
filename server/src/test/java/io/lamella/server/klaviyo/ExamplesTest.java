package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.acceptance.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: definitions as people have them, the vendor's own examples among them, become what they
/// ask. Skipped where the examples are not there.
class ExamplesTest {
  private static final NameMap NAMES =
      NameMapReader.read(
          """
          {
            "metrics": {
              "PLACED_ORDER": {"behaviour": "purchase", "value": "amount"},
              "CLICKED_EMAIL": "clicked_email",
              "OPENED_EMAIL": "opened_email",
              "VIEWED_COLLECTION": "viewed",
              "VIEWED_PRODUCT": "viewed",
              "ACTIVE_ON_SITE": "active"
            },
            "event_properties": {"Campaign Name": "topic", "Collection": "collection"},
            "lists": {"YzykDM": "newsletter"}
          }
          """);

  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry(
              "article-new-skincare-buyers",
              """
              exact did('purchase').count() == 1\
               && did('purchase').where(Categories.containsAny(['Skincare'])).within(last('14d'))\
               && (did('clicked_email').where(topic.contains('Education')).within(last('30d')).count() >= 2\
               || did('opened_email').where(topic.contains('Education')).within(last('30d')).count() >= 2)\
               && did('viewed').where(collection == 'anti-aging').within(last('7d')).count() >= 2\
               && email_can_receive_marketing\
              """),
          Map.entry("official-aov", "exact average_order_value >= 100"),
          Map.entry(
              "official-columbus-list",
              "impossible (city == 'Columbus' || nobody()) && list('newsletter')"),
          Map.entry(
              "official-double-optin-legacy",
              "exact email_can_receive_marketing && email_consent == 'subscribed'"
                  + " && email_double_opt_in == true"),
          Map.entry(
              "official-eu-legacy",
              """
              approximated country in ['Austria', 'Belgium', 'Bulgaria', 'Croatia', 'Cyprus',\
               'Czech Republic', 'Czechia', 'Denmark', 'Estonia', 'Finland', 'France', 'Germany',\
               'Greece', 'Hungary', 'Ireland', 'Italy', 'Latvia', 'Lithuania', 'Luxembourg', 'Malta',\
               'Netherlands', 'Poland', 'Portugal', 'Romania', 'Slovakia', 'Slovenia', 'Spain',\
               'Sweden']\
              """),
          Map.entry("official-hotmail", "exact email.endsWith('@hotmail.com')"),
          Map.entry("official-likely-female", "exact predicted_gender == 'likely_female'"),
          Map.entry(
              "official-list-10-days",
              "approximated list('G2B2C2')"
                  + " && did('joined_list').where(list == 'G2B2C2').last() in last('10d')"),
          Map.entry(
              "official-metric-after",
              "exact did('S4SFhi').where(country == 'United States')"
                  + ".within(since(timestamp('2017-04-01T00:00:00Z'))).count() > 200"),
          Map.entry("official-zip", "impossible nobody()"),
          Map.entry(
              "type2-purchase-vip",
              "exact did('purchase').within(last('365d')).count() >= 3"
                  + " || did('purchase').within(last('365d')).sum(amount) >= 500"),
          Map.entry(
              "type3-engagement-30d",
              "exact (did('opened_email').within(last('30d'))"
                  + " || did('clicked_email').within(last('30d'))"
                  + " || did('active').within(last('30d')))"
                  + " && email_can_receive_marketing && email_consent == 'subscribed'"
                  + " && email_double_opt_in == true"),
          Map.entry(
              "type4-product-affinity",
              "exact did('viewed').where(Brand in ['Acme']).within(last('30d')).count() >= 3"
                  + " && !did('purchase').where(Items.containsAny(['Acme Serum']))"));

  @Test
  void everyExampleBecomesWhatItAsks() throws IOException {
    Map<String, String> found = new TreeMap<>();
    Map<String, String> reports = new TreeMap<>();
    try (Stream<Path> examples = Files.list(SharedFiles.find("klaviyo/examples"))) {
      for (Path example : examples.toList()) {
        String name = example.getFileName().toString().replace(".json", "");
        Conversion conversion = KlaviyoImport.convert(Files.readString(example), NAMES);
        found.put(
            name,
            conversion.fidelity().name().toLowerCase(java.util.Locale.ROOT)
                + " "
                + conversion.expression());
        reports.put(
            name,
            conversion.findings().stream()
                .map(finding -> finding.path() + " " + finding.fidelity())
                .collect(Collectors.joining("\n")));
      }
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(EXPECTED);
    assertThat(reports.get("type2-purchase-vip"))
        .isEqualTo(
            """
            $.name EXACT
            $.origin EXACT
            $.note EXACT
            $.valid_2026_07_15 EXACT
            $.definition.condition_groups[0].conditions[0] EXACT
            $.definition.condition_groups[0].conditions[0].measurement_filter EXACT
            $.definition.condition_groups[0].conditions[0].timeframe_filter EXACT
            $.definition.condition_groups[0].conditions[1] EXACT
            $.definition.condition_groups[0].conditions[1].measurement_filter EXACT
            $.definition.condition_groups[0].conditions[1].timeframe_filter EXACT\
            """);
  }
}
