package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.server.FakeDoors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands that write, against a fake of the engine's side.
class WriteCommandsTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder = Path.of("");
  private final FakeDoors doors = new FakeDoors();
  private final Terminal terminal = open(doors);

  private static Terminal open(FakeDoors doors) {
    try {
      return new Terminal(doors);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  @Test
  void identifyWritesAttributesWithAndWithoutTypes() {
    var result =
        terminal.run(
            "identify",
            "ada",
            "country=GB",
            "motto=a=b",
            "age:number=36",
            "vip:boolean=TRUE",
            "born:date=1815-12-10",
            "seen:instant=2026-03-01T10:00:00Z",
            "tags:set=a|b",
            "home:location=51.5074, -0.1278",
            "--unset",
            "city",
            "--add",
            "likes=tea",
            "--add",
            "likes=cake",
            "--remove",
            "lists=old");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("stored; snapshot 1\n");
    assertThat(doors.writes())
        .containsExactly(
            new Write.Upsert(
                "ada",
                Map.of(
                    "country",
                    new WriteValue.OfText("GB"),
                    "motto",
                    new WriteValue.OfText("a=b"),
                    "age",
                    number("36"),
                    "vip",
                    new WriteValue.OfBoolean(true),
                    "born",
                    new WriteValue.OfDate(LocalDate.of(1815, 12, 10)),
                    "seen",
                    new WriteValue.OfInstant(MARCH),
                    "tags",
                    new WriteValue.OfSet(List.of("a", "b")),
                    "home",
                    new WriteValue.OfLocation(
                        new BigDecimal("51.5074"), new BigDecimal("-0.1278"))),
                List.of("city"),
                Map.of("likes", List.of("tea", "cake")),
                Map.of("lists", List.of("old"))));
  }

  @Test
  void trackRecordsAnEventAndTellsOfADuplicate() {
    String[] command = {
      "track",
      "ada",
      "purchase",
      "amount:number=12.50",
      "--at",
      MARCH.toString(),
      "--event-id",
      "e1"
    };

    assertThat(terminal.run(command).out()).isEqualTo("stored; snapshot 1\n");
    assertThat(terminal.run(command).out()).contains("duplicate");
    assertThat(doors.writes().getFirst())
        .isEqualTo(
            new Write.Event("ada", "purchase", MARCH, "e1", Map.of("amount", number("12.50"))));
  }

  @Test
  void aRefusedWriteNamesItsFieldAndEndsWithOne() {
    var result = terminal.run("identify", "ada", "born=soon");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("lamella: set.born: a date like 2026-01-31 is needed\n");
  }

  @ParameterizedTest
  @CsvSource({
    "identify, name a customer",
    "identify ada --file x, one of the two",
    "identify ada country, NAME=VALUE is needed",
    "identify ada =GB, NAME=VALUE is needed",
    "identify ada country=, --unset country",
    "identify ada age:number=old, age is not a number",
    "identify ada home:location=far, home is not a latitude",
    "identify ada age:nmber=1, unknown type 'nmber'",
    "identify ada age=1 age:number=2, age is given twice",
    "identify ada --add tags, SET=MEMBER is needed",
    "track, name a customer and a behaviour",
    "track ada, name a customer and a behaviour",
    "track ada purchase --at soon, is not an instant",
    "erase, name customers",
    "erase ada --file x, one of the two",
    "retention viewed 0, neither a number of days",
    "retention viewed some, neither a number of days"
  })
  void wrongUsageEndsWithTwo(String command, String message) {
    var result = terminal.run(command.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message);
    assertThat(doors.batches()).isEmpty();
  }

  @Test
  void linesInOurOwnShapeAreWritten() throws IOException {
    Path file =
        write(
            """
            {"customer_id": "ada", "set": {"country": "GB", "age": 36.50, "vip": true,
            """
                    .strip()
                + """
                 "tags": ["a"], "born": {"date": "1815-12-10"},\
                 "home": {"location": {"latitude": "51.5", "longitude": "-0.1"}}, "city": null}, "unset": ["x"],\
                 "add": {"likes": ["tea"]}, "remove": {"lists": ["old"]}}

                {"customer_id": "ada", "behaviour": "purchase", "instant": "2026-03-01T10:00:00Z",\
                 "event_id": "e1", "properties": {"amount": 12.50, "note": null}}
                {"customer_id": "ben", "erase": true}
                """);

    var result = terminal.run("identify", "--file", file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("read 3, stored 3, refused 0, duplicate 0; snapshot 1\n");
    assertThat(doors.writes())
        .containsExactly(
            new Write.Upsert(
                "ada",
                Map.of(
                    "country",
                    new WriteValue.OfText("GB"),
                    "age",
                    number("36.50"),
                    "vip",
                    new WriteValue.OfBoolean(true),
                    "tags",
                    new WriteValue.OfSet(List.of("a")),
                    "born",
                    new WriteValue.OfDate(LocalDate.of(1815, 12, 10)),
                    "home",
                    new WriteValue.OfLocation(new BigDecimal("51.5"), new BigDecimal("-0.1"))),
                List.of("city", "x"),
                Map.of("likes", List.of("tea")),
                Map.of("lists", List.of("old"))),
            new Write.Event("ada", "purchase", MARCH, "e1", Map.of("amount", number("12.50"))),
            new Write.Erase("ben"));
  }

  @Test
  void callsOfSegmentAreWritten() throws IOException {
    Path file =
        write(
            """
            {"type":"identify","userId":"ada","traits":{"plan":"pro","address":{"city":"Leeds","geo":{"lat":53.8}},"tags":["a"],"gone":null},"context":{"ip":"::1"},"messageId":"m0"}
            {"userId":"ada","traits":{"plan":"free"}}
            {"type":"track","anonymousId":"anon-1","event":"Order Completed","properties":{"revenue":1e2,"products":[{"sku":"s"}]},"timestamp":"2026-03-01T10:00:00.000Z","messageId":"m1"}
            {"userId":"ada","event":"Viewed","originalTimestamp":"2026-03-01T11:00:00+01:00"}
            {"batch":[{"type":"identify","userId":"ben","traits":{"plan":"pro"}},{"type":"track","userId":"ben","event":"Viewed","timestamp":"2026-03-01T10:00:00Z","messageId":"m2"}],"sentAt":"2026-03-01T10:00:00Z"}
            """);

    var result =
        terminal.run("track", "--file", file.toString(), "--without", "properties.products");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("read 6, stored 6, refused 0, duplicate 0; snapshot 1\n");
    assertThat(doors.writes())
        .containsExactly(
            new Write.Upsert(
                "ada",
                Map.of(
                    "plan",
                    new WriteValue.OfText("pro"),
                    "address.city",
                    new WriteValue.OfText("Leeds"),
                    "address.geo.lat",
                    number("53.8"),
                    "tags",
                    new WriteValue.OfSet(List.of("a"))),
                List.of("gone"),
                Map.of(),
                Map.of()),
            Write.Upsert.of("ada", Map.of("plan", new WriteValue.OfText("free"))),
            new Write.Event(
                "anon-1", "Order Completed", MARCH, "m1", Map.of("revenue", number("100"))),
            new Write.Event("ada", "Viewed", MARCH, "", Map.of()),
            Write.Upsert.of("ben", Map.of("plan", new WriteValue.OfText("pro"))),
            new Write.Event("ben", "Viewed", MARCH, "m2", Map.of()));
  }

  @Test
  void badLinesAreToldByLineAndFieldAndTheOthersAreWritten() throws IOException {
    Path file =
        write(
            """
            {"type":"identify","userId":"canary-1","traits":{"born":"soon"}}
            not json
            {"type":"track","userId":"canary-1","event":"Bought","properties":{"products":[{"sku":"canary-2"}]},"timestamp":"2026-03-01T10:00:00Z"}
            {"type":"page","userId":"canary-1"}
            {"type":"track","userId":"canary-1","event":"Bought"}
            {"type":"track","userId":"canary-1","event":"Bought","timestamp":"canary-3"}
            {"traits":{}}
            {"userId":7,"traits":{}}
            {"userId":"canary-1","traits":{"a.b":1,"a":{"b":2}}}
            {"userId":"canary-1","traits":{"n":1e99}}
            {"batch":[{"type":"identify","userId":"canary-1","traits":{"born":"soon"}},7,{"type":"track","userId":"ok","event":"e"}]}
            {"batch":{}}
            {"customer_id":"canary-1","sett":{}}
            {"customer_id":"canary-1","set":{"born":{"dat":"canary-2"}}}
            {"customer_id":"canary-1","behaviour":"x","instant":"canary-3"}
            {"customer_id":"canary-1","erase":false}
            {"customer_id":"canary-1","customer_id":"canary-2"}
            {"customer_id":"fine","set":{"country":"GB"}}
            """);

    var result = terminal.run("track", "--file", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).doesNotContain("canary");
    assertThat(
            result
                .err()
                .lines()
                .map(line -> line.replace("refused " + file + ":", ""))
                .collect(Collectors.toList()))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).isEqualTo("1: traits.born: a date like 2026-01-31 is needed"),
            line -> assertThat(line).startsWith("2: not JSON: "),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "3: properties.products[0]: a list holds strings, as a set does;"
                            + " --without properties.products leaves it out"),
            line -> assertThat(line).isEqualTo("4: type: identify, track or batch is needed"),
            line -> assertThat(line).isEqualTo("5: timestamp: missing"),
            line ->
                assertThat(line)
                    .isEqualTo("6: timestamp: not an instant like 2026-01-31T09:30:00Z"),
            line -> assertThat(line).isEqualTo("7: userId: missing, and so is anonymousId"),
            line -> assertThat(line).isEqualTo("8: userId: a string is needed"),
            line ->
                assertThat(line)
                    .isEqualTo("9: traits.a.b: given twice: with dots, and as an object"),
            line -> assertThat(line).startsWith("10: traits.n: not a number of at most 18 digits"),
            line ->
                assertThat(line)
                    .isEqualTo("11: batch[0].traits.born: a date like 2026-01-31 is needed"),
            line -> assertThat(line).isEqualTo("11: batch[1]: an object is needed"),
            line -> assertThat(line).isEqualTo("11: batch[2].timestamp: missing"),
            line -> assertThat(line).isEqualTo("12: batch: a list is needed"),
            line ->
                assertThat(line).startsWith("13: sett: not a field of a customer; these are add,"),
            line -> assertThat(line).startsWith("14: set.born: not a value like"),
            line -> assertThat(line).startsWith("15: instant: not an instant like"),
            line -> assertThat(line).isEqualTo("16: erase: true is needed"),
            line -> assertThat(line).startsWith("17: not JSON: a field is given twice"));
    assertThat(result.out()).isEqualTo("read 20, stored 1, refused 19, duplicate 0; snapshot 1\n");
  }

  @Test
  void volumeOnStandardInputIsAllThereThoughTheEngineIsFullNowAndThen() {
    doors.overload(10);
    String lines =
        IntStream.range(0, 20_000)
            .mapToObj(i ->
                "{\"customer_id\":\"c"
                    + i
                    + "\",\"behaviour\":\"viewed\",\"instant\":\"2026-03-01T10:00:00Z\","
                    + "\"event_id\":\"e"
                    + i % 15_000
                    + "\"}\n")
            .collect(Collectors.joining());
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      var result = terminal.run("track", "--file", "-");

      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .isEqualTo("read 20,000, stored 15,000, refused 0, duplicate 5,000; snapshot 40\n");
    } finally {
      System.setIn(before);
    }
    assertThat(doors.writes())
        .extracting(Write::customerId)
        .containsExactlyElementsOf(IntStream.range(0, 20_000).mapToObj(i -> "c" + i).toList());
  }

  @Test
  void aMissingFileIsNamed() {
    var result = terminal.run("identify", "--file", "/nowhere/x.ndjson");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("/nowhere/x.ndjson: no such file");
  }

  @Test
  void eraseTakesIdsAndFilesOfIds() throws IOException {
    assertThat(terminal.run("erase", "ada", "ben").out())
        .isEqualTo("read 2, stored 2, refused 0, duplicate 0; snapshot 1\n");
    assertThat(terminal.run("erase", "--file", write("cleo\n\ndan\n").toString()).out())
        .contains("read 2, stored 2");
    var tooLong = terminal.run("erase", "--file", write("x\n" + "y".repeat(1_025)).toString());

    assertThat(tooLong.exitCode()).isEqualTo(1);
    assertThat(tooLong.err()).contains(":2: customer_id: a customer id has at most 1024 bytes");
    assertThat(doors.writes())
        .extracting(Write::customerId)
        .containsExactly("ada", "ben", "cleo", "dan", "x");
  }

  @Test
  void upkeepIsDoneAndTold() {
    assertThat(terminal.run("checkpoint", "--purge").out())
        .isEqualTo(
            "checkpoint 7: wrote 3 files, 2.0 MiB; goes on using 40; older checkpoints and the"
                + " journal before it are deleted\n");
    assertThat(terminal.run("retention", "viewed", "30").out())
        .isEqualTo("'viewed': events of 30 days are kept\n");
    assertThat(terminal.run("retention", "viewed", "all").out())
        .isEqualTo("'viewed': all events are kept\n");
    assertThat(doors.upkeepDone())
        .containsExactly(
            "checkpoint purge=true",
            "retention default viewed OptionalInt[30]",
            "retention default viewed OptionalInt.empty");
  }

  @Test
  void healthTellsWhyWritesAreRefusedAndEndsWithOne() {
    var serving = terminal.run("health");
    doors.tell(State.READ_ONLY, "the disk has failed");
    var readOnly = terminal.run("health");

    assertThat(serving.exitCode()).isZero();
    assertThat(serving.out())
        .contains(
            "serving: questions and writes",
            "journal: 4.0 KiB",
            "checkpoint: 2026-06-01T00:00:00Z",
            "waiting: 3 batches",
            "known event ids: 12, since 2026-05-01T00:00:00Z");
    assertThat(readOnly.exitCode()).isEqualTo(1);
    assertThat(readOnly.out())
        .contains("read only until the server is started anew: the disk has failed");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("lines-" + text.hashCode() + ".ndjson"), text);
  }

  private static WriteValue number(String digits) {
    return new WriteValue.OfNumber(new BigDecimal(digits));
  }
}
