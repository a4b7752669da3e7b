package io.lamella.server.mapping;

import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteResult.Outcome;
import io.lamella.v1.EraseCustomersResponse;
import io.lamella.v1.RecordEventsResponse;
import io.lamella.v1.RefusedWrite;
import io.lamella.v1.UpsertCustomersResponse;
import io.lamella.v1.WriteOutcome;
import io.lamella.v1.WriteResponse;
import io.lamella.v1.WriteStatus;
import java.util.List;

/// What became of writes, as messages.
public final class WriteMapping {

  /// A place and a message of so many bytes, 10,000 times, fit the 4 MiB that clients take by
  /// default.
  private static final int MAX_TEXT_BYTES = 190;

  private static final WriteOutcome STORED =
      WriteOutcome.newBuilder().setStatus(WriteStatus.WRITE_STATUS_STORED).build();
  private static final WriteOutcome DUPLICATE =
      WriteOutcome.newBuilder().setStatus(WriteStatus.WRITE_STATUS_DUPLICATE).build();

  private WriteMapping() {}

  /// The answer to changes of customers.
  public static UpsertCustomersResponse upserts(WriteBatch batch, WriteResult result) {
    return UpsertCustomersResponse.newBuilder()
        .setSnapshot(result.snapshot())
        .addAllOutcomes(outcomes(batch, result))
        .build();
  }

  /// The answer to events.
  public static RecordEventsResponse events(WriteBatch batch, WriteResult result) {
    return RecordEventsResponse.newBuilder()
        .setSnapshot(result.snapshot())
        .addAllOutcomes(outcomes(batch, result))
        .build();
  }

  /// The answer to erasures.
  public static EraseCustomersResponse erasures(WriteBatch batch, WriteResult result) {
    return EraseCustomersResponse.newBuilder()
        .setSnapshot(result.snapshot())
        .addAllOutcomes(outcomes(batch, result))
        .build();
  }

  /// The acknowledgement of a stream's request.
  public static WriteResponse acknowledgement(long sequence, WriteBatch batch, WriteResult result) {
    WriteResponse.Builder response =
        WriteResponse.newBuilder().setSequence(sequence).setSnapshot(result.snapshot());
    List<Outcome> outcomes = batch.outcomes(result);
    int stored = 0;
    int duplicates = 0;
    for (int position = 0; position < outcomes.size(); position++) {
      switch (outcomes.get(position)) {
        case WriteResult.Stored() -> stored++;
        case WriteResult.Duplicate() -> duplicates++;
        case WriteResult.Refused(var fault) ->
            response.addRefusals(
                RefusedWrite.newBuilder()
                    .setPosition(position)
                    .setField(cut(fault.place()))
                    .setMessage(cut(fault.message())));
      }
    }
    return response
        .setStored(stored)
        .setDuplicates(duplicates)
        .setRefused(response.getRefusalsCount())
        .build();
  }

  private static List<WriteOutcome> outcomes(WriteBatch batch, WriteResult result) {
    return batch.outcomes(result).stream().map(WriteMapping::outcome).toList();
  }

  private static WriteOutcome outcome(Outcome outcome) {
    return switch (outcome) {
      case WriteResult.Stored() -> STORED;
      case WriteResult.Duplicate() -> DUPLICATE;
      case WriteResult.Refused(var fault) ->
          WriteOutcome.newBuilder()
              .setStatus(WriteStatus.WRITE_STATUS_REFUSED)
              .setField(cut(fault.place()))
              .setMessage(cut(fault.message()))
              .build();
    };
  }

  private static String cut(String text) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (bytes > MAX_TEXT_BYTES) {
        return text.substring(0, at) + "...";
      }
      at += Character.charCount(character);
    }
    return text;
  }
}
