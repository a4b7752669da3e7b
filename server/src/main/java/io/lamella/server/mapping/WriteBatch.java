package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteResult.Outcome;
import io.lamella.server.mapping.WriteReader.Faulty;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The writes of one request: what the engine is asked, and what is refused before that. Immutable.
///
/// @param writes those that can be read, in their order
/// @param refused the others, by position
/// @param size how many there are of both
public record WriteBatch(
    String workspace, List<Write> writes, Map<Integer, Outcome> refused, int size) {

  public WriteBatch {
    writes = List.copyOf(writes);
    refused = Map.copyOf(refused);
  }

  /// Reads changes of customers.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for none or too many, as all of these
  public static WriteBatch of(UpsertCustomersRequest request) {
    return read(
        request.getWorkspace(), "customers", request.getCustomersList(), WriteReader::upsert);
  }

  /// Reads events.
  public static WriteBatch of(RecordEventsRequest request) {
    return read(request.getWorkspace(), "events", request.getEventsList(), WriteReader::event);
  }

  /// Reads erasures.
  public static WriteBatch of(EraseCustomersRequest request) {
    return read(
        request.getWorkspace(), "customer_ids", request.getCustomerIdsList(), WriteReader::erasure);
  }

  /// Reads writes of any kind.
  public static WriteBatch of(WriteRequest request) {
    return read(request.getWorkspace(), "writes", request.getWritesList(), WriteBatch::item);
  }

  /// Whether nothing is left to ask the engine.
  public boolean isRefusedWhole() {
    return writes.isEmpty();
  }

  /// What became of each write, in their order.
  ///
  /// @param result the engine's for those that it was asked
  public List<Outcome> outcomes(WriteResult result) {
    List<Outcome> engines = result.outcomes();
    if (engines.size() != writes.size()) {
      throw new IllegalStateException(
          "an outcome for each write: writes=" + writes.size() + ", outcomes=" + engines.size());
    }
    if (refused.isEmpty()) {
      return engines;
    }
    List<Outcome> outcomes = new ArrayList<>(size);
    int next = 0;
    for (int position = 0; position < size; position++) {
      Outcome own = refused.get(position);
      outcomes.add(own == null ? engines.get(next++) : own);
    }
    return outcomes;
  }

  private interface Reader<M> {
    Write read(M message) throws Faulty;
  }

  private static Write item(WriteItem item) throws Faulty {
    return switch (item.getKindCase()) {
      case UPSERT -> WriteReader.upsert(item.getUpsert());
      case EVENT -> WriteReader.event(item.getEvent());
      case ERASURE -> WriteReader.erasure(item.getErasure().getCustomerId());
      case KIND_NOT_SET -> throw new Faulty("", "an upsert, an event or an erasure is missing");
    };
  }

  private static <M> WriteBatch read(
      String workspace, String field, List<M> messages, Reader<M> reader) {
    int size = messages.size();
    if (size == 0 || size > WriteResult.MAX_BATCH) {
      throw EngineException.invalidArgument(
          field, "a request has 1 to " + WriteResult.MAX_BATCH + " writes: writes=" + size);
    }
    List<Write> writes = new ArrayList<>(size);
    Map<Integer, Outcome> refused = new HashMap<>();
    for (int position = 0; position < size; position++) {
      try {
        writes.add(reader.read(messages.get(position)));
      } catch (Faulty e) {
        refused.put(position, refusal(e.fault()));
      }
    }
    return new WriteBatch(Workspaces.name(workspace), writes, refused, size);
  }

  private static Outcome refusal(Fault fault) {
    return new WriteResult.Refused(fault);
  }
}
