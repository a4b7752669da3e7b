package io.lamella.engine.ingest;

import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.store.DefinitionFormat;
import io.lamella.engine.store.RecordInput;
import io.lamella.engine.store.RecordOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The bytes of a [JournalRecord], format version 1. Numbers, strings, lists and maps are as
/// [RecordOutput] has them.
///
/// ```
///   record    kind:1 | workspace | what follows by kind
///   1 writes      arrival millis:8 | list of writes
///   2 settings    zone | first day of the week:1 | zone attribute, empty for none
///   3 retention   behaviour | days:4, 0 for ever
///   4 definition  kind:1 | what follows by kind; versions and lists are as in DefinitionFormat
///   1 segment       name | a version
///   2 partition     name | a version
///   3 list          the list | its portable Roaring bitmap, size:4, bytes
///   4, 5, 6         name of a segment, a partition, a list that is kept no longer
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
  private static final int DEFINITION = 4;
  private static final int PUT_SEGMENT = 1;
  private static final int PUT_PARTITION = 2;
  private static final int PUT_LIST = 3;
  private static final int DROP_SEGMENT = 4;
  private static final int DROP_PARTITION = 5;
  private static final int DROP_LIST = 6;
  private static final int UPSERT = 1;
  private static final int EVENT = 2;
  private static final int ERASE = 3;
  private static final int TEXT = 1;
  private static final int BOOLEAN = 2;
  private static final int NUMBER = 3;
  private static final int DATE = 4;
  private static final int INSTANT = 5;
  private static final int SET = 6;
  private static final int LOCATION = 7;

  private RecordFormat() {}

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
      case JournalRecord.Definition(var workspace, var change) -> {
        out.writeByte(DEFINITION);
        out.writeString(workspace);
        write(out, change);
      }
    }
    return out.toByteArray();
  }

  /// The record of some bytes.
  ///
  /// @throws IOException if they are none: what was written is read again, so this is a mistake of
  ///   ours or a newer version's record
  static JournalRecord record(byte[] bytes) throws IOException {
    var in = new RecordInput(bytes);
    int kind = in.readByte();
    String workspace = in.readString();
    JournalRecord record =
        switch (kind) {
          case WRITES ->
              new JournalRecord.Writes(workspace, in.readLong(), in.readList(() -> readWrite(in)));
          case SETTINGS -> {
            ZoneId zone = ZoneId.of(in.readString());
            DayOfWeek firstDay = DayOfWeek.of(in.readByte());
            String attribute = in.readString();
            yield new JournalRecord.Settings(
                workspace,
                new WorkspaceSettings(
                    zone,
                    firstDay,
                    attribute.isEmpty() ? Optional.empty() : Optional.of(attribute)));
          }
          case RETENTION -> {
            String behaviour = in.readString();
            int days = in.readInt();
            yield new JournalRecord.Retention(
                workspace, behaviour, days == 0 ? OptionalInt.empty() : OptionalInt.of(days));
          }
          case DEFINITION -> new JournalRecord.Definition(workspace, readChange(in));
          default -> throw unknown("record", kind);
        };
    if (in.left() > 0) {
      throw new IOException("a record with bytes behind its end: bytes=" + in.left());
    }
    return record;
  }

  private static void write(RecordOutput out, DefinitionChange change) {
    switch (change) {
      case DefinitionChange.PutSegment(var name, var version) -> {
        out.writeByte(PUT_SEGMENT);
        out.writeString(name);
        DefinitionFormat.write(out, version);
      }
      case DefinitionChange.PutPartition(var name, var version) -> {
        out.writeByte(PUT_PARTITION);
        out.writeString(name);
        DefinitionFormat.write(out, version);
      }
      case DefinitionChange.PutList(var described, ByteBuffer roaring) -> {
        out.writeByte(PUT_LIST);
        DefinitionFormat.write(out, described);
        byte[] bytes = new byte[roaring.remaining()];
        roaring.duplicate().get(bytes);
        out.writeBytes(bytes);
      }
      case DefinitionChange.Drop(var kind, var name) -> {
        out.writeByte(
            switch (kind) {
              case SEGMENT -> DROP_SEGMENT;
              case PARTITION -> DROP_PARTITION;
              case LIST -> DROP_LIST;
            });
        out.writeString(name);
      }
    }
  }

  private static DefinitionChange readChange(RecordInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case PUT_SEGMENT ->
          new DefinitionChange.PutSegment(in.readString(), DefinitionFormat.segmentVersion(in));
      case PUT_PARTITION ->
          new DefinitionChange.PutPartition(in.readString(), DefinitionFormat.partitionVersion(in));
      case PUT_LIST ->
          new DefinitionChange.PutList(
              DefinitionFormat.staticList(in), ByteBuffer.wrap(in.readBytes()));
      case DROP_SEGMENT -> new DefinitionChange.Drop(Definitions.Kind.SEGMENT, in.readString());
      case DROP_PARTITION -> new DefinitionChange.Drop(Definitions.Kind.PARTITION, in.readString());
      case DROP_LIST -> new DefinitionChange.Drop(Definitions.Kind.LIST, in.readString());
      default -> throw unknown("definition", kind);
    };
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

  private static Write readWrite(RecordInput in) throws IOException {
    int kind = in.readByte();
    String id = in.readString();
    return switch (kind) {
      case UPSERT ->
          new Write.Upsert(
              id,
              in.readMap(() -> readValue(in)),
              in.readStrings(),
              in.readMap(in::readStrings),
              in.readMap(in::readStrings));
      case EVENT ->
          new Write.Event(
              id, in.readString(), instant(in), in.readString(), in.readMap(() -> readValue(in)));
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
        write(out, number);
      }
      case WriteValue.OfDate(LocalDate date) -> {
        out.writeByte(DATE);
        out.writeLong(date.toEpochDay());
      }
      case WriteValue.OfInstant(Instant instant) -> {
        out.writeByte(INSTANT);
        write(out, instant);
      }
      case WriteValue.OfLocation(BigDecimal latitude, BigDecimal longitude) -> {
        out.writeByte(LOCATION);
        write(out, latitude);
        write(out, longitude);
      }
      case WriteValue.OfSet(List<String> members) -> {
        out.writeByte(SET);
        out.writeStrings(members);
      }
    }
  }

  private static WriteValue readValue(RecordInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case TEXT -> new WriteValue.OfText(in.readString());
      case BOOLEAN -> new WriteValue.OfBoolean(in.readByte() != 0);
      case NUMBER -> new WriteValue.OfNumber(decimal(in));
      case DATE -> new WriteValue.OfDate(LocalDate.ofEpochDay(in.readLong()));
      case INSTANT -> new WriteValue.OfInstant(instant(in));
      case LOCATION -> new WriteValue.OfLocation(decimal(in), decimal(in));
      case SET -> new WriteValue.OfSet(in.readStrings());
      default -> throw unknown("value", kind);
    };
  }

  private static void write(RecordOutput out, BigDecimal number) {
    out.writeInt(number.scale());
    out.writeBytes(number.unscaledValue().toByteArray());
  }

  private static BigDecimal decimal(RecordInput in) throws IOException {
    int scale = in.readInt();
    return new BigDecimal(new BigInteger(in.readBytes()), scale);
  }

  private static void write(RecordOutput out, Instant instant) {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(RecordInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static IOException unknown(String what, int kind) {
    return new IOException("not a " + what + " of this version: kind=" + kind);
  }
}
