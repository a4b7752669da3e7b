package io.lamella.server.cli;

import io.grpc.Channel;
import io.lamella.v1.CustomerIds;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.ListDefinition;
import io.lamella.v1.UploadListRequest;
import io.lamella.v1.UploadListResponse;

/// Sends the ids of a file to a server as one static list, no faster than the server takes them.
final class IdUpload {
  private static final int BATCH_IDS = 10_000;

  private final CallStream<UploadListRequest, UploadListResponse> stream = new CallStream<>();
  private final CustomerIds.Builder batch = CustomerIds.newBuilder();

  /// Sends everything and returns the list.
  ///
  /// @throws io.grpc.StatusRuntimeException if the server refuses it; nothing is then kept
  ListDefinition send(Channel channel, UploadListRequest.Start start, IdFile file) {
    DefinitionServiceGrpc.newStub(channel).uploadList(stream);
    try {
      stream.send(UploadListRequest.newBuilder().setStart(start).build());
      file.ids(id -> {
        batch.addIds(id);
        if (batch.getIdsCount() == BATCH_IDS) {
          flush();
        }
      });
      if (batch.getIdsCount() > 0) {
        flush();
      }
    } catch (RuntimeException e) {
      stream.cancel("the list was given up", e);
      throw e;
    }
    return stream.complete().getList();
  }

  private void flush() {
    stream.send(UploadListRequest.newBuilder().setCustomers(batch).build());
    batch.clear();
  }
}
