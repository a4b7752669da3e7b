package io.lamella.server.cli;

import static io.lamella.server.cli.KlaviyoConditions.ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.cli.KlaviyoConditions.Asked;
import io.lamella.server.cli.KlaviyoPeople.Person;
import io.lamella.server.klaviyo.Conversion;
import io.lamella.server.klaviyo.KlaviyoImport;
import io.lamella.server.klaviyo.NameMap;
import io.lamella.server.klaviyo.NameMapReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a definition asks is what the server answers. Method: the people of [KlaviyoPeople],
/// loaded under the documented names; the count of each of [KlaviyoConditions], alone and in
/// groups, beside a plain loop over the people that knows Klaviyo's meaning and not ours.
class KlaviyoAnswersTest {
  private static final NameMap NAMES =
      NameMapReader.read(
          """
          {"metrics": {"ORDER": {"behaviour": "purchase", "value": "amount"}, "OPEN": "opened_email"},
           "custom_objects": {"pet": {"behaviour": "pet", "properties": {"1": "weight"}}}}
          """);

  @TempDir private Path folder = Path.of("");

  @Test
  void everyDefinitionIsAnsweredAsKlaviyoMeansIt() throws IOException {
    List<Person> people = KlaviyoPeople.people();
    try (var terminal = new Terminal(256L << 20)) {
      var loaded =
          terminal.run(
              "import",
              "--customers",
              KlaviyoPeople.customers(folder, people),
              "--events",
              KlaviyoPeople.events(folder, people));
      assertThat(loaded.exitCode()).as(loaded.err()).isZero();
      for (Asked asked : ASKED) {
        check(terminal, people, "{\"conditions\": [" + asked.condition() + "]}", asked.meaning());
      }
      // Groups are joined by and, their conditions by or.
      for (int i = 0; i + 2 < ASKED.size(); i++) {
        Asked a = ASKED.get(i);
        Asked b = ASKED.get(i + 1);
        Asked c = ASKED.get(i + 2);
        check(
            terminal,
            people,
            "{\"conditions\": ["
                + a.condition()
                + ", "
                + b.condition()
                + "]}, {\"conditions\": ["
                + c.condition()
                + "]}",
            p -> (a.meaning().test(p) || b.meaning().test(p)) && c.meaning().test(p));
      }
    }
  }

  private static void check(
      Terminal terminal, List<Person> people, String groups, Predicate<Person> meaning) {
    Conversion conversion =
        KlaviyoImport.convert("{\"condition_groups\": [" + groups + "]}", NAMES);
    var counted =
        terminal.run(
            "count", conversion.expression(), "--as-of", KlaviyoPeople.NOW.toString(), "--json");
    assertThat(counted.exitCode()).as(conversion.expression() + counted.err()).isZero();
    assertThat(counted.out())
        .as(conversion.expression())
        .startsWith(
            "{\"count\": "
                + people.stream().filter(meaning).count()
                + ", \"population\": "
                + KlaviyoPeople.CUSTOMERS);
  }
}
