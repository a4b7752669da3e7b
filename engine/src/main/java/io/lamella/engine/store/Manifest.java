package io.lamella.engine.store;

import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.EventIdHorizon;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Arrivals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a checkpoint consists of: numbers of files, by what they hold. Immutable.
///
/// @param number the checkpoint's
/// @param position what the log holds from here on is not in it
/// @param nextFile files from here on are not of it
public record Manifest(
    long number, LogPosition position, long nextFile, List<WorkspaceFiles> workspaces) {
  /// Version 3 has attributes and properties of type location, and is else as version 2 is.
  private static final int VERSION = 4;

  /// The first version that knows of definitions.
  private static final int WITH_DEFINITIONS = 2;

  /// The first version that knows when values and events came.
  private static final int WITH_ARRIVALS = 4;

  public Manifest {
    workspaces = List.copyOf(workspaces);
  }

  /// Some rows of a table: customers, or strings of a dictionary.
  record Range(int from, int count, long file) {}

  /// A dictionary's strings.
  record Strings(int size, List<Range> ranges) {}

  /// A behaviour's parts, in the order in which the behaviour has them.
  record BehaviourFiles(List<Long> buckets, List<Long> rollUps, List<Long> tails) {}

  /// Event ids of one generation.
  record Ids(EventIdHorizon.Extent extent, List<Range> ranges) {}

  /// What belongs to one workspace.
  ///
  /// @param erased number of the file; 0 for none
  /// @param definitions number of the file; 0 if nothing is kept under names
  /// @param lists who is in each static list
  record WorkspaceFiles(
      String name,
      long snapshot,
      int ordinals,
      Catalog catalog,
      List<Range> customers,
      Map<String, Strings> attributeValues,
      Map<String, Strings> propertyValues,
      Map<String, Long> attributes,
      Map<String, List<Long>> changes,
      Map<String, BehaviourFiles> behaviours,
      long erased,
      long unpurged,
      List<Ids> ids,
      long definitions,
      Map<String, Long> lists,
      Arrivals arrivals) {}

  /// Every file.
  Set<Long> files() {
    Set<Long> files = new TreeSet<>();
    for (WorkspaceFiles workspace : workspaces) {
      workspace.customers.forEach(range -> files.add(range.file));
      workspace.attributeValues.values().forEach(it -> addRanges(it, files));
      workspace.propertyValues.values().forEach(it -> addRanges(it, files));
      files.addAll(workspace.attributes.values());
      workspace.changes.values().forEach(files::addAll);
      workspace
          .behaviours
          .values()
          .forEach(behaviour -> {
            files.addAll(behaviour.buckets);
            files.addAll(behaviour.rollUps);
            files.addAll(behaviour.tails);
          });
      files.add(workspace.erased);
      files.add(workspace.unpurged);
      files.add(workspace.definitions);
      files.addAll(workspace.lists.values());
      workspace.ids.forEach(ids -> ids.ranges.forEach(range -> files.add(range.file)));
    }
    files.remove(0L);
    return files;
  }

  private static void addRanges(Strings strings, Set<Long> files) {
    strings.ranges.forEach(range -> files.add(range.file));
  }

  /// Writes an element.
  private interface Element<T> {
    void write(T element) throws IOException;
  }

  /// Reads an element.
  private interface Source<T> {
    T read() throws IOException;
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      out.writeInt(VERSION);
      out.writeLong(number);
      out.writeLong(position.offset());
      out.writeLong(nextFile);
      list(out, workspaces, workspace -> write(out, workspace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Manifest read(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readInt();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "a checkpoint of another version: version=" + version + ", known=" + VERSION);
    }
    return new Manifest(
        in.readLong(),
        new LogPosition(in.readLong()),
        in.readLong(),
        list(in, () -> workspace(in, version)));
  }

  private static void write(DataOutputStream out, WorkspaceFiles files) throws IOException {
    out.writeUTF(files.name);
    out.writeLong(files.snapshot);
    out.writeInt(files.ordinals);
    write(out, files.catalog);
    list(out, files.customers, range -> write(out, range));
    map(out, files.attributeValues, strings -> write(out, strings));
    map(out, files.propertyValues, strings -> write(out, strings));
    map(out, files.attributes, out::writeLong);
    map(out, files.changes, layers -> list(out, layers, out::writeLong));
    map(
        out,
        files.behaviours,
        behaviour -> {
          list(out, behaviour.buckets, out::writeLong);
          list(out, behaviour.rollUps, out::writeLong);
          list(out, behaviour.tails, out::writeLong);
        });
    out.writeLong(files.erased);
    out.writeLong(files.unpurged);
    list(
        out,
        files.ids,
        ids -> {
          EventIdHorizon.Extent extent = ids.extent;
          out.writeLong(extent.id());
          out.writeInt(extent.size());
          out.writeLong(extent.firstArrivalMillis());
          out.writeLong(extent.lastArrivalMillis());
          out.writeBoolean(extent.sealed());
          list(out, ids.ranges, range -> write(out, range));
        });
    out.writeLong(files.definitions);
    map(out, files.lists, out::writeLong);
    write(out, files.arrivals);
  }

  private static WorkspaceFiles workspace(DataInputStream in, int version) throws IOException {
    return new WorkspaceFiles(
        in.readUTF(),
        in.readLong(),
        in.readInt(),
        catalog(in),
        list(in, () -> range(in)),
        map(in, () -> strings(in)),
        map(in, () -> strings(in)),
        map(in, in::readLong),
        map(in, () -> list(in, in::readLong)),
        map(
            in,
            () ->
                new BehaviourFiles(
                    list(in, in::readLong), list(in, in::readLong), list(in, in::readLong))),
        in.readLong(),
        in.readLong(),
        list(
            in,
            () ->
                new Ids(
                    new EventIdHorizon.Extent(
                        in.readLong(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readBoolean()),
                    list(in, () -> range(in)))),
        version < WITH_DEFINITIONS ? 0 : in.readLong(),
        version < WITH_DEFINITIONS ? Map.of() : map(in, in::readLong),
        version < WITH_ARRIVALS ? Arrivals.NONE : arrivals(in));
  }

  private static void write(DataOutputStream out, Arrivals arrivals) throws IOException {
    map(out, arrivals.attributes(), out::writeLong);
    map(
        out,
        arrivals.behaviours(),
        events -> {
          out.writeLong(events.lastMillis());
          list(
              out,
              List.copyOf(events.lateByDay().entrySet()),
              day -> {
                out.writeInt(day.getKey());
                out.writeLong(day.getValue());
              });
        });
  }

  private static Arrivals arrivals(DataInputStream in) throws IOException {
    return new Arrivals(
        map(in, in::readLong),
        map(
            in,
            () -> {
              long last = in.readLong();
              SortedMap<Integer, Long> late = new TreeMap<>();
              for (int left = in.readInt(); left > 0; left--) {
                late.put(in.readInt(), in.readLong());
              }
              return new Arrivals.OfEvents(last, late);
            }));
  }

  private static void write(DataOutputStream out, Range range) throws IOException {
    out.writeInt(range.from);
    out.writeInt(range.count);
    out.writeLong(range.file);
  }

  private static Range range(DataInputStream in) throws IOException {
    return new Range(in.readInt(), in.readInt(), in.readLong());
  }

  private static void write(DataOutputStream out, Strings strings) throws IOException {
    out.writeInt(strings.size);
    list(out, strings.ranges, range -> write(out, range));
  }

  private static Strings strings(DataInputStream in) throws IOException {
    return new Strings(in.readInt(), list(in, () -> range(in)));
  }

  private static void write(DataOutputStream out, Catalog catalog) throws IOException {
    WorkspaceSettings settings = catalog.settings();
    out.writeUTF(settings.zone().getId());
    out.writeByte(settings.firstDayOfWeek().getValue());
    out.writeUTF(settings.zoneAttribute().orElse(""));
    map(out, catalog.attributes(), type -> out.writeUTF(type.name()));
    map(out, catalog.properties(), type -> out.writeUTF(type.name()));
    map(out, catalog.behaviours(), names -> list(out, new ArrayList<>(names), out::writeUTF));
    map(out, catalog.retention(), out::writeInt);
  }

  private static Catalog catalog(DataInputStream in) throws IOException {
    ZoneId zone = ZoneId.of(in.readUTF());
    DayOfWeek firstDay = DayOfWeek.of(in.readByte());
    String attribute = in.readUTF();
    SortedMap<String, ValueType> attributes =
        new TreeMap<>(map(in, () -> ValueType.valueOf(in.readUTF())));
    SortedMap<String, ValueType> properties =
        new TreeMap<>(map(in, () -> ValueType.valueOf(in.readUTF())));
    SortedMap<String, SortedSet<String>> behaviours =
        new TreeMap<>(map(in, () -> new TreeSet<>(list(in, in::readUTF))));
    return new Catalog(
        new WorkspaceSettings(
            zone, firstDay, attribute.isEmpty() ? Optional.empty() : Optional.of(attribute)),
        attributes,
        properties,
        behaviours,
        new TreeMap<>(map(in, in::readInt)));
  }

  private static <T> void list(DataOutputStream out, List<T> list, Element<T> element)
      throws IOException {
    out.writeInt(list.size());
    for (T each : list) {
      element.write(each);
    }
  }

  private static <T> List<T> list(DataInputStream in, Source<T> source) throws IOException {
    int size = in.readInt();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(source.read());
    }
    return list;
  }

  private static <T> void map(DataOutputStream out, Map<String, T> map, Element<T> element)
      throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, T> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      element.write(entry.getValue());
    }
  }

  private static <T> Map<String, T> map(DataInputStream in, Source<T> source) throws IOException {
    int size = in.readInt();
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      map.put(name, source.read());
    }
    return map;
  }
}
