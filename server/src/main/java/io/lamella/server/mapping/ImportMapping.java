package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.ImportSummary;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.ValueType;
import io.lamella.v1.ImportColumn;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.ImportTable;
import io.lamella.v1.RefusedLines;
import io.lamella.v1.RuledOut;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables and summaries of imports.
public final class ImportMapping {

  private static final EnumPairs<TableSpec.Kind, io.lamella.v1.TableKind> KINDS =
      EnumPairs.of(TableSpec.Kind.class, io.lamella.v1.TableKind.class);

  /// So many line numbers fit the 4 MiB that clients take by default.
  private static final int MAX_LISTED = 500_000;

  private ImportMapping() {}

  /// The engine's table.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every part that is missing or malformed
  public static TableSpec table(ImportTable message) {
    List<Fault> faults = new ArrayList<>();
    Optional<TableSpec.Kind> kind = KINDS.word(message.getKind());
    if (kind.isEmpty()) {
      faults.add(new Fault("table.kind", "missing or not known: table kind"));
    }
    List<TableSpec.Column> columns = new ArrayList<>(message.getColumnsCount());
    for (int i = 0; i < message.getColumnsCount(); i++) {
      columns.add(column(message.getColumns(i), "table.columns[" + i + "]", faults));
    }
    if (!faults.isEmpty() || kind.isEmpty()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT,
          "a table is malformed: source=" + message.getSource(),
          faults);
    }
    return new TableSpec(kind.get(), message.getSource(), columns);
  }

  private static TableSpec.Column column(ImportColumn message, String at, List<Fault> faults) {
    Optional<ValueType> type = CatalogMapping.TYPES.word(message.getType());
    if (type.isEmpty() && message.getType() != io.lamella.v1.ValueType.VALUE_TYPE_UNSPECIFIED) {
      faults.add(new Fault(at + ".type", "not a known value type"));
    }
    if (type.isEmpty() && message.getDeclared()) {
      faults.add(new Fault(at + ".type", "a declared column has a type"));
    }
    Map<ValueType, Long> ruledOut = new EnumMap<>(ValueType.class);
    for (RuledOut each : message.getRuledOutList()) {
      CatalogMapping.TYPES
          .word(each.getType())
          .ifPresentOrElse(
              other -> ruledOut.put(other, each.getLine()),
              () -> faults.add(new Fault(at + ".ruled_out", "not a known value type")));
    }
    return new TableSpec.Column(
        message.getName(), type, message.getDeclared(), ruledOut, message.getFirstLine());
  }

  /// The message of a table, for clients that import.
  public static ImportTable message(TableSpec table) {
    ImportTable.Builder message =
        ImportTable.newBuilder().setKind(KINDS.message(table.kind())).setSource(table.source());
    for (TableSpec.Column column : table.columns()) {
      ImportColumn.Builder each =
          message
              .addColumnsBuilder()
              .setName(column.name())
              .setDeclared(column.declared())
              .setFirstLine(column.firstLine());
      column.type().ifPresent(type -> each.setType(CatalogMapping.TYPES.message(type)));
      column
          .ruledOut()
          .forEach((type, line) ->
              each.addRuledOutBuilder().setType(CatalogMapping.TYPES.message(type)).setLine(line));
    }
    return message.build();
  }

  /// What became of the lines.
  public static ImportResponse summary(ImportSummary summary) {
    return ImportResponse.newBuilder()
        .setRead(summary.read())
        .setLoaded(summary.loaded())
        .setRefused(summary.refused())
        .setDuplicates(summary.duplicates())
        .setSnapshot(summary.snapshot())
        .setPublished(summary.published())
        .addAllRefusals(refusals(summary.refusals()))
        .build();
  }

  private static List<RefusedLines> refusals(List<ImportSummary.RefusedLines> refusals) {
    List<RefusedLines> messages = new ArrayList<>();
    int room = MAX_LISTED;
    for (ImportSummary.RefusedLines each : refusals) {
      List<Long> listed = each.lines().subList(0, Math.min(room, each.lines().size()));
      room -= listed.size();
      messages.add(
          RefusedLines.newBuilder()
              .setSource(each.source())
              .setColumn(each.column())
              .setReason(each.reason())
              .addAllLines(listed)
              .build());
    }
    return messages;
  }
}
