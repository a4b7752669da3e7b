package io.lamella.server.service;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.server.call.PacedStream;
import io.lamella.server.mapping.MemberMessages;
import io.lamella.server.mapping.MembersMapping;
import io.lamella.v1.MembersResponse;
import java.util.Optional;

/// The messages of a stream of members. Holds the snapshot until it is closed.
record MembersSource(PreparedQuestion prepared, MemberMessages messages)
    implements PacedStream.Source<MembersResponse> {

  /// Takes over the question and closes it, also if opening fails.
  static MembersSource open(
      MembersMapping.Asked asked, PreparedQuestion prepared, Deadline deadline) {
    try {
      deadline.check();
      return new MembersSource(prepared, MembersMapping.messages(asked, prepared, deadline));
    } catch (RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  @Override
  public Optional<MembersResponse> next() {
    return messages.next();
  }

  @Override
  public void close() {
    prepared.close();
  }
}
