package io.lamella.engine.index;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.query.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a workspace keeps under names of people's choice: saved segments, static lists, partitions;
/// a name is unique among its kind. Immutable.
public record Definitions(
    SortedMap<String, Segment> segments,
    SortedMap<String, Members> lists,
    SortedMap<String, Partition> partitions) {
  /// Nothing.
  public static final Definitions NONE =
      new Definitions(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  /// A saved segment.
  ///
  /// @param text of the version in force
  public record Segment(SavedSegment saved, SavedText text) {
    public Segment(SavedSegment saved) {
      this(saved, new SavedText(saved.current().expression()));
    }
  }

  /// A static list.
  public record Members(StaticList described, MemberList members) {}

  /// A partition.
  ///
  /// @param texts of the stages of the version in force
  public record Partition(SavedPartition saved, List<SavedText> texts) {
    public Partition(SavedPartition saved) {
      this(
          saved,
          saved.current().stages().stream()
              .map(stage -> new SavedText(stage.expression()))
              .toList());
    }
  }

  public Definitions {
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /// The same with a new version of a segment, or a new segment.
  public Definitions with(String name, SavedSegment.Version version) {
    Segment before = segments.get(name);
    List<SavedSegment.Version> versions = before == null ? List.of() : before.saved.versions();
    SortedMap<String, Segment> next = new TreeMap<>(segments);
    next.put(name, new Segment(new SavedSegment(name, and(versions, version))));
    return new Definitions(next, lists, partitions);
  }

  /// The same with a new version of a partition, or a new partition.
  public Definitions with(String name, SavedPartition.Version version) {
    Partition before = partitions.get(name);
    List<SavedPartition.Version> versions = before == null ? List.of() : before.saved.versions();
    SortedMap<String, Partition> next = new TreeMap<>(partitions);
    next.put(name, new Partition(new SavedPartition(name, and(versions, version))));
    return new Definitions(segments, lists, next);
  }

  /// The same with a list, in place of another of its name.
  public Definitions with(Members list) {
    SortedMap<String, Members> next = new TreeMap<>(lists);
    next.put(list.described.name(), list);
    return new Definitions(segments, next, partitions);
  }

  /// The same without something, history and all.
  public Definitions without(Kind kind, String name) {
    return switch (kind) {
      case SEGMENT -> new Definitions(less(segments, name), lists, partitions);
      case LIST -> new Definitions(segments, less(lists, name), partitions);
      case PARTITION -> new Definitions(segments, lists, less(partitions, name));
    };
  }

  private static <T> List<T> and(List<T> versions, T version) {
    List<T> all = new ArrayList<>(versions);
    all.add(version);
    return all;
  }

  private static <T> SortedMap<String, T> less(SortedMap<String, T> all, String name) {
    SortedMap<String, T> left = new TreeMap<>(all);
    left.remove(name);
    return left;
  }

  /// What may be kept.
  public enum Kind {
    SEGMENT,
    LIST,
    PARTITION
  }

  /// The predicate of a saved segment.
  public Optional<Located> segment(String name) {
    return Optional.ofNullable(segments.get(name)).map(segment -> segment.text.located());
  }

  /// Who is in a static list.
  public Optional<MemberList> list(String name) {
    return Optional.ofNullable(lists.get(name)).map(Members::members);
  }

  /// The parts that hold who is in the lists.
  public Stream<Part> parts() {
    return lists.values().stream().map(Members::members);
  }
}
