package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.cli.Terminal.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a file is loaded as the contract says, or refused with its place, and nothing that was
/// loaded is lost. Method: each test begins with one customer and ends by asking for her.
class ImportTest {
  @TempDir private Path folder = Path.of("");
  private Terminal terminal = open(1L << 30);

  private static Terminal open(long budget) {
    try {
      return new Terminal(budget);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void load() throws IOException {
    assertThat(customers("customer_id,sku,age\nada,007,30\n").exitCode()).isZero();
  }

  @AfterEach
  void close() {
    assertThat(count("sku == '007'")).isEqualTo(1);
    terminal.close();
  }

  @Test
  void gzipAndAByteOrderMarkAreRead() throws IOException {
    Path file = folder.resolve("more.csv.gz");
    Files.write(file, gzip("\uFEFFcustomer_id,age\nben,41\n"));
    assertThat(run("--customers", file).out()).contains("loaded 1");
    assertThat(count("age == 41")).isEqualTo(1);
  }

  @Test
  void refusedLinesAreReportedAndTheRestIsLoaded() throws IOException {
    Result result =
        events(
            "customer_id,event,timestamp,amount:number\nada,buy,2026-01-01T00:00:00Z,1.5\n"
                + ",buy,2026-01-01T00:00:00Z,1\nada,buy,tomorrow,1\nada,buy,2026-01-01T00:00:00Z,x\n"
                + "ada,buy\n");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("read 5, loaded 1, refused 4, duplicate 0");
    assertThat(Files.readString(folder.resolve("refused.csv")))
        .contains(",3,customer_id,no customer id")
        .contains(",4,timestamp,not an instant like")
        .contains(",5,amount,")
        .contains(",6,,not as many cells");
  }

  @Test
  void aStrictImportWithARefusedLineLoadsNothing() throws IOException {
    Path file = folder.resolve("strict.csv");
    Files.writeString(file, "customer_id,age\nben,41\n,42\n");
    Result result =
        terminal.run("import", "--strict", "--customers", file.toString(), "--report", report());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("nothing was loaded");
    assertThat(count("age == 41")).isZero();
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeAnythingLoads() throws IOException {
    Path file = Files.writeString(folder.resolve("ben.csv"), "customer_id,age\nben,41\n,42\n");
    String nowhere = folder.resolve("none").resolve("refused.csv").toString();
    Result result = terminal.run("import", "--customers", file.toString(), "--report", nowhere);
    assertThat(refused(result)).contains(nowhere + ": its folder is not there");
    assertThat(count("everyone()")).isEqualTo(1);
  }

  @Test
  void aKnownEventIdIsADuplicateInThisAndInLaterImports() throws IOException {
    String lines =
        "event_id,customer_id,event,timestamp\n1,ada,buy,2026-01-01T00:00:00Z\n"
            + "1,ada,buy,2026-01-02T00:00:00Z\n";
    assertThat(events(lines).out()).contains("loaded 1, refused 0, duplicate 1");
    assertThat(events(lines).out()).contains("loaded 0, refused 0, duplicate 2");
    assertThat(count("did('buy').count() == 1")).isEqualTo(1);
  }

  @Test
  void aTypeThatContradictsTheWorkspaceIsRefusedBeforeAnythingLoads() throws IOException {
    Result result = customers("customer_id,sku,age\nben,8,41\ncleo,9,42\n");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("column 'sku' is number here")
        .contains("line 2 decides")
        .contains("is keyword in the workspace")
        .contains("'sku:keyword'");
    assertThat(customers("customer_id,sku:keyword\nben,8\n").exitCode()).isZero();
    assertThat(count("sku == '8'")).isEqualTo(1);
  }

  @Test
  void filesThatCannotBeReadAreRefusedByName() throws IOException {
    assertThat(refused(run("--events", folder.resolve("none.csv"))))
        .contains("none.csv: no such file");
    Path cut = folder.resolve("cut.csv.gz");
    byte[] whole = gzip("customer_id,age\n" + "ben,41\n".repeat(50_000));
    // Cut in the cells, in the sum behind them and in the ten bytes before them.
    for (int length : new int[] {whole.length / 2, whole.length - 3, 5}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThat(refused(run("--customers", cut)))
          .as("%d bytes", length)
          .contains("cut.csv.gz", "ends too early");
    }
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "customer_id,city\nben,Köln\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(run("--customers", latin))).contains("latin.csv", "not UTF-8");
    assertThat(refused(customers(""))).contains("an empty file");
    assertThat(refused(customers("customer_id,age:int\nben,1\n")))
        .contains("unknown type 'int'", "keyword, text, set");
    assertThat(refused(customers("name,age\nben,1\n"))).contains("no column 'customer_id'");
    assertThat(count("everyone()")).isEqualTo(1);
  }

  @Test
  void moreThanTheMemoryBudgetIsRefusedWithBytesNeededAndAllowed() throws IOException {
    terminal.close();
    terminal = open(6L << 20);
    load();
    StringBuilder lines = new StringBuilder("customer_id,note\n");
    for (int i = 0; i < 200_000; i++) {
      lines.append("customer-").append(i).append(",a note of some length ").append(i).append('\n');
    }
    Result result = customers(lines.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("needed=", "allowed=6291456 bytes", "nothing of it was loaded");
    assertThat(count("everyone()")).isEqualTo(1);
    assertThat(customers("customer_id,age\nben,41\n").exitCode()).isZero();
  }

  private Result customers(String csv) throws IOException {
    return run("--customers", Files.writeString(folder.resolve("customers.csv"), csv));
  }

  private Result events(String csv) throws IOException {
    return run("--events", Files.writeString(folder.resolve("events.csv"), csv));
  }

  private Result run(String option, Path file) {
    return terminal.run("import", option, file.toString(), "--report", report());
  }

  private String report() {
    return folder.resolve("refused.csv").toString();
  }

  private static String refused(Result result) {
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
    return result.err();
  }

  private long count(String expression) {
    return terminal.count(expression);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
