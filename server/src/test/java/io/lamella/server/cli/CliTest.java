package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CliTest {
  private static final String AS_OF = "2026-02-01T00:00:00Z";

  @TempDir private static Path folder = Path.of("");
  private Terminal terminal = open();

  private static Terminal open() {
    try {
      return new Terminal();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  void load() throws IOException {
    Path customers = folder.resolve("customers.csv");
    Files.writeString(customers, "customer_id,country,age\nada,GB,30\nben,DE,\ncleo,GB,41\n");
    Path events = folder.resolve("events.csv");
    Files.writeString(
        events,
        "customer_id,event,timestamp,amount,kind:keyword\n"
            + "ada,purchase,2026-01-20T10:00:00Z,12.50,\n"
            + "dan,purchase,2026-01-21T10:00:00Z,3,gift\n");
    var result =
        terminal.run("import", "--customers", customers.toString(), "--events", events.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("read 5, loaded 5, refused 0, duplicate 0; snapshot 1");
  }

  @AfterAll
  void close() {
    terminal.close();
  }

  @Test
  void countPrintsOneJsonObject() {
    var result = terminal.run("count", "country == 'GB'", "--json", "--as-of", AS_OF);
    assertThat(result.out().strip())
        .isEqualTo(
            "{\"count\": 2, \"population\": 4, \"snapshot\": 1, \"as_of\": \"" + AS_OF + "\"}");
  }

  @Test
  void countTellsPeopleTheShare() {
    assertThat(terminal.run("count", "country == 'GB'", "--as-of", AS_OF).out())
        .isEqualTo("2 of 4 customers (50.0 %), snapshot 1, as of " + AS_OF + "\n");
  }

  @Test
  void membersAreWrittenOneALine() throws IOException {
    assertThat(terminal.run("members", "did('purchase')", "--as-of", AS_OF).out())
        .isEqualTo("ada\ndan\n");
    Path file = folder.resolve("members.txt");
    assertThat(terminal.run("members", "country == 'GB'", "--out", file.toString()).exitCode())
        .isZero();
    assertThat(file).hasContent("ada\ncleo\n");
  }

  @Test
  void aPageTellsHowToAskForTheNext() {
    var first =
        terminal.run(
            "page", "everyone()", "--attributes", "country,age", "--size", "3", "--as-of", AS_OF);
    assertThat(first.out())
        .startsWith(
            """
            4 of 4 customers (100.0 %), snapshot 1, as of 2026-02-01T00:00:00Z
            customer  country  age
            ada       GB       30
            ben       DE
            cleo      GB       41
            the next page: --token\
            """);
    String token = first.out().strip().replaceAll("(?s).*--token ", "");
    assertThat(terminal.run("page", "everyone()", "--token", token).out())
        .endsWith("Z\ncustomer\ndan\n");
    assertThat(terminal.run("page", "nobody()", "--token", token).err())
        .contains("lamella: not a token that was told for this workspace and expression; to begin");
    assertThat(terminal.run("page", "nobody()", "--json").out())
        .contains("\"members\": []", "\"nextPageToken\": \"\"");
  }

  @Test
  void membersOfNobodyAreAnEmptyFile() {
    Path file = folder.resolve("nobody.txt");
    assertThat(terminal.run("members", "nobody()", "--out", file.toString()).exitCode()).isZero();
    assertThat(file).exists().isEmptyFile();
  }

  @Test
  void refusedMembersLeaveTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.txt"), "before\n");
    String[] refused = {"members", "agee > 5", "--out", file.toString()};
    assertThat(terminal.run(refused).exitCode()).isEqualTo(1);
    assertThat(file).hasContent("before\n");
    assertThat(folder.resolve(".kept.txt.part")).doesNotExist();
  }

  @Test
  void overlapIsAMatrixWithNamesThenWhoIsInsideWhom() {
    var result =
        terminal.run("overlap", "gb=country == 'GB'", "old=age > 35", "buyers=did('purchase')");
    assertThat(result.out())
        .containsPattern("gb +2 +1 +1\n")
        .containsPattern("old +1 +1 +0\n")
        .contains("\nold is inside gb\n")
        .containsPattern(" 1 +25.0 % +in none\nof 4 customers, snapshot 1, as of")
        .doesNotContain("only");
  }

  @Test
  void overlapTellsRegionsIfTheyAreAsked() {
    String[] asked = {"overlap", "gb=country == 'GB'", "old=age > 35", "--regions"};
    assertThat(terminal.run(asked).out())
        .containsPattern(
            " 1 +25.0 % +in gb only\n +1 +25.0 % +in gb \\+ old only\n +2 +50.0 % +in none");
    String[] json = Stream.concat(Stream.of(asked), Stream.of("--json")).toArray(String[]::new);
    assertThat(terminal.run(json).out())
        .contains("\"regions\": [{\n    \"segments\": [0],\n    \"count\": \"1\",");
  }

  @Test
  void explainShowsWhoIsUnknown() {
    assertThat(terminal.run("explain", "age > 18").out()).contains("= 2 (at most 2), unknown 2");
  }

  @Test
  void oneCustomerIsExplainedClauseByClause() {
    String segment = "age > 18 && !did('purchase').within(last('30d'))";
    assertThat(terminal.run("explain-customer", "ada", segment, "--as-of", AS_OF).out())
        .isEqualTo(
            """
                      until
            no        2026-02-19T10:00:00.001Z  all of
            yes                                   age > 18
                                                    age=30
            no        2026-02-19T10:00:00.001Z    not
            yes       2026-02-19T10:00:00.001Z      did('purchase').within(last('30d'))
                                                      purchase at 2026-01-20T10:00:00Z, amount=12.5 (of 1)
            of 4 customers, snapshot 1, as of 2026-02-01T00:00:00Z
            """);
    assertThat(terminal.run("explain-customer", "ben", "age > 18").out())
        .contains("\nunknown                             age > 18\n");
    var refused = terminal.run("explain-customer", "zed", "age > 18");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("there is no customer with this id").doesNotContain("zed");
    assertThat(terminal.run("explain-customer", "ada", "age > 18", "--json").out())
        .contains("\"verdict\": \"CUSTOMER_VERDICT_HOLDS\"");
  }

  @Test
  void previewShowsWhatEachClauseDoes() {
    var result = terminal.run("preview", "country == 'GB' && !(age > 35)", "--as-of", AS_OF);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("1 of 4 customers (25.0 %), snapshot 1, as of " + AS_OF + "\n")
        .containsPattern("count +without +unknown\n")
        .containsPattern(" 1 +4 +all of\n")
        .containsPattern(" 2 +3 +1 +country == 'GB'\n")
        .containsPattern(" 3 +2 +not\n")
        .containsPattern(" 1 +2 +2 +age > 35\n");
    assertThat(result.err()).contains("lamella: warning: only 1 customer;");
    assertThat(terminal.run("preview", "atLeast(1, [agee > 5])").exitCode()).isEqualTo(1);
  }

  @Test
  void breakdownListsValuesAndTheRest() {
    var result =
        terminal.run("breakdown", "everyone()", "country", "--limit", "1", "--as-of", AS_OF);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("4 of 4 customers (100.0 %), snapshot 1, as of " + AS_OF + "\n")
        .containsPattern("country +count +share +of all\n")
        .containsPattern("GB +2 +50.0 % +2\n")
        .containsPattern("\\(1 other value\\) +1 +25.0 %\n")
        .containsPattern("\\(no value\\) +1 +25.0 %\n");
    assertThat(terminal.run("breakdown", "everyone()", "contry").err())
        .contains("unknown attribute 'contry'; did you mean 'country'?");
    assertThat(terminal.run("breakdown", "everyone()", "age", "--limit", "0").err())
        .contains("a breakdown lists 1 to 1000 values");
    assertThat(terminal.run("breakdown", "everyone()").exitCode()).isEqualTo(2);
    assertThat(terminal.run("breakdown", "everyone()", "age", "--edges", "35").out())
        .containsPattern("below 35 +1 +25.0 % +1\n35 and more +1 +25.0 % +1\n");
    assertThat(terminal.run("breakdown", "everyone()", "age", "--width", "20", "--json").out())
        .contains("\"value\": \"20 to below 40\"");
    assertThat(terminal.run("breakdown", "everyone()", "age", "--per", "Week").err())
        .contains("'age' is a number, calendar periods are of dates and instants");
    String[] gifts = {"breakdown", "everyone()", "--behaviour", "purchase", "--property", "kind"};
    assertThat(terminal.run(gifts).out())
        .containsPattern("kind +count +share +of all\ngift +1 +25.0 % +1\n\\(none\\) +3 +75.0 %\n")
        .endsWith("a customer may be in several\n");
    assertThat(terminal.run(Arrays.copyOf(gifts, 4)).exitCode()).isEqualTo(2);
  }

  @Test
  void summaryTellsEachNumber() {
    String spent = "did('purchase').sum(amount)";
    var result = terminal.run("summary", "everyone()", "age", spent, "--percents", "50,100");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("4 of 4 customers (100.0 %), snapshot 1, as of ")
        .containsPattern(
            "\nage\n +customers +2 \\(50.0 %\\)\n +sum +71\n +average +35.5\n +min +30\n")
        .containsPattern(" +50 % +30\n +100 % +41\n +max +41\n")
        .containsPattern(
            "sum\\(amount\\)\n +customers +4 \\(100.0 %\\)\n +sum +15.5\n +average +3.875\n");
    assertThat(terminal.run("summary", "everyone()", "age", "--json").out())
        .contains("\"decimal\": \"35.5\"");
    assertThat(terminal.run("summary", "everyone()", "country").err())
        .isEqualTo("lamella: numbers[0]: 1:1: 'country' is a keyword, not a number\n");
    assertThat(terminal.run("summary", "everyone()").exitCode()).isEqualTo(2);
  }

  @Test
  void differenceTellsWhatSetsASegmentApart() {
    var result =
        terminal.run("difference", "country == 'GB'", "--only", "country,age", "--as-of", AS_OF);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("2 of 4 customers (50.0 %), snapshot 1, as of " + AS_OF + "\n")
        .contains("compared with 2 others: of 6 values and behaviours 0 differ significantly (*)\n")
        .containsPattern(" +100.0 % +0.0 % +\\+100.0 +- +[-+.0-9]+ to [-+.0-9]+ +has\\(age\\)\n")
        .containsPattern(" +100.0 % +50.0 % +\\+50.0 +2.00 +.*has\\(country\\)\n");
    assertThat(
            terminal.run("difference", "age > 1", "--against", "country == 'DE'", "--json").out())
        .contains("\"againstCount\": \"1\"");
    assertThat(terminal.run("difference", "everyone()", "--only", "agee").err())
        .isEqualTo(
            "lamella: names[0]: unknown attribute or behaviour 'agee'; did you mean 'age'?\n");
    assertThat(terminal.run("difference", "everyone()", "--limit", "0").exitCode()).isEqualTo(1);
  }

  @Test
  void coverageTellsWhatIsKnownOfAllAndOfASegment() {
    assertThat(terminal.run("coverage", "--as-of", "2026-01-21", "--days", "1").out())
        .contains("of 4 customers, snapshot 1, as of 2026-01-21T00:00:00Z\n")
        .containsPattern("age +number +2 +50.0 % +2 +20.*Z\n")
        .containsPattern("country +keyword +3 +75.0 % +2 +20.*Z\n")
        .contains("did 'purchase': 2 events, 2026-01-20T10:00:00Z to 2026-01-21T10:00:00Z, last")
        .containsPattern("2026-01-20 +1 +four such weekdays before: 0.0 a day\n");
    assertThat(terminal.run("coverage", "country == 'GB' || age > 35").out())
        .containsPattern("count +unknown +at most +at least\n")
        .containsPattern(" 2 +1 +3 +2  country == 'GB'\n")
        .containsPattern(" 1 +2 +4 +2  age > 35\n")
        .containsPattern(" 2 +4 +2  all of them together\n");
    assertThat(terminal.run("coverage", "age > 35", "--json").out()).contains("\"unknown\": \"2\"");
    assertThat(terminal.run("coverage", "age > 35", "--days", "3").exitCode()).isEqualTo(2);
    assertThat(terminal.run("coverage", "--days", "91").err())
        .contains("a coverage tells of 0 to 90 days");
  }

  @Test
  void segmentsOfTellsEachCustomersSegments() {
    // Elsewhere, since a segment makes a snapshot.
    String[] there = {"--workspace", "segmented"};
    terminal.run(with(there, "identify", "ada", "country:keyword=GB"));
    terminal.run(with(there, "identify", "ben", "country:keyword=DE"));
    terminal.run(with(there, "segment", "create", "Britons", "country == 'GB'"));
    assertThat(terminal.run(with(there, "segments-of", "ada", "ben", "zed")).out())
        .startsWith("ada: Britons\nben: (none)\nzed: (not known)\nof 1 segment, snapshot ");
    assertThat(terminal.run(with(there, "segments-of", "ada", "--json")).out())
        .contains("\"Britons\"");
    assertThat(terminal.run("segments-of", "").err())
        .isEqualTo("lamella: customer_ids[0]: a customer id is empty\n");
    assertThat(terminal.run("segments-of").exitCode()).isEqualTo(2);
  }

  @Test
  void historyAndForecastTellTheSizeDayByDay() {
    String lately = "age > 1 || did('purchase').within(last('7d'))";
    assertThat(terminal.run("history", lately, "--days", "3", "--as-of", "2026-01-29").out())
        .isEqualTo(
            """
            2026-01-27T00:00:00Z                 3
            2026-01-28T00:00:00Z                 3            +0             0
            2026-01-29T00:00:00Z                 2            +0            -1
            of 4 customers, snapshot 1
            as now at every instant: age
            """);
    assertThat(
            terminal
                .run("history", "did('purchase')", "--at", "2026-01-01,2026-01-21T00:00:00Z")
                .out())
        .isEqualTo(
            """
            2026-01-01T00:00:00Z                 0
            2026-01-21T00:00:00Z                 1            +1             0
            of 4 customers, snapshot 1
            """);
    assertThat(terminal.run("forecast", lately, "--days", "1", "--as-of", "2026-01-28").out())
        .startsWith("2026-01-28T00:00:00Z                 3\n2026-01-29T00:00:00Z ");
    assertThat(terminal.run("forecast", lately, "--json").out()).contains("\"added\": \"0\"");
    assertThat(terminal.run("history", lately, "--json").out()).contains("\"asNow\": [\"age\"]");
    assertThat(terminal.run("history", lately, "--days", "1001").err())
        .contains("a history has 1 to 1000 instants");
    assertThat(terminal.run("history", lately, "--at", "2026-01-01", "--days", "3").exitCode())
        .isEqualTo(2);
  }

  private static String[] with(String[] last, String... first) {
    return Stream.of(first, last).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(Terminal.alone("--help").out())
        .contains(
            "preview", "breakdown", "summary", "difference", "coverage", "overlap", "segments-of");
  }

  @Test
  void catalogOfAnEmptyServerEndsWithZero() throws IOException {
    try (var empty = new Terminal()) {
      assertThat(empty.run("catalog").exitCode()).isZero();
    }
    assertThat(terminal.run("catalog").out())
        .contains("country", "did 'purchase'", "amount:number");
  }

  @Test
  void aWorkspaceIsSetBeforeItsFirstEvent() {
    var set =
        terminal.run(
            "workspace",
            "set",
            "--workspace",
            "uk",
            "--zone",
            "Europe/London",
            "--first-day-of-week",
            "sunday");
    assertThat(set.out()).contains("uk: time zone Europe/London, weeks from sunday");
    var refused = terminal.run("workspace", "set", "--zone", "Europe/London");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("fixed once events exist");
  }

  @Test
  void aRefusedExpressionEndsWithOneAndPointsAtThePlace() {
    var result = terminal.run("count", "country == 'GB' && agee > 5");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "lamella: 1:20: unknown attribute 'agee'; did you mean 'age'?\n"
                + "  country == 'GB' && agee > 5\n  "
                + " ".repeat(19)
                + "^\n");
  }

  @Test
  void anUnknownValueWarns() {
    var result = terminal.run("count", "country == 'XX'");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("warning: 1:12: no customer has the value 'XX'");
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(Terminal.alone("count").exitCode()).isEqualTo(2);
    assertThat(Terminal.alone().exitCode()).isEqualTo(2);
    assertThat(Terminal.alone("coutn").exitCode()).isEqualTo(2);
    var asOf = terminal.run("count", "everyone()", "--as-of", "yesterday");
    assertThat(asOf.exitCode()).isEqualTo(2);
    assertThat(asOf.err()).contains("'yesterday' is not an instant like 2026-01-31T09:30:00Z");
    assertThat(terminal.run("overlap", "no-name").exitCode()).isEqualTo(2);
    assertThat(terminal.run("overlap", "country == 'GB'").exitCode()).isEqualTo(2);
    assertThat(terminal.run("overlap", "a=age > 1", "a=age > 2").exitCode()).isEqualTo(2);
    assertThat(Terminal.alone("workspace").exitCode()).isEqualTo(2);
    assertThat(Terminal.alone("--help").exitCode()).isZero();
    assertThat(terminal.run("import").exitCode()).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereEndsWithOneAndSaysHowToStartOne() {
    var result = Terminal.alone("count", "everyone()", "--target", "localhost:1");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("no server answers", "lamella serve");
  }
}
