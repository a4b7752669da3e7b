package io.lamella.server;

import com.google.protobuf.Timestamp;
import io.lamella.v1.CustomerErasure;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.Value;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;

/// Writes as tests send them.
public final class WriteParts {

  /// 2026-03-01T00:00:00Z.
  public static final Timestamp MARCH = Timestamp.newBuilder().setSeconds(1_772_323_200).build();

  private WriteParts() {}

  public static Value text(String text) {
    return Value.newBuilder().setText(text).build();
  }

  /// A customer from Great Britain.
  public static CustomerUpsert upsert(String id) {
    return CustomerUpsert.newBuilder().setCustomerId(id).putSet("country", text("GB")).build();
  }

  /// A purchase in March.
  public static CustomerEvent event(String id, String eventId) {
    return CustomerEvent.newBuilder()
        .setCustomerId(id)
        .setBehaviour("purchase")
        .setInstant(MARCH)
        .setEventId(eventId)
        .putProperties("amount", Value.newBuilder().setDecimal("12.50").build())
        .build();
  }

  public static WriteItem item(CustomerUpsert upsert) {
    return WriteItem.newBuilder().setUpsert(upsert).build();
  }

  public static WriteItem item(CustomerEvent event) {
    return WriteItem.newBuilder().setEvent(event).build();
  }

  public static WriteItem erasure(String id) {
    return WriteItem.newBuilder()
        .setErasure(CustomerErasure.newBuilder().setCustomerId(id))
        .build();
  }

  public static WriteRequest request(long sequence, WriteItem... items) {
    WriteRequest.Builder request = WriteRequest.newBuilder().setSequence(sequence);
    for (WriteItem item : items) {
      request.addWrites(item);
    }
    return request.build();
  }
}
