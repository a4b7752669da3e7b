package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A definition is found where files and answers of the API have it, and what stands around it is
/// told of.
class EnvelopesTest {
  private static final String DEFINITION =
      KlaviyoPage.definition(
          "…",
          "{\"type\": \"profile-property\", \"property\": \"email\", \"filter\": {\"type\":"
              + " \"existence\", \"operator\": \"is-set\"}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{\"definition\": %s}",
        "{\"name\": \"VIP\", \"definition\": %s}",
        "{\"data\": {\"type\": \"segment\", \"attributes\": {\"name\": \"VIP\", \"definition\": %s}},"
            + " \"links\": {\"self\": \"x\"}}"
      })
  void aDefinitionIsFoundWhereItStands(String envelope) {
    Conversion conversion = KlaviyoImport.convert(envelope.formatted(DEFINITION), NameMap.DEFAULT);

    assertThat(conversion.expression()).isEqualTo("has(email)");
    assertThat(conversion.fidelity()).isEqualTo(Fidelity.EXACT);
  }

  @Test
  void whatStandsAroundItIsToldOf() {
    Conversion conversion =
        KlaviyoImport.convert(
            "{\"data\": {\"type\": \"segment\", \"attributes\": {\"name\": \"VIP\", \"definition\": "
                + DEFINITION
                + "}}, \"links\": {\"self\": \"x\"}}",
            NameMap.DEFAULT);

    assertThat(conversion.findings())
        .extracting(finding -> finding.path() + ": " + finding.note())
        .containsExactly(
            "$.links: beside the definition; asks nothing of customers",
            "$.data.type: beside the definition; asks nothing of customers",
            "$.data.attributes.name: beside the definition; asks nothing of customers",
            "$.data.attributes.definition.condition_groups[0].conditions[0]: ",
            "$.data.attributes.definition.condition_groups[0].conditions[0].filter: ");
  }
}
