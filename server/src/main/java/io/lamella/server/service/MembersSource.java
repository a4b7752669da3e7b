package io.lamella.server.service;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.server.call.PacedStream;
import io.lamella.server.mapping.SegmentMapping;
import io.lamella.v1.MembersResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The messages of a stream of members. Holds the snapshot until it is closed.
final class MembersSource implements PacedStream.Source<MembersResponse> {

  /// A char is 3 bytes at most, so that a message stays under 1 MiB however long the ids are.
  private static final int MAX_CHARS = 300_000;

  private final PreparedQuestion prepared;
  private final Iterator<List<String>> batches;
  private List<String> left = List.of();
  private boolean started;

  private MembersSource(PreparedQuestion prepared, Iterator<List<String>> batches) {
    this.prepared = prepared;
    this.batches = batches;
  }

  /// Takes over the question and closes it, also if opening fails.
  static MembersSource open(PreparedQuestion prepared, Deadline deadline) {
    try {
      deadline.check();
      return new MembersSource(prepared, prepared.members(deadline));
    } catch (RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  @Override
  public Optional<MembersResponse> next() {
    if (!started) {
      started = true;
      return Optional.of(SegmentMapping.membersStart(prepared));
    }
    if (left.isEmpty()) {
      if (!batches.hasNext()) {
        return Optional.empty();
      }
      left = batches.next();
    }
    int fitting = fitting(left);
    List<String> batch = left.subList(0, fitting);
    left = left.subList(fitting, left.size());
    return Optional.of(SegmentMapping.membersBatch(batch));
  }

  /// How many of the ids go into one message; one at least.
  private static int fitting(List<String> ids) {
    int chars = 0;
    for (int i = 0; i < ids.size(); i++) {
      chars += ids.get(i).length();
      if (chars > MAX_CHARS && i > 0) {
        return i;
      }
    }
    return ids.size();
  }

  @Override
  public void close() {
    prepared.close();
  }
}
