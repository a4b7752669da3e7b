package io.lamella.server.cli;

import io.grpc.Channel;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.ValueType;
import io.lamella.server.cli.csv.InferredTable;
import io.lamella.v1.ImportColumn;
import io.lamella.v1.ImportCommit;
import io.lamella.v1.ImportLines;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.ImportStart;
import io.lamella.v1.ImportTable;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.RuledOut;
import io.lamella.v1.TableKind;
import java.util.List;
import java.util.function.LongConsumer;

/// Sends tables to a server as one import, no faster than the server takes them.
final class ImportUpload {
  private static final int BATCH_LINES = 1_000;
  private static final int BATCH_CHARACTERS = 256 << 10;

  private final CallStream<ImportRequest, ImportResponse> sender = new CallStream<>();
  private final LongConsumer progress;
  private long sent;

  /// @param progress told how many lines were sent, now and then
  ImportUpload(LongConsumer progress) {
    this.progress = progress;
  }

  /// Sends everything and returns the server's summary.
  ///
  /// @throws io.grpc.StatusRuntimeException if the server refuses the import; nothing of it is then
  ///   loaded
  ImportResponse send(
      Channel channel, String workspace, boolean strict, List<InferredTable> tables) {
    IngestServiceGrpc.newStub(channel).import_(sender);
    try {
      sender.send(
          ImportRequest.newBuilder()
              .setStart(ImportStart.newBuilder().setWorkspace(workspace).setStrict(strict))
              .build());
      for (InferredTable table : tables) {
        sender.send(ImportRequest.newBuilder().setTable(table(table.spec())).build());
      }
      for (int number = 0; number < tables.size(); number++) {
        lines(number, tables.get(number));
      }
      sender.send(ImportRequest.newBuilder().setCommit(ImportCommit.getDefaultInstance()).build());
    } catch (RuntimeException e) {
      // Whatever stopped us here, the server must not load half of it.
      sender.cancel("the import was given up", e);
      throw e;
    }
    return sender.complete();
  }

  private void lines(int number, InferredTable table) {
    int columns = table.spec().columns().size();
    ImportLines.Builder batch = ImportLines.newBuilder().setTable(number);
    int[] characters = {0};
    table
        .file()
        .lines((line, cells) -> {
          if (cells.size() != columns) {
            return;
          }
          batch.addLines(line).addAllCells(cells);
          for (String cell : cells) {
            characters[0] += cell.length();
          }
          if (batch.getLinesCount() >= BATCH_LINES || characters[0] >= BATCH_CHARACTERS) {
            flush(batch);
            characters[0] = 0;
          }
        });
    flush(batch);
  }

  private void flush(ImportLines.Builder batch) {
    if (batch.getLinesCount() > 0) {
      sender.send(ImportRequest.newBuilder().setLines(batch.build()).build());
      sent += batch.getLinesCount();
      progress.accept(sent);
      batch.clearLines().clearCells();
    }
  }

  private static ImportTable table(TableSpec spec) {
    ImportTable.Builder table =
        ImportTable.newBuilder()
            .setKind(
                spec.kind() == TableSpec.Kind.CUSTOMERS
                    ? TableKind.TABLE_KIND_CUSTOMERS
                    : TableKind.TABLE_KIND_EVENTS)
            .setSource(spec.source());
    for (TableSpec.Column column : spec.columns()) {
      ImportColumn.Builder built =
          ImportColumn.newBuilder()
              .setName(column.name())
              .setDeclared(column.declared())
              .setFirstLine(column.firstLine());
      column.type().ifPresent(type -> built.setType(type(type)));
      column
          .ruledOut()
          .forEach((type, line) ->
              built.addRuledOut(RuledOut.newBuilder().setType(type(type)).setLine(line)));
      table.addColumns(built);
    }
    return table.build();
  }

  private static io.lamella.v1.ValueType type(ValueType type) {
    return io.lamella.v1.ValueType.valueOf("VALUE_TYPE_" + type.name());
  }
}
