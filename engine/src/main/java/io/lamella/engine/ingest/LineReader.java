package io.lamella.engine.ingest;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.ValueStage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one table. A line is checked whole before any of it is staged, so a refused
/// one leaves no trace. Confined to the import.
final class LineReader {
  /// The longest customer id, in bytes of UTF-8.
  static final int MAX_ID_BYTES = 1_024;

  /// What became of a line.
  enum Outcome {
    LOADED,
    REFUSED,
    DUPLICATE
  }

  private final LineTable table;
  private final Staging staging;
  private final Refusals refusals;
  private final CellReader[] readers;
  private final boolean[] typed;
  private final Map<String, Target> targets = new HashMap<>();

  /// Where the events of one name go.
  private static final class Target {
    final Staging.DatedEvents events;

    /// By column of values, each from its first value on.
    final @Nullable ValueStage[] properties;

    Target(Staging.DatedEvents events, int columns) {
      this.events = events;
      this.properties = new ValueStage[columns];
    }

    ValueStage property(int column, String name) {
      ValueStage known = properties[column];
      if (known != null) {
        return known;
      }
      ValueStage made = events.property(name);
      properties[column] = made;
      return made;
    }
  }

  LineReader(LineTable table, Staging staging, Refusals refusals) {
    this.table = table;
    this.staging = staging;
    this.refusals = refusals;
    this.readers =
        table.values().stream()
            .map(column -> staging.reader(table.kind(), column.name(), column.type()))
            .toArray(CellReader[]::new);
    this.typed = new boolean[table.width()];
    table.values().forEach(column -> typed[column.position()] = true);
    for (int reserved :
        new int[] {table.customerId(), table.event(), table.timestamp(), table.eventId()}) {
      if (reserved >= 0) {
        typed[reserved] = true;
      }
    }
  }

  /// How many cells a line has.
  int width() {
    return table.width();
  }

  /// The customer ids of the lines `[from, to)`, which are looked for together from now on.
  byte[][] prefetch(List<String> cells, int from, int to) {
    byte[][] ids = new byte[to - from][];
    for (int line = from; line < to; line++) {
      ids[line - from] = bytes(cells.get(line * table.width() + table.customerId()));
    }
    staging.prefetch(ids);
    return ids;
  }

  private static byte[] bytes(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  Outcome read(long line, List<String> cells) {
    if (cells.size() != table.width()) {
      return refuse(line, "", "not as many cells as the header has columns: " + table.width());
    }
    return read(line, cells, bytes(cells.get(table.customerId())));
  }

  /// Reads a line with as many cells as the table has columns.
  ///
  /// @param id its customer id, in UTF-8
  Outcome read(long line, List<String> cells, byte[] id) {
    if (id.length == 0) {
      return refuse(line, TableSpec.CUSTOMER_ID, "no customer id");
    }
    if (id.length > MAX_ID_BYTES) {
      return refuse(
          line, TableSpec.CUSTOMER_ID, "a customer id of more than " + MAX_ID_BYTES + " bytes");
    }
    for (int i = 0; i < readers.length; i++) {
      LineTable.ValueColumn column = table.values().get(i);
      String cell = cells.get(column.position());
      if (!cell.isEmpty() && !readers[i].read(cell)) {
        return refuse(line, column.name(), "not " + ValueFormat.expected(column.type()));
      }
    }
    for (int position = 0; position < typed.length; position++) {
      if (!typed[position] && !cells.get(position).isEmpty()) {
        return refuse(line, "", "a value in a column that was declared to be empty");
      }
    }
    return table.kind() == TableSpec.Kind.CUSTOMERS
        ? readCustomer(id, cells)
        : readEvent(line, id, cells);
  }

  private Outcome readCustomer(byte[] id, List<String> cells) {
    int ordinal = staging.ordinal(id);
    for (int i = 0; i < readers.length; i++) {
      LineTable.ValueColumn column = table.values().get(i);
      if (!cells.get(column.position()).isEmpty()) {
        readers[i].store(staging.attribute(column.name(), column.type()), ordinal);
      }
    }
    return Outcome.LOADED;
  }

  private Outcome readEvent(long line, byte[] id, List<String> cells) {
    String event = cells.get(table.event());
    if (event.isEmpty()) {
      return refuse(line, TableSpec.EVENT, "no name of an event");
    }
    String timestamp = cells.get(table.timestamp());
    Optional<Instant> instant = ValueFormat.instant(timestamp, staging.zone());
    if (instant.isEmpty()) {
      return refuse(
          line,
          TableSpec.TIMESTAMP,
          timestamp.isEmpty() ? "no instant" : "not " + ValueFormat.expected(ValueType.INSTANT));
    }
    if (table.eventId() >= 0) {
      String eventId = cells.get(table.eventId());
      if (!eventId.isEmpty() && !staging.addEventId(eventId)) {
        return Outcome.DUPLICATE;
      }
    }
    Target target = targets.get(event);
    if (target == null) {
      target = new Target(staging.events(event), readers.length);
      targets.put(event, target);
    }
    int row = target.events.add(staging.ordinal(id), instant.get().toEpochMilli());
    for (int i = 0; i < readers.length; i++) {
      LineTable.ValueColumn column = table.values().get(i);
      if (!cells.get(column.position()).isEmpty()) {
        readers[i].store(target.property(i, column.name()), row);
      }
    }
    return Outcome.LOADED;
  }

  private Outcome refuse(long line, String column, String reason) {
    refusals.add(table.source(), line, column, reason);
    return Outcome.REFUSED;
  }
}
