package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.lamella.server.ImportCall;
import io.lamella.server.ImportParts;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.ImportLines;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.ImportStart;
import io.lamella.v1.ImportTable;
import io.lamella.v1.RefusedLines;
import io.lamella.v1.TableKind;
import io.lamella.v1.ValueType;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: an import is loaded whole or not at all, and whoever breaks off leaves nothing behind.
/// Method: streams of every shape against a server that already holds the shop.
class IngestServiceTest {

  private TestServer server;

  @BeforeEach
  void load() {
    server = TestServer.start();
    server.loadShop();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSecondImportOfTheSameLinesCountsDuplicatesAndChangesNothing() {
    ImportResponse again =
        server.load(
            ImportParts.start(),
            ImportParts.SHOP_CUSTOMERS,
            ImportParts.SHOP_CUSTOMER_LINES,
            ImportParts.SHOP_EVENTS,
            ImportParts.SHOP_EVENT_LINES);

    assertThat(again)
        .isEqualTo(
            ImportResponse.newBuilder()
                .setRead(20)
                .setLoaded(12)
                .setDuplicates(8)
                .setSnapshot(2)
                .setPublished(true)
                .build());
    assertThat(count("did('purchase')")).isEqualTo(4);
  }

  @Test
  void refusedLinesComeBackWithSourceColumnReasonAndNumber() {
    ImportResponse answer =
        server.load(
            ImportParts.start(),
            ImportParts.SHOP_CUSTOMERS,
            ImportParts.lines(
                0, 5, "max", "GB", "old", "", "", "", "GB", "3", "", "", "ned", "GB", "8", "", ""));

    assertThat(answer.getRead()).isEqualTo(3);
    assertThat(answer.getLoaded()).isEqualTo(1);
    assertThat(answer.getRefused()).isEqualTo(2);
    assertThat(answer.getRefusalsList())
        .extracting(RefusedLines::getSource, RefusedLines::getColumn, RefusedLines::getLinesList)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("customers.csv", "age", java.util.List.of(2L)),
            org.assertj.core.groups.Tuple.tuple(
                "customers.csv", "customer_id", java.util.List.of(3L)));
    assertThat(answer.toString()).as("no cell's content").doesNotContain("old");
    assertThat(count("everyone()")).isEqualTo(13);
  }

  @Test
  void aStrictImportWithARefusedLineLoadsNothing() {
    ImportResponse answer =
        server.load(
            ImportRequest.newBuilder().setStart(ImportStart.newBuilder().setStrict(true)).build(),
            ImportParts.SHOP_CUSTOMERS,
            ImportParts.lines(0, 5, "max", "GB", "old", "", "", "ned", "GB", "8", "", ""));

    assertThat(answer.getPublished()).isFalse();
    assertThat(answer.getLoaded()).isZero();
    assertThat(answer.getSnapshot()).isEqualTo(1);
    assertThat(count("everyone()")).isEqualTo(12);
  }

