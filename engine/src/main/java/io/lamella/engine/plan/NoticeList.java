package io.lamella.engine.plan;

import io.lamella.engine.api.Notice;
import io.lamella.engine.query.Locator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is suspicious in a predicate, each with its place. Confined to one thread.
final class NoticeList {
  private final Locator locator;
  private final Set<Notice> notices = new LinkedHashSet<>();

  NoticeList(Locator locator) {
    this.locator = locator;
  }

  /// Adds a notice about a part of the predicate.
  void add(Notice.Kind kind, Object part, String message) {
    notices.add(new Notice(kind, locator.locate(part), message));
  }

  /// Adds a value that nobody has.
  ///
  /// @param nearest known values that are near it
  void addUnknown(Object part, String message, List<String> nearest) {
    notices.add(
        new Notice(Notice.Kind.UNKNOWN_VALUE, locator.locate(part), message, List.of(), nearest));
  }

  /// Adds what was noticed in a saved segment that a part of the predicate names.
  void addWithin(Object part, String segment, Notice notice) {
    notices.add(
        new Notice(
            notice.kind(),
            locator.locate(part),
            SegmentPlaces.within(segment, notice.fault()),
            List.of(),
            notice.suggestions()));
  }

  List<Notice> list() {
    return List.copyOf(notices);
  }
}
