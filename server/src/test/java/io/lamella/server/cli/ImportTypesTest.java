package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: cells become the values that the contract says, whatever a file looks like. Method: small
/// files into an empty server, then questions and the catalogue.
class ImportTypesTest {
  @TempDir private Path folder = Path.of("");
  private final Terminal terminal = open();
  private int files;

  private static Terminal open() {
    try {
      return new Terminal();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  @Test
  void theHeaderDeclaresEveryType() throws IOException {
    loads(
        1,
        "customer_id,k:keyword,t:text,s:set,b:boolean,n:number,d:date,i:instant,l:location\n"
            + "ada,1,2,x|y,true,4.50,2026-01-31,2026-01-31T09:30:00Z,\"51.5074,-0.1278\"\n");
    assertThat(types())
        .containsExactly(
            "b boolean",
            "d date",
            "i instant",
            "k keyword",
            "l location",
            "n number",
            "s set",
            "t text");
    assertThat(
            terminal.count(
                "k == '1' && t == '2' && 'x' in s && 'y' in s && b == true && n == 4.5"
                    + " && d == date('2026-01-31') && near(l, 51.5, -0.12, '2km')"))
        .isEqualTo(1);
  }

  @Test
  void aLocationIsTwoNumbersOfDegrees() throws IOException {
    loads(1, "customer_id,home:location\nada,48.8566 2.3522\n");
    Path wrong = file("customer_id,home:location\nben,\"95,0\"\ncat,\"90, -180\"\n");
    Result result = terminal.run("import", "--customers", wrong.toString());
    assertThat(result.out() + result.err())
        .contains("a latitude from -90 to 90 and a longitude from -180 to 180");
    assertThat(terminal.count("has(home)")).isEqualTo(2);
    assertThat(terminal.count("inside(home, [[48, 2], [49, 2], [49, 3], [48, 3]])")).isEqualTo(1);
  }

  @Test
  void aTypeThatTheHeaderLeavesOutIsInferredFromAllCells() throws IOException {
    loads(
        2,
        "customer_id,bool,num,day,at,zeros,mixed\n"
            + "ada,true,1,2026-01-01,2026-01-01T00:00:00Z,1,1\n"
            + "ben,false,-2.5,2026-01-02,2026-01-02T00:00:00Z,01,one\n");
    assertThat(types())
        .containsExactly(
            "at instant",
            "bool boolean",
            "day date",
            "mixed keyword",
            "num number",
            "zeros keyword");
    assertThat(terminal.count("zeros == '01'")).isEqualTo(1);
    assertThat(terminal.count("zeros == '1'")).isEqualTo(1);
  }

  @Test
  void aColumnOfEmptyCellsStaysUndeclaredUntilAFileFillsIt() throws IOException {
    loads(1, "customer_id,age\nada,\n");
    assertThat(types()).isEmpty();
    Result refused = terminal.run("count", "age == 30");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("unknown attribute 'age'");
    loads(1, "customer_id,age\nben,30\n");
    assertThat(types()).containsExactly("age number");
    assertThat(terminal.count("age == 30")).isEqualTo(1);
  }

  @Test
  void anImportReplacesOnlyTheAttributesItFills() throws IOException {
    loads(1, "customer_id,country,age,city\nada,GB,30,York\n");
    loads(1, "customer_id,country,age\nada,,31\n");
    assertThat(terminal.count("everyone()")).isEqualTo(1);
    assertThat(terminal.count("country == 'GB' && age == 31 && city == 'York'")).isEqualTo(1);
    assertThat(terminal.count("age == 30")).isZero();
  }

  @Test
  void severalFilesAreOneSnapshot() throws IOException {
    Path first = file("customer_id,country\nada,GB\n");
    Path second = file("age,customer_id\n30,ada\n41,ben\n");
    Path buys = file("customer_id,event,timestamp\nada,buy,2026-01-01T00:00:00Z\n");
    Path sells = file("timestamp,event,customer_id\n2026-01-02T00:00:00Z,sell,ben\n");
    Result result =
        terminal.run(
            "import",
            "--customers",
            first.toString(),
            second.toString(),
            "--events",
            buys.toString(),
            "--events",
            sells.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("read 5, loaded 5, refused 0, duplicate 0; snapshot 1\n");
    assertThat(terminal.count("country == 'GB' && age == 30 && did('buy')")).isEqualTo(1);
    assertThat(terminal.count("age == 41 && did('sell')")).isEqualTo(1);
  }

  @Test
  void oneUnreadableFileOfSeveralLoadsNothing() throws IOException {
    Path good = file("customer_id,country\nada,GB\n");
    Result result =
        terminal.run(
            "import", "--customers", good.toString(), folder.resolve("none.csv").toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(terminal.count("everyone()")).isZero();
  }

  @Test
  void quotedCellsKeepCommasQuotesAndLineBreaksAndLinesKeepTheirNumbers() throws IOException {
    Path report = folder.resolve("refused.csv");
    Path file =
        file("customer_id,city\r\nada,\"York, \"\"old\"\"\r\ntown\"\r\n\r\n,Leeds\r\nben,Bath\r\n");
    Result result =
        terminal.run("import", "--customers", file.toString(), "--report", report.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("read 3, loaded 2, refused 1");
    assertThat(terminal.count("city == 'York, \"old\"\\r\\ntown'")).isEqualTo(1);
    assertThat(Files.readString(report)).contains(",5,customer_id,no customer id");
  }

  private void loads(int lines, String csv) throws IOException {
    Result result = terminal.run("import", "--customers", file(csv).toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("read " + lines + ", loaded " + lines + ", refused 0");
  }

  private Path file(String csv) throws IOException {
    return Files.writeString(folder.resolve("file-" + files++ + ".csv"), csv);
  }

  /// Every attribute with its type, as the catalogue lists them.
  private List<String> types() {
    List<String> types = new ArrayList<>();
    for (String line : terminal.run("catalog").out().lines().toList()) {
      if (line.endsWith(" distinct") || line.endsWith(" have it")) {
        types.add(String.join(" ", Arrays.asList(line.strip().split(" +")).subList(0, 2)));
      }
    }
    return types;
  }
}