  @Test
  void aTypeThatContradictsTheWorkspaceIsRefusedBeforeAnythingLoads() {
    Refused refused =
        Refused.by(() ->
            server.load(
                ImportParts.start(),
                ImportParts.table(
                    TableKind.TABLE_KIND_CUSTOMERS,
                    "more.csv",
                    ImportParts.reserved("customer_id"),
                    ImportParts.column("age", ValueType.VALUE_TYPE_KEYWORD)),
                ImportParts.lines(0, 2, "max", "old")));

    assertThat(refused.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(refused.reason()).isEqualTo("TYPE_CONFLICT");
    assertThat(refused.description()).contains("age", "number", "keyword");
    assertThatNothingChanged();
  }

  static Stream<Arguments> malformed() {
    ImportRequest customers = ImportParts.SHOP_CUSTOMERS;
    ImportRequest line = ImportParts.lines(0, 5, "max", "GB", "3", "", "");
    return Stream.of(
        Arguments.of("lines before the start", "lines", new ImportRequest[] {line}),
        Arguments.of("a table before the start", "table", new ImportRequest[] {customers}),
        Arguments.of(
            "two starts", "start", new ImportRequest[] {ImportParts.start(), ImportParts.start()}),
        Arguments.of(
            "an empty message",
            "part",
            new ImportRequest[] {
              ImportParts.start(), customers, line, ImportRequest.getDefaultInstance()
            }),
        Arguments.of(
            "lines of a table that is not there",
            "lines.table",
            new ImportRequest[] {
              ImportParts.start(), customers, line, ImportParts.lines(1, 5, "x", "", "", "", "")
            }),
        Arguments.of(
            "a table number that is no int",
            "lines.table",
            new ImportRequest[] {
              ImportParts.start(), customers, line, ImportParts.lines(-1, 5, "x", "", "", "", "")
            }),
        Arguments.of(
            "a cell too few",
            "lines.cells",
            new ImportRequest[] {
              ImportParts.start(),
              customers,
              line,
              ImportRequest.newBuilder()
                  .setLines(ImportLines.newBuilder().addCells("x").addCells("GB").addLines(2))
                  .build()
            }),
        Arguments.of(
            "a line number too many",
            "lines.cells",
            new ImportRequest[] {
              ImportParts.start(),
              customers,
              ImportRequest.newBuilder().setLines(line.getLines().toBuilder().addLines(9)).build()
            }),
        Arguments.of(
            "a table of no kind",
            "table.kind",
            new ImportRequest[] {
              ImportParts.start(),
              ImportRequest.newBuilder()
                  .setTable(customers.getTable().toBuilder().clearKind())
                  .build()
            }),
        Arguments.of(
            "a declared column without a type",
            "table.columns[1].type",
            new ImportRequest[] {
              ImportParts.start(),
              ImportRequest.newBuilder()
                  .setTable(
                      ImportTable.newBuilder()
                          .setKind(TableKind.TABLE_KIND_CUSTOMERS)
                          .addColumns(ImportParts.reserved("customer_id"))
                          .addColumns(ImportParts.reserved("age").toBuilder().setDeclared(true)))
                  .build()
            }),
        Arguments.of(
            "lines after the commit",
            "lines",
            new ImportRequest[] {
              ImportParts.start(), customers, line, ImportParts.commit(), line
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aMalformedStreamNamesTheFieldAndLoadsNothing(
      String what, String field, ImportRequest[] parts) {
    ImportCall call = server.openImport();
    for (ImportRequest part : parts) {
      call.send(part);
    }

    Refused refused = Refused.by(call::answer);

    assertThat(refused.code()).as(what).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .as(what)
        .singleElement()
        .satisfies(violation -> assertThat(violation).startsWith(field + ": "));
    assertThatNothingChanged();
    assertThatAnImportCanStart();
  }

  @Test
  void aStreamThatEndsWithoutACommitLoadsNothing() {
    Refused refused =
        Refused.by(() ->
            server
                .openImport()
                .send(ImportParts.start())
                .send(ImportParts.SHOP_CUSTOMERS)
                .send(ImportParts.lines(0, 5, "max", "GB", "3", "", ""))
                .finish());

    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .singleElement()
        .satisfies(violation -> assertThat(violation).startsWith("commit: "));
    assertThatNothingChanged();
    assertThatAnImportCanStart();
  }

  @Test
  void aStreamOfNothingIsRefused() {
    assertThat(Refused.by(() -> server.openImport().finish()).code())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aCancelledStreamLoadsNothingAndLetsTheNextImportStart() throws InterruptedException {
    ImportCall call = server.openImport();
    call.send(ImportParts.start())
        .send(ImportParts.SHOP_CUSTOMERS)
        .send(ImportParts.lines(0, 5, "max", "GB", "3", "", ""))
        .send(ImportParts.commit());

    call.cancel();

    assertThatNothingChanged();
    assertThatAnImportCanStart();
  }

  @Test
  void aSecondImportAtOnceIsRefusedAndTheFirstGoesOn() throws InterruptedException {
    ImportCall first = server.openImport();
    first
        .send(ImportParts.start())
        .send(ImportParts.SHOP_CUSTOMERS)
        .send(ImportParts.lines(0, 5, "max", "GB", "3", "", ""));
    awaitStaging();

    Refused second = Refused.by(() -> server.openImport().send(ImportParts.start()).answer());

    assertThat(second.code()).isEqualTo(Status.Code.ABORTED);
    assertThat(second.reason()).isEqualTo("IMPORT_RUNNING");
    assertThat(first.send(ImportParts.commit()).finish().getLoaded()).isEqualTo(1);
    assertThat(count("everyone()")).isEqualTo(13);
  }

  @Test
  void anImportBeyondTheMemoryBudgetIsRefusedWithBytesNeededAndAllowed() {
    ImportCall call = server.openImport();
    call.send(ImportParts.start())
        .send(
            ImportParts.table(
                TableKind.TABLE_KIND_CUSTOMERS,
                "big.csv",
                ImportParts.reserved("customer_id"),
                ImportParts.column("note", ValueType.VALUE_TYPE_TEXT)));
    String megabyte = "x".repeat(1 << 20);
    for (int line = 0; line < 400; line++) {
      call.send(ImportParts.lines(0, 2, "big" + line, line + megabyte));
    }

    Refused refused = Refused.by(call::answer);

    assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.reason()).isEqualTo("MEMORY_BUDGET_EXCEEDED");
    assertThatNothingChanged();
    assertThatAnImportCanStart();
  }

  /// Waits until the lines of an import have arrived: messages travel by themselves.
  private void awaitStaging() throws InterruptedException {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      if (server.server().engine().describe("default").memory().stagingBytes() > 0) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no line has arrived");
  }

  private void assertThatNothingChanged() {
    assertThat(count("everyone()")).isEqualTo(12);
    assertThat(
            server
                .segments()
                .count(CountRequest.newBuilder().setExpression("everyone()").build())
                .getSnapshot())
        .isEqualTo(1);
  }

  /// Waits until a stream that was given up has let go of its workspace.
  private void assertThatAnImportCanStart() {
    Refused last = null;
    for (int attempt = 0; attempt < 500; attempt++) {
      try {
        server.load(ImportParts.start());
        return;
      } catch (io.grpc.StatusRuntimeException e) {
        last = Refused.of(e);
        assertThat(last.reason()).isEqualTo("IMPORT_RUNNING");
      }
    }
    throw new AssertionError("no import can start: " + last);
  }

  private long count(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).build())
        .getCount();
  }
}
