package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the commands about messages ask what they say they ask, and tell what became of it.
/// Method: the customers of Kevin Hillstrom's e-mail test of 2008, of whom 21,307 were sent the
/// men's e-mail and 21,306 were sent none; as many visited and bought as he published.
class MessageCommandsTest {
  private static final String AS_OF = "2008-04-10T00:00:00Z";
  private static final String SENT = "2008-03-20T09:00:00Z";
  private static final String DONE = "2008-04-01T09:00:00Z";

  @TempDir private static Path folder = Path.of("");
  private static Terminal terminal;

  /// One of the two groups.
  private record Group(String name, int customers, int visited, int bought) {
    /// What its buyers spent: buyer number 1 a dollar and a cent, number 2 twice that.
    BigDecimal spent() {
      return new BigDecimal("1.01").multiply(BigDecimal.valueOf((long) bought * (bought + 1) / 2));
    }
  }

  private static final Group MENS = new Group("mens", 21_307, 3_894, 267);
  private static final Group NONE = new Group("none", 21_306, 2_262, 122);

  @BeforeAll
  static void load() throws IOException {
    terminal = new Terminal();
    var customers = new StringBuilder("customer_id,email,consent_email\n");
    var events = new StringBuilder("customer_id,event,timestamp,campaign,amount:number,kind\n");
    for (Group group : new Group[] {MENS, NONE}) {
      for (int i = 1; i <= group.customers(); i++) {
        String id = group.name() + i;
        customers.append(id).append(',').append(group.name());
        customers.append(i % 2 == 0 ? ",subscribed\n" : ",never\n");
        if (group.equals(MENS)) {
          events.append(id).append(",sent_email,").append(SENT).append(",spring,,\n");
          events.append(id).append(",opened_email,").append(DONE).append(",spring,,\n");
        }
        if (i <= group.visited()) {
          events.append(id).append(",clicked_email,").append(DONE).append(",spring,,\n");
        }
        if (i <= group.bought()) {
          BigDecimal amount = new BigDecimal("1.01").multiply(BigDecimal.valueOf(i));
          events.append(id).append(",purchase,").append(DONE).append(",,").append(amount);
          events.append(",\n");
        }
      }
    }
    events.append("mens2,bounced,").append(DONE).append(",,,hard\n");
    Path ofCustomers = Files.writeString(folder.resolve("customers.csv"), customers);
    Path ofEvents = Files.writeString(folder.resolve("events.csv"), events);
    var result =
        terminal.run(
            "import", "--customers", ofCustomers.toString(), "--events", ofEvents.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @AfterAll
  static void close() {
    terminal.close();
  }

  @Test
  void aHoldoutShowsWhatTheMessageDid() {
    var result =
        terminal.run(
            "results",
            "everyone()",
            "--holdout",
            "email == 'none'",
            "--step",
            "email.sent=did('sent_email').where(campaign == 'spring')",
            "--step",
            "email.visited=did('clicked_email')",
            "--step",
            "email.bought=did('purchase')",
            "--as-of",
            AS_OF);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("asked:\n  email.sent     did('sent_email').where(campaign == 'spring')\n")
        .contains("  revenue        amount of did('purchase').within(last('14d'))\n")
        .contains("email: 21,307 customers of the segment, 21,306 customers of the comparison\n")
        .containsPattern("sent +21,307 +100.00 % +0 +0.00 %\n")
        .containsPattern(
            "visited +3,894 +18.28 % +2,262 +10.62 % +\\+7.66 points \\(\\+7.00 to \\+8.32\\)")
        .containsPattern("bought +267 +1.25 % +122 +0.57 % +\\+0.68 points")
        .containsPattern("revenue +" + MENS.spent() + " +1.70 +" + NONE.spent() + " +0.36 +\\+1.34")
        .endsWith("of 42,613 customers, snapshot 1, as of " + AS_OF + "\n");
  }

  @Test
  void theUsualStepsAreMadeOfTheMessageAndSaid() {
    var result =
        terminal.run(
            "results",
            "everyone()",
            "--message",
            "campaign == 'spring'",
            "--channel",
            "email",
            "--no-revenue",
            "--as-of",
            AS_OF);
    assertThat(result.out())
        .startsWith(
            "asked:\n"
                + "  email.sent     did('sent_email').where(campaign == 'spring')\n"
                + "  email.opened   did('opened_email').where(campaign == 'spring')\n"
                + "  email.clicked  did('clicked_email').where(campaign == 'spring')\n"
                + "  email.ordered  did('purchase').within(last('14d'))\n"
                + "\n"
                + "email: 21,307 recipients among 42,613 customers of the segment\n")
        .containsPattern("clicked +3,894 +18.28 %\n")
        .containsPattern("ordered +267 +1.25 %\n");

    var refused = terminal.run("results", "everyone()", "--message", "campaign == 'spring'");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("channels[1].steps[0].expression").contains("sent_sms");
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThat(terminal.run("results", "everyone()").err()).contains("say which message it is");
    assertThat(terminal.run("results", "everyone()", "--step", "sent=everyone()").exitCode())
        .isEqualTo(2);
    assertThat(
            terminal
                .run("results", "everyone()", "--holdout", "everyone()", "--everyone-else")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void channelsMayComeFromAFileAndTheAnswerAsJson() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("channels.json"),
            "{\"channels\": [{\"name\": \"email\", \"steps\": [{\"name\": \"sent\","
                + " \"expression\": \"did('sent_email')\"}]}]}");
    var result =
        terminal.run(
            "results",
            "everyone()",
            "--channels",
            file.toString(),
            "--no-revenue",
            "--json",
            "--as-of",
            AS_OF);
    assertThat(result.out()).contains("\"base\": \"RESULTS_BASE_RECIPIENTS\"", "\"21307\"");
    Files.writeString(file, "{}");
    assertThat(terminal.run("results", "everyone()", "--channels", file.toString()).err())
        .contains("no channels; the file is {\"channels\": [...]}");
  }

  @Test
  void reachShowsWhatEachStepRemoves() {
    var result =
        terminal.run(
            "reach",
            "everyone()",
            "--channel",
            "email",
            "--within",
            "30d",
            "--most",
            "1",
            "--as-of",
            AS_OF);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith(
            "asked:\n"
                + "  email.address        has(email)\n"
                + "  email.consented      consent_email == 'subscribed'\n"
                + "  email.not bounced    !did('bounced').where(kind == 'hard')\n"
                + "  email.not too often  did('sent_email').within(last('30d')).count() < 1\n")
        .containsPattern("email +42,613 +100.0 %\n")
        .containsPattern("address +42,613 +100.0 % +-0\n")
        .containsPattern("consented +21,306 +50.0 % +-21,307\n")
        .containsPattern("not bounced +21,305 +50.0 % +-1\n")
        .containsPattern("not too often +10,653 +25.0 % +-10,652\n")
        .containsPattern("by email only +10,653 +25.0 %\nby none +31,960 +75.0 %\n")
        .endsWith("of 42,613 customers, snapshot 1, as of " + AS_OF + "\n");
    assertThat(
            terminal
                .run("reach", "everyone()", "--channel", "email", "--suppressed", "emial == 'x'")
                .err())
        .contains("channels[0].steps[3].expression", "did you mean 'email'?");
  }

  @Test
  void sampleSizesAreToldInWords() {
    assertThat(terminal.run("sample-size", "--base-rate", "0.1", "--difference", "0.05").out())
        .isEqualTo(
            "686 customers in each group: 15 % instead of 10 % is then seen with a power of 80 %,"
                + " at a confidence of 95 %\n");
    assertThat(terminal.run("sample-size", "--base-rate", "2", "--difference", "0.05").err())
        .contains("a rate lies between 0 and 1");
  }
}
