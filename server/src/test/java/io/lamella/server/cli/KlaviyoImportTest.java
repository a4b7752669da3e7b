package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lamella klaviyo import`: what it prints and how it ends.
class KlaviyoImportTest {
  private static final String GOLD =
      """
      {"condition_groups": [{"conditions": [
        {"type": "profile-property", "property": "properties['Tier']",
         "filter": {"type": "string", "operator": "regex", "value": "^g"}},
        {"type": "profile-metric", "metric_id": "X", "measurement": "count",
         "measurement_filter": {"type": "numeric", "operator": "greater-than", "value": 0},
         "timeframe_filter": {"type": "date", "operator": "alltime"}}]}]}
      """;
  private static final String ZIP =
      """
      {"condition_groups": [{"conditions": [
        {"type": "profile-postal-code-distance", "country_code": "USA", "postal_code": "02141",
         "unit": "miles", "filter": {"type": "numeric", "operator": "less-than", "value": 10}}]}]}
      """;
  private static final String NAMES = "{\"metrics\": {\"X\": \"purchase\"}}";

  @TempDir private Path folder = Path.of("");

  @Test
  void theExpressionComesFirstThenTheReport() throws IOException {
    var result =
        Terminal.alone("klaviyo", "import", file("gold", GOLD), "--names", file("names", NAMES));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            Tier.matches('^g') || did('purchase')

            $.condition_groups[0].conditions[0]                     approximated: see what follows
            $.condition_groups[0].conditions[0].filter              approximated: the pattern is read as RE2's and found anywhere in the text
            $.condition_groups[0].conditions[1]                     exact
            $.condition_groups[0].conditions[1].measurement_filter  exact
            $.condition_groups[0].conditions[1].timeframe_filter    exact
            """);
  }

  @Test
  void oneObjectOfJsonHoldsTheSame() throws IOException {
    var result = Terminal.alone("klaviyo", "import", file("gold", GOLD), "--json");

    JsonObject object = JsonParser.parseString(result.out()).getAsJsonObject();
    assertThat(result.exitCode()).isZero();
    assertThat(object.get("expression").getAsString()).isEqualTo("Tier.matches('^g') || did('X')");
    assertThat(object.get("fidelity").getAsString()).isEqualTo("approximated");
    assertThat(object.getAsJsonArray("findings")).hasSize(5);
    JsonObject second = object.getAsJsonArray("findings").get(2).getAsJsonObject();
    assertThat(second.get("path").getAsString()).isEqualTo("$.condition_groups[0].conditions[1]");
    assertThat(second.get("fidelity").getAsString()).isEqualTo("exact");
    assertThat(second.get("note").getAsString())
        .isEqualTo("the map has no name for the metric X, whose id is taken for one");
    assertThat(second.get("expression").getAsString()).isEqualTo("did('X')");
  }

  @Test
  void whatIsImpossibleIsNobodyAndEndsWithOne() throws IOException {
    var result = Terminal.alone("klaviyo", "import", file("zip", ZIP));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "lamella: one condition is impossible; nobody() stands in the expression instead\n");
    assertThat(result.out())
        .isEqualTo(
            """
            nobody()

            $.condition_groups[0].conditions[0]  impossible: Lamella does not know where postal codes lie; the map says so under postal_codes
            """);
  }

  @Test
  void whatIsNoDefinitionIsRefusedByPathAndEndsWithTwo() throws IOException {
    String definition = file("bad", GOLD.replace("alltime", "all-time").replace("Tier'", "Tier"));
    var result = Terminal.alone("klaviyo", "import", definition);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "lamella: "
                            + definition
                            + ": $.condition_groups[0].conditions[0].property: 'properties['Tier]'"
                            + " is no property of a profile; expected one of email,"),
            line ->
                assertThat(line)
                    .startsWith(
                        "lamella: "
                            + definition
                            + ": $.condition_groups[0].conditions[1].timeframe_filter.operator:"
                            + " 'all-time' is not known here; did you mean 'alltime'?"));
  }

  @Test
  void aMapThatIsNoneIsNamed() throws IOException {
    String names = file("names", "{\"metrics\": []}");
    var result = Terminal.alone("klaviyo", "import", file("gold", GOLD), "--names", names);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("lamella: " + names + ": $.metrics: an object is needed, not a list\n");
  }

  @Test
  void filesThatCannotBeReadAreRefused() throws IOException {
    assertThat(Terminal.alone("klaviyo", "import", "/nowhere/x.json"))
        .isEqualTo(new Terminal.Result(2, "", "lamella: /nowhere/x.json: no such file\n"));
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'"', (byte) 0xe4, '"'});
    assertThat(Terminal.alone("klaviyo", "import", latin.toString()).err())
        .isEqualTo("lamella: " + latin + ": not UTF-8; convert the file\n");
    Path large = Files.write(folder.resolve("large"), new byte[(4 << 20) + 1]);
    assertThat(Terminal.alone("klaviyo", "import", large.toString()).err())
        .isEqualTo("lamella: " + large + ": more than 4194304 bytes\n");
    assertThat(Terminal.alone("klaviyo").exitCode()).isEqualTo(2);
    assertThat(Terminal.alone("klaviyo").err()).contains("lamella klaviyo import FILE");
  }

  @Test
  void standardInputIsRead() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(ZIP.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(Terminal.alone("klaviyo", "import", "-").out()).startsWith("nobody()\n");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void checkingAsksTheServerForEveryName() throws IOException {
    String customers = file("customers.csv", "customer_id,Tier\na,gold\nb,silver\n");
    String events =
        file("events.csv", "customer_id,event,timestamp\nb,purchase,2026-01-01T00:00:00Z\n");
    try (var terminal = new Terminal(256L << 20)) {
      var loaded = terminal.run("import", "--customers", customers, "--events", events);
      assertThat(loaded.exitCode()).as(loaded.err()).isZero();
      var known =
          terminal.run(
              "klaviyo", "import", file("gold", GOLD), "--names", file("names", NAMES), "--check");
      var unknown = terminal.run("klaviyo", "import", file("gold", GOLD), "--check");

      assertThat(known.exitCode()).as(known.err()).isZero();
      assertThat(known.out()).contains("2 of 2 customers");
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.out()).startsWith("Tier.matches('^g') || did('X')");
      assertThat(unknown.err()).contains("unknown behaviour 'X'");
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
