package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the commands about segments, lists and stages do what they say and print it as documented;
/// what they are refused is told with its place.
class DefinitionCommandsTest {
  private static final String INSTANT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z";

  @TempDir private Path folder = Path.of("");
  private final Terminal terminal = open();

  private static Terminal open() {
    try {
      return new Terminal(256L << 20);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void load() throws IOException {
    Path customers = folder.resolve("customers.csv");
    Files.writeString(customers, "customer_id,country,age\nada,GB,30\nben,DE,\ncleo,GB,41\n");
    Path events = folder.resolve("events.csv");
    Files.writeString(
        events,
        """
        customer_id,event,timestamp,amount
        ada,purchase,2026-01-20T10:00:00Z,12.50
        dan,purchase,2026-01-21T10:00:00Z,3
        dan,purchase,2026-03-21T10:00:00Z,3
        """);
    String loaded =
        done("import", "--customers", customers.toString(), "--events", events.toString());
    assertThat(loaded).contains("read 6, loaded 6");
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  private String done(String... args) {
    var result = terminal.run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  private String refused(String... args) {
    var result = terminal.run(args);
    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    return result.err();
  }

  @Test
  void aSegmentGoesThroughItsLife() {
    assertThat(done("segment", "create", "adults", "age >= 18", "--tag", "age", "--author", "ada"))
        .isEqualTo("segment 'adults' is kept, version 1\n");
    assertThat(done("segment", "create", "British", "country == 'GB' && segment('adults')"))
        .isEqualTo("segment 'British' is kept, version 1\n");
    assertThat(done("segment", "update", "adults", "age >= 40", "--author", "ada"))
        .isEqualTo("segment 'adults' is kept, version 2\n");
    assertThat(done("segment", "update", "adults", "--description", "since 40", "--author", "bob"))
        .isEqualTo("segment 'adults' is kept, version 3\n");

    assertThat(done("segment", "list"))
        .isEqualTo(
            """
            British  country == 'GB' && segment('adults')
            adults   age >= 40
            2 segments
            """);
    assertThat(done("segment", "list", "--tag", "age", "--containing", "ad"))
        .isEqualTo("adults  age >= 40\n1 segments\n");
    assertThat(done("segment", "show", "adults").replaceAll(INSTANT, "INSTANT"))
        .isEqualTo(
            """
            age >= 40
            since 40
            tags: age
            used by segment 'British'
            version 3 by bob at INSTANT: age >= 40
            version 2 by ada at INSTANT: age >= 40
            version 1 by ada at INSTANT: age >= 18
            """);
    assertThat(terminal.count("segment('British')")).isEqualTo(1);
    assertThat(refused("segment", "delete", "adults"))
        .isEqualTo("lamella: the segment is in use: name=adults, by segment 'British'\n");
    assertThat(done("segment", "delete", "British")).isEqualTo("segment 'British' is deleted\n");
    assertThat(refused("segment", "delete", "adults", "--expected-version", "2"))
        .isEqualTo(
            "lamella: somebody has changed the segment meanwhile: name=adults, version=3,"
                + " expected=2\n");
    assertThat(done("segment", "delete", "adults", "--expected-version", "3"))
        .isEqualTo("segment 'adults' is deleted\n");
  }

  @Test
  void answersComeAsJson() {
    assertThat(done("segment", "create", "A", "age > 1")).isNotEmpty();
    var shown = JsonParser.parseString(done("segment", "show", "A", "--json")).getAsJsonObject();
    assertThat(shown.getAsJsonArray("versions")).hasSize(1);
    assertThat(
            shown
                .getAsJsonObject("segment")
                .getAsJsonObject("current")
                .get("expression")
                .getAsString())
        .isEqualTo("age > 1");
  }

  @Test
  void faultsPointIntoTheExpression() {
    assertThat(refused("segment", "create", "A", "age > 1 && segment('B')"))
        .isEqualTo(
            """
            lamella: 1:12: unknown segment 'B'
              age > 1 && segment('B')
                         ^
            """);
    assertThat(refused("segment", "create", "A", "age > 1", "--tag", " x"))
        .startsWith("lamella: tags[0]: a name is 1 to 200 characters");
    assertThat(refused("segment", "show", "A")).isEqualTo("lamella: unknown segment 'A'\n");
  }

  @Test
  void aListIsFrozenFromAnExpressionOrFromIds() throws IOException {
    Path ids = folder.resolve("ids.txt");
    Files.writeString(ids, "ada\n\n dan \nnobody-1\n");
    Path column = folder.resolve("ids.csv");
    Files.writeString(column, "email,id\nx@y,cleo\nz@y,\n");

    assertThat(done("list", "create", "from ids", "--ids", ids.toString()))
        .isEqualTo("list 'from ids' is kept: 2 customers, from 3 ids, 1 of them unknown\n");
    assertThat(done("list", "create", "column", "--ids", column.toString(), "--column", "id"))
        .isEqualTo("list 'column' is kept: 1 customers, from 1 ids, 0 of them unknown\n");
    assertThat(
            done(
                "list",
                "create",
                "British",
                "--expression",
                "country == 'GB'",
                "--as-of",
                "2026-02-01",
                "--author",
                "ada"))
        .isEqualTo(
            "list 'British' is kept: 2 customers, from 2 customers of snapshot 3, as of"
                + " 2026-02-01T00:00:00Z\n");
    assertThat(done("members", "list('from ids')")).isEqualTo("ada\ndan\n");
    assertThat(done("list", "show", "British").replaceAll("(?m)^(saved.*at ).*", "$1"))
        .isEqualTo(
            """
            2 customers, from 2 customers of snapshot 3, as of 2026-02-01T00:00:00Z
            country == 'GB'
            saved by ada at\s
            """);
    assertThat(done("list", "list")).contains("column", "from ids", "3 lists");
    assertThat(refused("list", "create", "x", "--ids", column.toString(), "--column", "idd"))
        .isEqualTo(
            "lamella: " + column + ":1: no column of this name: column=idd, columns=email, id\n");
    assertThat(refused("list", "create", "x", "--ids", folder.resolve("no").toString()))
        .contains("no such file");
    assertThat(done("list", "delete", "column")).isEqualTo("list 'column' is deleted\n");
  }

  @Test
  void stagesAreCountedAndCompared() throws IOException {
    assertThat(
            done(
                "stages",
                "create",
                "life",
                "--stage",
                "active=did('purchase').within(last('30d'))",
                "--stage",
                "lapsed=did('purchase')",
                "--author",
                "ada"))
        .isEqualTo("partition 'life' is kept with 2 stages, version 1\n");
    assertThat(done("stages", "count", "life", "--as-of", "2026-02-01"))
        .isEqualTo(
            """
            active             2    50.0 %
            lapsed             0     0.0 %
            (none)             2    50.0 %
            of 4 customers, snapshot 2, as of 2026-02-01T00:00:00Z
            """);
    assertThat(done("stages", "moves", "life", "--from", "2026-02-01", "--to", "2026-04-01"))
        .isEqualTo(
            """
                        active    lapsed    (none)
            active           1         1         0
            lapsed           0         0         0
            (none)           0         0         2
            of 4 customers, snapshot 2, from 2026-02-01T00:00:00Z to 2026-04-01T00:00:00Z
            behaviours are those of each instant, attributes and static lists those of now
            """);
    Path file = folder.resolve("stages.json");
    Files.writeString(file, "{\"stages\": [{\"name\": \"all\", \"expression\": \"everyone()\"}]}");
    assertThat(done("stages", "update", "life", "--stages", file.toString(), "--author", "bob"))
        .isEqualTo("partition 'life' is kept with 1 stages, version 2\n");
    assertThat(done("stages", "update", "life", "--tag", "t", "--author", "bob"))
        .isEqualTo("partition 'life' is kept with 1 stages, version 3\n");
    assertThat(done("stages", "show", "life").replaceAll(INSTANT, "INSTANT"))
        .isEqualTo(
            """
            all: everyone()
            tags: t
            version 3 by bob at INSTANT: all
            version 2 by bob at INSTANT: all
            version 1 by ada at INSTANT: active, lapsed
            """);
    assertThat(done("stages", "list")).isEqualTo("life  all\n1 partitions\n");
    assertThat(done("stages", "delete", "life")).isEqualTo("partition 'life' is deleted\n");
  }

  @Test
  void faultsOfStagesNameTheStage() throws IOException {
    assertThat(refused("stages", "create", "p", "--stage", "a=age > 1", "--stage", "b=agee > 1"))
        .isEqualTo(
            "lamella: stages[1].expression: 1:1: unknown attribute 'agee'; did you mean 'age'?\n");
    assertThat(refused("stages", "create", "p"))
        .isEqualTo("lamella: a partition has 1 to 50 stages: stages=0\n");
    Path file = folder.resolve("stages.json");
    Files.writeString(file, "{\"stagess\": []}");
    assertThat(refused("stages", "create", "p", "--stages", file.toString()))
        .contains(file.toString(), "stagess");
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment", "list", "stages"})
  void aCommandAloneNamesWhatThereIs(String command) {
    var result = Terminal.alone(command);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("name a command: lamella " + command + " create");
  }
}
