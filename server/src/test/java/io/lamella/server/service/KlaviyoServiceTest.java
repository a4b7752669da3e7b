package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.ImportKlaviyoRequest;
import io.lamella.v1.ImportKlaviyoResponse;
import io.lamella.v1.KlaviyoFidelity;
import io.lamella.v1.KlaviyoFinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: a definition comes back over the wire as text and tree, which count the same, with its
/// report; what is none is refused by field and path.
class KlaviyoServiceTest {
  private static final String GB =
      """
      {"condition_groups": [{"conditions": [
        {"type": "profile-property", "property": "location['country']",
         "filter": {"type": "string", "operator": "in", "value": ["GB"]}},
        {"type": "profile-property", "property": "location['country']",
         "filter": {"type": "string", "operator": "regex", "value": "^F"}}]}]}
      """;

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ImportKlaviyoResponse convert(String definition, String names) {
    return server
        .definitions()
        .importKlaviyo(
            ImportKlaviyoRequest.newBuilder().setDefinition(definition).setNames(names).build());
  }

  @Test
  void textAndTreeCountTheSame() {
    ImportKlaviyoResponse converted = convert(GB, "");

    assertThat(converted.getExpression()).isEqualTo("country in ['GB'] || country.matches('^F')");
    assertThat(converted.getFidelity()).isEqualTo(KlaviyoFidelity.KLAVIYO_FIDELITY_APPROXIMATED);
    assertThat(converted.getFindingsList())
        .extracting(KlaviyoFinding::getPath)
        .containsExactly(
            "$.condition_groups[0].conditions[0]",
            "$.condition_groups[0].conditions[0].filter",
            "$.condition_groups[0].conditions[1]",
            "$.condition_groups[0].conditions[1].filter");
    assertThat(converted.getFindings(0).getExpression()).isEqualTo("country in ['GB']");
    var byText = CountRequest.newBuilder().setExpression(converted.getExpression()).build();
    var byTree = CountRequest.newBuilder().setPredicate(converted.getPredicate()).build();
    assertThat(server.segments().count(byText).getCount())
        .isPositive()
        .isEqualTo(server.segments().count(byTree).getCount());
  }

  @Test
  void namesAreThoseOfTheMap() {
    assertThat(convert(GB, "{\"properties\": {\"location['country']\": \"land\"}}").getExpression())
        .isEqualTo("land in ['GB'] || land.matches('^F')");
  }

  @Test
  void everyFaultIsAViolationOfItsField() {
    Refused definition =
        Refused.by(
            () -> convert(GB.replace("regex", "regexp").replace("profile-property", "x"), ""));
    Refused names = Refused.by(() -> convert(GB, "{\"lists\": 7}"));

    assertThat(definition.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(definition.reason()).isEqualTo("INVALID_ARGUMENT");
    assertThat(definition.violations())
        .hasSize(2)
        .allSatisfy(violation ->
            assertThat(violation).startsWith("definition: $.condition_groups[0].conditions["));
    assertThat(names.violations())
        .containsExactly("names: $.lists: an object is needed, not a number");
  }
}
