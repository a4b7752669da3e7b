package io.lamella.server;

import io.lamella.v1.ImportColumn;
import io.lamella.v1.ImportCommit;
import io.lamella.v1.ImportLines;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportStart;
import io.lamella.v1.ImportTable;
import io.lamella.v1.TableKind;
import io.lamella.v1.ValueType;
import java.util.List;

/// Messages of imports, and a small shop made of them.
public final class ImportParts {

  public static final ImportRequest SHOP_CUSTOMERS =
      table(
          TableKind.TABLE_KIND_CUSTOMERS,
          "customers.csv",
          reserved("customer_id"),
          column("country", ValueType.VALUE_TYPE_KEYWORD),
          column("age", ValueType.VALUE_TYPE_NUMBER),
          column("tags", ValueType.VALUE_TYPE_SET),
          column("subscribed", ValueType.VALUE_TYPE_BOOLEAN));

  public static final ImportRequest SHOP_CUSTOMER_LINES =
      lines(
          0,
          5,
          "ada",
          "GB",
          "36",
          "vip|press",
          "true",
          "bob",
          "GB",
          "17",
          "",
          "false",
          "cid",
          "DE",
          "51",
          "vip",
          "true",
          "dee",
          "DE",
          "",
          "",
          "",
          "eve",
          "FR",
          "28",
          "press",
          "true",
          "fay",
          "",
          "64",
          "",
          "false",
          "gus",
          "GB",
          "40",
          "vip",
          "",
          "hal",
          "US",
          "33",
          "",
          "true",
          "ivy",
          "US",
          "22",
          "new",
          "true",
          "joe",
          "DE",
          "19",
          "new|vip",
          "false",
          "kim",
          "GB",
          "45",
          "",
          "true",
          "lou",
          "",
          "",
          "",
          "");

  public static final ImportRequest SHOP_EVENTS =
      table(
          TableKind.TABLE_KIND_EVENTS,
          "events.csv",
          reserved("customer_id"),
          reserved("event"),
          reserved("timestamp"),
          reserved("event_id"),
          column("category", ValueType.VALUE_TYPE_KEYWORD),
          column("amount", ValueType.VALUE_TYPE_NUMBER));

  public static final ImportRequest SHOP_EVENT_LINES =
      lines(
          1,
          6,
          "ada",
          "purchase",
          "2026-03-01T10:00:00Z",
          "e1",
          "skincare",
          "19.90",
          "ada",
          "purchase",
          "2026-03-09T10:00:00Z",
          "e2",
          "haircare",
          "5.10",
          "bob",
          "purchase",
          "2026-03-02T11:00:00Z",
          "e3",
          "haircare",
          "70",
          "cid",
          "viewed",
          "2026-03-03T12:00:00Z",
          "e4",
          "skincare",
          "",
          "cid",
          "purchase",
          "2026-03-30T12:00:00Z",
          "e5",
          "skincare",
          "55.55",
          "eve",
          "viewed",
          "2026-03-04T13:00:00Z",
          "e6",
          "haircare",
          "",
          "hal",
          "purchase",
          "2026-03-05T14:00:00Z",
          "e7",
          "skincare",
          "12",
          "kim",
          "viewed",
          "2026-03-31T23:59:59Z",
          "e8",
          "skincare",
          "");

  /// The first message, for the default workspace.
  public static ImportRequest start() {
    return ImportRequest.newBuilder().setStart(ImportStart.getDefaultInstance()).build();
  }

  public static ImportRequest start(String workspace) {
    return ImportRequest.newBuilder()
        .setStart(ImportStart.newBuilder().setWorkspace(workspace))
        .build();
  }

  public static ImportRequest commit() {
    return ImportRequest.newBuilder().setCommit(ImportCommit.getDefaultInstance()).build();
  }

  public static ImportRequest table(TableKind kind, String source, ImportColumn... columns) {
    return ImportRequest.newBuilder()
        .setTable(
            ImportTable.newBuilder()
                .setKind(kind)
                .setSource(source)
                .addAllColumns(List.of(columns)))
        .build();
  }

  public static ImportColumn reserved(String name) {
    return ImportColumn.newBuilder().setName(name).build();
  }

  public static ImportColumn column(String name, ValueType type) {
    return ImportColumn.newBuilder().setName(name).setType(type).setDeclared(true).build();
  }

  /// Lines, numbered from 2 as in a file with a header.
  public static ImportRequest lines(int table, int width, String... cells) {
    return lines(table, width, List.of(cells));
  }

  public static ImportRequest lines(int table, int width, List<String> cells) {
    ImportLines.Builder lines = ImportLines.newBuilder().setTable(table).addAllCells(cells);
    for (int line = 0; line < cells.size() / width; line++) {
      lines.addLines(line + 2L);
    }
    return ImportRequest.newBuilder().setLines(lines).build();
  }

  private ImportParts() {}
}
