package io.lamella.engine.store;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.MemberList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The bytes of what is kept under names, in the journal and in checkpoints, format version 1.
/// Big-endian; a string is its length in 4 bytes, then UTF-8; a list its size in 4 bytes, then its
/// elements.
///
/// ```
///   definitions  segments: list of name, list of versions
///                partitions: the same
///                lists: list of static lists, whose customers are in files of their own
///   segment version    number:4 | expression | remarks | saved
///   partition version  number:4 | list of stage name, expression | remarks | saved
///   static list        name | remarks | saved | kind:1 | what follows by kind
///   1 query            expression | snapshot:8 | as of millis:8 | count:8
///   2 ids              given:8 | unknown:8
///   remarks            description | list of tags
///   saved              author | millis:8
/// ```
public final class DefinitionFormat {
  private static final int QUERY = 1;
  private static final int IDS = 2;

  private DefinitionFormat() {}

  /// Reads an element.
  private interface Source<T> {
    T read() throws IOException;
  }

  /// Everything but who is in the lists.
  static byte[] bytes(Definitions definitions) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeInt(definitions.segments().size());
      for (Definitions.Segment segment : definitions.segments().values()) {
        write(out, segment.saved().name());
        out.writeInt(segment.saved().versions().size());
        for (SavedSegment.Version version : segment.saved().versions()) {
          write(out, version);
        }
      }
      out.writeInt(definitions.partitions().size());
      for (Definitions.Partition partition : definitions.partitions().values()) {
        write(out, partition.saved().name());
        out.writeInt(partition.saved().versions().size());
        for (SavedPartition.Version version : partition.saved().versions()) {
          write(out, version);
        }
      }
      out.writeInt(definitions.lists().size());
      for (Definitions.Members list : definitions.lists().values()) {
        write(out, list.described());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads them again.
  ///
  /// @param members who is in the lists, by name
  static Definitions read(byte[] bytes, Map<String, MemberList> members) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    SortedMap<String, Definitions.Segment> segments = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = string(in);
      segments.put(
          name,
          new Definitions.Segment(new SavedSegment(name, list(in, () -> segmentVersion(in)))));
    }
    SortedMap<String, Definitions.Partition> partitions = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = string(in);
      partitions.put(
          name,
          new Definitions.Partition(
              new SavedPartition(name, list(in, () -> partitionVersion(in)))));
    }
    SortedMap<String, Definitions.Members> lists = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      StaticList described = staticList(in);
      MemberList of = members.get(described.name());
      if (of == null) {
        throw new IOException("a static list without its customers");
      }
      lists.put(described.name(), new Definitions.Members(described, of));
    }
    if (in.available() > 0 || lists.size() != members.size()) {
      throw new IOException("definitions that do not belong together: lists=" + members.size());
    }
    return new Definitions(segments, lists, partitions);
  }

  /// Writes one version of a segment.
  public static void write(DataOutputStream out, SavedSegment.Version version) throws IOException {
    out.writeInt(version.number());
    write(out, version.expression());
    write(out, version.remarks());
    write(out, version.saved());
  }

  /// Reads one version of a segment.
  public static SavedSegment.Version segmentVersion(DataInputStream in) throws IOException {
    return new SavedSegment.Version(in.readInt(), string(in), remarks(in), saved(in));
  }

  /// Writes one version of a partition.
  public static void write(DataOutputStream out, SavedPartition.Version version)
      throws IOException {
    out.writeInt(version.number());
    out.writeInt(version.stages().size());
    for (SavedPartition.Stage stage : version.stages()) {
      write(out, stage.name());
      write(out, stage.expression());
    }
    write(out, version.remarks());
    write(out, version.saved());
  }

  /// Reads one version of a partition.
  public static SavedPartition.Version partitionVersion(DataInputStream in) throws IOException {
    return new SavedPartition.Version(
        in.readInt(),
        list(in, () -> new SavedPartition.Stage(string(in), string(in))),
        remarks(in),
        saved(in));
  }

  /// Writes what a list is, not who is in it.
  public static void write(DataOutputStream out, StaticList list) throws IOException {
    write(out, list.name());
    write(out, list.remarks());
    write(out, list.saved());
    switch (list.origin()) {
      case StaticList.OfQuery(var expression, long snapshot, Instant asOf, long count) -> {
        out.writeByte(QUERY);
        write(out, expression);
        out.writeLong(snapshot);
        out.writeLong(asOf.toEpochMilli());
        out.writeLong(count);
      }
      case StaticList.OfIds(long given, long unknown) -> {
        out.writeByte(IDS);
        out.writeLong(given);
        out.writeLong(unknown);
      }
    }
  }

  /// Reads what a list is.
  public static StaticList staticList(DataInputStream in) throws IOException {
    String name = string(in);
    SavedSegment.Remarks remarks = remarks(in);
    SavedSegment.Saved saved = saved(in);
    int kind = in.readByte();
    StaticList.Origin origin =
        switch (kind) {
          case QUERY ->
              new StaticList.OfQuery(
                  string(in), in.readLong(), Instant.ofEpochMilli(in.readLong()), in.readLong());
          case IDS -> new StaticList.OfIds(in.readLong(), in.readLong());
          default -> throw new IOException("not a list of this version: kind=" + kind);
        };
    return new StaticList(name, remarks, saved, origin);
  }

  private static void write(DataOutputStream out, SavedSegment.Remarks remarks) throws IOException {
    write(out, remarks.description());
    out.writeInt(remarks.tags().size());
    for (String tag : remarks.tags()) {
      write(out, tag);
    }
  }

  private static SavedSegment.Remarks remarks(DataInputStream in) throws IOException {
    return new SavedSegment.Remarks(string(in), list(in, () -> string(in)));
  }

  private static void write(DataOutputStream out, SavedSegment.Saved saved) throws IOException {
    write(out, saved.author());
    out.writeLong(saved.at().toEpochMilli());
  }

  private static SavedSegment.Saved saved(DataInputStream in) throws IOException {
    return new SavedSegment.Saved(string(in), Instant.ofEpochMilli(in.readLong()));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String string(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static <T> List<T> list(DataInputStream in, Source<T> source) throws IOException {
    int size = in.readInt();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(source.read());
    }
    return list;
  }
}
