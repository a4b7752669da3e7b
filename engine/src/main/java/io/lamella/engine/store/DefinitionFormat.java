package io.lamella.engine.store;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.MemberList;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The bytes of what is kept under names, in the journal and in checkpoints, format version 1.
/// Numbers, strings and lists are as [RecordOutput] has them.
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

  /// Everything but who is in the lists.
  static byte[] bytes(Definitions definitions) {
    var out = new RecordOutput();
    out.writeList(
        definitions.segments().values(),
        segment -> {
          out.writeString(segment.saved().name());
          out.writeList(segment.saved().versions(), version -> write(out, version));
        });
    out.writeList(
        definitions.partitions().values(),
        partition -> {
          out.writeString(partition.saved().name());
          out.writeList(partition.saved().versions(), version -> write(out, version));
        });
    out.writeList(definitions.lists().values(), list -> write(out, list.described()));
    return out.toByteArray();
  }

  /// Reads them again.
  ///
  /// @param members who is in the lists, by name
  static Definitions read(byte[] bytes, Map<String, MemberList> members) throws IOException {
    var in = new RecordInput(bytes);
    SortedMap<String, Definitions.Segment> segments = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readString();
      segments.put(
          name,
          new Definitions.Segment(new SavedSegment(name, in.readList(() -> segmentVersion(in)))));
    }
    SortedMap<String, Definitions.Partition> partitions = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readString();
      partitions.put(
          name,
          new Definitions.Partition(
              new SavedPartition(name, in.readList(() -> partitionVersion(in)))));
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
    if (in.left() > 0 || lists.size() != members.size()) {
      throw new IOException("definitions that do not belong together: lists=" + members.size());
    }
    return new Definitions(segments, lists, partitions);
  }

  /// Writes one version of a segment.
  public static void write(RecordOutput out, SavedSegment.Version version) {
    out.writeInt(version.number());
    out.writeString(version.expression());
    write(out, version.remarks());
    write(out, version.saved());
  }

  /// Reads one version of a segment.
  public static SavedSegment.Version segmentVersion(RecordInput in) throws IOException {
    return new SavedSegment.Version(in.readInt(), in.readString(), remarks(in), saved(in));
  }

  /// Writes one version of a partition.
  public static void write(RecordOutput out, SavedPartition.Version version) {
    out.writeInt(version.number());
    out.writeList(
        version.stages(),
        stage -> {
          out.writeString(stage.name());
          out.writeString(stage.expression());
        });
    write(out, version.remarks());
    write(out, version.saved());
  }

  /// Reads one version of a partition.
  public static SavedPartition.Version partitionVersion(RecordInput in) throws IOException {
    return new SavedPartition.Version(
        in.readInt(),
        in.readList(() -> new SavedPartition.Stage(in.readString(), in.readString())),
        remarks(in),
        saved(in));
  }

  /// Writes what a list is, not who is in it.
  public static void write(RecordOutput out, StaticList list) {
    out.writeString(list.name());
    write(out, list.remarks());
    write(out, list.saved());
    switch (list.origin()) {
      case StaticList.OfQuery(var expression, long snapshot, Instant asOf, long count) -> {
        out.writeByte(QUERY);
        out.writeString(expression);
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
  public static StaticList staticList(RecordInput in) throws IOException {
    String name = in.readString();
    SavedSegment.Remarks remarks = remarks(in);
    SavedSegment.Saved saved = saved(in);
    int kind = in.readByte();
    StaticList.Origin origin =
        switch (kind) {
          case QUERY ->
              new StaticList.OfQuery(
                  in.readString(),
                  in.readLong(),
                  Instant.ofEpochMilli(in.readLong()),
                  in.readLong());
          case IDS -> new StaticList.OfIds(in.readLong(), in.readLong());
          default -> throw new IOException("not a list of this version: kind=" + kind);
        };
    return new StaticList(name, remarks, saved, origin);
  }

  private static void write(RecordOutput out, SavedSegment.Remarks remarks) {
    out.writeString(remarks.description());
    out.writeStrings(remarks.tags());
  }

  private static SavedSegment.Remarks remarks(RecordInput in) throws IOException {
    return new SavedSegment.Remarks(in.readString(), in.readStrings());
  }

  private static void write(RecordOutput out, SavedSegment.Saved saved) {
    out.writeString(saved.author());
    out.writeLong(saved.at().toEpochMilli());
  }

  private static SavedSegment.Saved saved(RecordInput in) throws IOException {
    return new SavedSegment.Saved(in.readString(), Instant.ofEpochMilli(in.readLong()));
  }
}
