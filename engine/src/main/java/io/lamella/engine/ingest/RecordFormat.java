package io.lamella.engine.ingest;

import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.WorkspaceSettings;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The bytes of a [JournalRecord], format version 1. Big-endian; a string is its length in 4 bytes,
/// then UTF-8; a list or map its size in 4 bytes, then its elements.
///
/// ```
///   record    kind:1 | workspace | what follows by kind
///   1 writes      arrival millis:8 | list of writes
///   2 settings    zone | first day of the week:1 | zone attribute, empty for none
///   3 retention   behaviour | days:4, 0 for ever
///   write     kind:1 | customer id | what follows by kind
///   1 upsert      set, map to values | unset | add, map to strings | remove, map to strings
///   2 event       behaviour | seconds:8 | nanos:4 | event id | properties, map to values
///   3 erase
///   value     kind:1 | what follows by kind
///   1 text, 2 boolean:1, 3 number scale:4 unscaled, 4 date day:8, 5 instant seconds:8 nanos:4, 6 set
/// ```
final class RecordFormat {
  private static final int WRITES = 1;
  private static final int SETTINGS = 2;
  private static final int RETENTION = 3;
  private static final int UPSERT = 1;
  private static final int EVENT = 2;
  private static final int ERASE = 3;
  private static final int TEXT = 1;
  private static final int BOOLEAN = 2;
  private static final int NUMBER = 3;
  private static final int DATE = 4;
  private static final int INSTANT = 5;
  private static final int SET = 6;

  private RecordFormat() {}

  /// Reads an element.
  private interface Source<T> {
    T read() throws IOException;
  }

  /// The bytes of a record.
  static byte[] bytes(JournalRecord record) {
    var out = new RecordOutput();
    switch (record) {
      case JournalRecord.Writes(var workspace, long arrivalMillis, var writes) -> {
        out.writeByte(WRITES);
        out.writeString(workspace);
        out.writeLong(arrivalMillis);
        out.writeList(writes, write -> write(out, write));
      }
      case JournalRecord.Settings(var workspace, var settings) -> {
        out.writeByte(SETTINGS);
        out.writeString(workspace);
        out.writeString(settings.zone().getId());
        out.writeByte(settings.firstDayOfWeek().getValue());
        out.writeString(settings.zoneAttribute().orElse(""));
      }
      case JournalRecord.Retention(var workspace, var behaviour, var days) -> {
        out.writeByte(RETENTION);
        out.writeString(workspace);
        out.writeString(behaviour);
        out.writeInt(days.orElse(0));
      }
    }
    return out.toByteArray();
  }

  /// The record of some bytes.
  ///
  /// @throws IOException if they are none: what was written is read again, so this is a mistake of
  ///   ours or a newer version's record
  static JournalRecord record(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    int kind = in.readByte();
    String workspace = string(in);
    JournalRecord record =
        switch (kind) {
          case WRITES ->
              new JournalRecord.Writes(workspace, in.readLong(), list(in, () -> readWrite(in)));
          case SETTINGS -> {
            ZoneId zone = ZoneId.of(string(in));
            DayOfWeek firstDay = DayOfWeek.of(in.readByte());
            String attribute = string(in);
            yield new JournalRecord.Settings(
                workspace,
                new WorkspaceSettings(
                    zone,
                    firstDay,
                    attribute.isEmpty() ? Optional.empty() : Optional.of(attribute)));
          }
          case RETENTION -> {
            String behaviour = string(in);
            int days = in.readInt();
            yield new JournalRecord.Retention(
                workspace, behaviour, days == 0 ? OptionalInt.empty() : OptionalInt.of(days));
          }
          default -> throw unknown("record", kind);
        };
    if (in.available() > 0) {
      throw new IOException("a record with bytes behind its end: bytes=" + in.available());
    }
    return record;
  }

  private static void write(RecordOutput out, Write write) {
    switch (write) {
      case Write.Upsert upsert -> {
        out.writeByte(UPSERT);
        out.writeString(upsert.customerId());
        out.writeMap(upsert.set(), value -> write(out, value));
        out.writeStrings(upsert.unset());
        out.writeMap(upsert.add(), out::writeStrings);
        out.writeMap(upsert.remove(), out::writeStrings);
      }
      case Write.Event event -> {
        out.writeByte(EVENT);
        out.writeString(event.customerId());
        out.writeString(event.behaviour());
        write(out, event.instant());
        out.writeString(event.eventId());
        out.writeMap(event.properties(), value -> write(out, value));
      }
      case Write.Erase erase -> {
        out.writeByte(ERASE);
        out.writeString(erase.customerId());
      }
    }
  }

  private static Write readWrite(DataInputStream in) throws IOException {
    int kind = in.readByte();
    String id = string(in);
    return switch (kind) {
      case UPSERT ->
          new Write.Upsert(
              id,
              map(in, () -> readValue(in)),
              list(in, () -> string(in)),
              map(in, () -> list(in, () -> string(in))),
              map(in, () -> list(in, () -> string(in))));
      case EVENT ->
          new Write.Event(id, string(in), instant(in), string(in), map(in, () -> readValue(in)));
      case ERASE -> new Write.Erase(id);
      default -> throw unknown("write", kind);
    };
  }

  private static void write(RecordOutput out, WriteValue value) {
    switch (value) {
      case WriteValue.OfText(String text) -> {
        out.writeByte(TEXT);
        out.writeString(text);
      }
      case WriteValue.OfBoolean(boolean bool) -> {
        out.writeByte(BOOLEAN);
        out.writeByte(bool ? 1 : 0);
      }
      case WriteValue.OfNumber(BigDecimal number) -> {
        out.writeByte(NUMBER);
        out.writeInt(number.scale());
        out.writeBytes(number.unscaledValue().toByteArray());
      }
      case WriteValue.OfDate(LocalDate date) -> {
        out.writeByte(DATE);
        out.writeLong(date.toEpochDay());
      }
      case WriteValue.OfInstant(Instant instant) -> {
        out.writeByte(INSTANT);
        write(out, instant);
      }
      case WriteValue.OfSet(List<String> members) -> {
        out.writeByte(SET);
        out.writeStrings(members);
      }
    }
  }

  private static WriteValue readValue(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case TEXT -> new WriteValue.OfText(string(in));
      case BOOLEAN -> new WriteValue.OfBoolean(in.readBoolean());
      case NUMBER -> {
        int scale = in.readInt();
        yield new WriteValue.OfNumber(
            new BigDecimal(new BigInteger(in.readNBytes(in.readInt())), scale));
      }
      case DATE -> new WriteValue.OfDate(LocalDate.ofEpochDay(in.readLong()));
      case INSTANT -> new WriteValue.OfInstant(instant(in));
      case SET -> new WriteValue.OfSet(list(in, () -> string(in)));
      default -> throw unknown("value", kind);
    };
  }

  private static String string(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void write(RecordOutput out, Instant instant) {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static <T> List<T> list(DataInputStream in, Source<T> source) throws IOException {
    int size = in.readInt();
    List<T> list = new ArrayList<>(Math.min(size, in.available()));
    for (int i = 0; i < size; i++) {
      list.add(source.read());
    }
    return list;
  }

  private static <T> Map<String, T> map(DataInputStream in, Source<T> source) throws IOException {
    int size = in.readInt();
    Map<String, T> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String name = string(in);
      map.put(name, source.read());
    }
    return map;
  }

  private static IOException unknown(String what, int kind) {
    return new IOException("not a " + what + " of this version: kind=" + kind);
  }
}
