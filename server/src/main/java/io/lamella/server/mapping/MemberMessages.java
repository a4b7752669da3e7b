package io.lamella.server.mapping;

import com.google.protobuf.ByteString;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.NumberedMembers;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.MembersResponse.Batch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The messages of one stream of members, one after another: the start, the pieces of a bitmap if
/// one is asked for, then batches. A message ends as soon as it is long enough to send. Confined to
/// one thread at a time.
public final class MemberMessages {
  /// Long enough that a message's own cost does not count, short enough that a reader who stalls
  /// keeps little waiting.
  private static final int MESSAGE_BYTES = 1 << 16;

  /// What a text takes beside its own bytes.
  private static final int TEXT_BYTES = 2;

  private final MembersResponse start;
  private final ByteBuffer bitmap;
  private final Filler filler;
  private boolean started;

  private MemberMessages(MembersResponse start, ByteBuffer bitmap, Filler filler) {
    this.start = start;
    this.bitmap = bitmap;
    this.filler = filler;
  }

  /// Fills batches.
  private interface Filler {
    /// Adds the next members to a batch; none at the end.
    void fill(Batch.Builder batch);
  }

  static MemberMessages of(
      MembersResponse start, MemberRows rows, MembersMapping.Asked asked, Instant asOf) {
    boolean resumable = asked.form().sample().isEmpty();
    boolean valued = !asked.form().attributes().isEmpty();
    return new MemberMessages(
        start,
        ByteBuffer.allocate(0),
        batch -> {
          int last = valued ? addValues(rows, batch) : addIds(rows, batch);
          if (resumable) {
            batch.setResume(new MemberPosition(last + 1, asOf).token(asked.question()));
          }
        });
  }

  static MemberMessages numbered(MembersResponse start, NumberedMembers members) {
    return new MemberMessages(
        start,
        members.roaring(),
        batch ->
            members.ids(
                new Taker(batch) {
                  @Override
                  public boolean id(int number, byte[] bytes, int length) {
                    batch.addNumbers(number);
                    return super.id(number, bytes, length);
                  }
                }));
  }

  /// Adds ids to a batch until it is long enough.
  private static class Taker implements MemberRows.IdTaker {
    private final Batch.Builder batch;
    private int room = MESSAGE_BYTES;
    private int last;

    Taker(Batch.Builder batch) {
      this.batch = batch;
    }

    @Override
    public boolean id(int place, byte[] bytes, int length) {
      batch.addCustomerIdsBytes(ByteString.copyFrom(bytes, 0, length));
      last = place;
      room -= length + TEXT_BYTES;
      return room > 0;
    }
  }

  private static int addIds(MemberRows rows, Batch.Builder batch) {
    var taker = new Taker(batch);
    rows.ids(taker);
    return taker.last;
  }

  private static int addValues(MemberRows rows, Batch.Builder batch) {
    int last = 0;
    for (int room = MESSAGE_BYTES; room > 0; ) {
      List<MemberRows.Row> one = rows.next(1);
      if (one.isEmpty()) {
        break;
      }
      MemberRows.Row row = one.getFirst();
      last = row.place();
      batch.addCustomerIds(row.customerId());
      room -= row.customerId().length() + TEXT_BYTES;
      for (Optional<String> value : row.values()) {
        batch.addValues(value.orElse(""));
        room -= value.map(String::length).orElse(0) + TEXT_BYTES;
      }
    }
    return last;
  }

  /// The next message; empty at the end.
  public Optional<MembersResponse> next() {
    MembersResponse.Builder message = MembersResponse.newBuilder();
    if (!started) {
      started = true;
      return Optional.of(start);
    }
    if (bitmap.hasRemaining()) {
      message
          .getRoaringBuilder()
          .setPiece(ByteString.copyFrom(bitmap, Math.min(MESSAGE_BYTES, bitmap.remaining())));
      return Optional.of(message.build());
    }
    filler.fill(message.getBatchBuilder());
    return message.getBatch().getCustomerIdsCount() == 0
        ? Optional.empty()
        : Optional.of(message.build());
  }
}
