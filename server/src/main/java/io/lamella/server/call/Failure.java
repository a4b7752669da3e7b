package io.lamella.server.call;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.engine.api.EngineException;
import io.lamella.server.mapping.Statuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a caller is told of anything that was thrown. A mistake of ours is logged whole and told in
/// one line with the request's id, by which it is found in the log.
public final class Failure {

  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  private Failure() {}

  /// The status to end the call with.
  public static StatusRuntimeException of(Throwable thrown) {
    return switch (thrown) {
      case EngineException e when e.code().kind() != EngineException.Kind.DEFECT -> Statuses.of(e);
      case StatusRuntimeException e
          when e.getCause() instanceof InvalidProtocolBufferException unreadable ->
          Statuses.unreadable(unreadable);
      case StatusRuntimeException e -> e;
      default -> mistake(thrown);
    };
  }

  private static StatusRuntimeException mistake(Throwable thrown) {
    String requestId = RequestId.current();
    LOG.error("unexpected failure: requestId={}", requestId, thrown);
    return Status.INTERNAL
        .withDescription("a mistake of the server's, see its log: requestId=" + requestId)
        .asRuntimeException();
  }
}
