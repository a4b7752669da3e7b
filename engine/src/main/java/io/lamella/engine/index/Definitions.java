package io.lamella.engine.index;

import io.lamella.engine.api.SavedPartition;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.query.Located;
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
