package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.query.Limits;
import io.lamella.engine.query.text.Expressions;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: every type of condition and every operator becomes what the page for users says. Method:
/// each row of the page's tables is converted; the page has all of them.
class KlaviyoPageTest {

  static Stream<KlaviyoPage.Case> cases() throws IOException {
    return KlaviyoPage.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRowBecomesWhatItSays(KlaviyoPage.Case row) {
    Conversion conversion = KlaviyoImport.convert(row.definition(), row.names());

    assertThat(conversion.expression()).as(row.definition()).isEqualTo(row.expression());
    assertThat(KlaviyoPage.told(conversion)).as(row.definition()).isEqualTo(row.told());
    assertThat(
            Expressions.print(
                Expressions.parse(conversion.expression(), Limits.DEFAULT).predicate()))
        .isEqualTo(conversion.expression());
  }

  @Test
  void everyOperatorOfEveryFormHasARow() throws IOException {
    String page =
        KlaviyoPage.cases().stream()
            .map(KlaviyoPage.Case::definition)
            .collect(Collectors.joining("\n"));
    Set<String> missing = new TreeSet<>();
    for (FilterForm form : FilterForm.values()) {
      for (String operator : form.operators()) {
        if (!page.contains(
            "\"type\": \"" + form.type() + "\", \"operator\": \"" + operator + "\"")) {
          missing.add(form.type() + " " + operator);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(FilterForm.values()).extracting(FilterForm::operators).hasSize(22);
  }
}
