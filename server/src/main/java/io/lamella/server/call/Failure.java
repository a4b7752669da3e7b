package io.lamella.server.call;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.engine.api.EngineException;
import io.lamella.server.mapping.Statuses;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a caller is told of anything that was thrown. A mistake of ours is logged whole and told in
/// one line with the request's id, by which it is found in the log.
public final class Failure {

  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  private Failure() {}

  /// The status to end the call with.
  public static StatusRuntimeException of(Throwable thrown) {
    return of(thrown, thrown);
  }

  /// The same for a call that carries customers' ids and values: what is logged of a mistake of
  /// ours are the kinds and places of the failures, not their messages, which may quote them.
  public static StatusRuntimeException ofWrite(Throwable thrown) {
    Throwable bare = thrown;
    while (bare instanceof CompletionException && bare.getCause() != null) {
      bare = bare.getCause();
    }
    return of(bare, withoutMessages(bare));
  }

  private static StatusRuntimeException of(Throwable thrown, Throwable logged) {
    return switch (thrown) {
      case EngineException e when e.code().kind() != EngineException.Kind.DEFECT -> Statuses.of(e);
      case StatusRuntimeException e
          when e.getCause() instanceof InvalidProtocolBufferException unreadable ->
          Statuses.unreadable(unreadable);
      case StatusRuntimeException e -> e;
      default -> mistake(logged);
    };
  }

  private static Throwable withoutMessages(Throwable thrown) {
    Throwable cause = thrown.getCause();
    Throwable bare =
        new Throwable(thrown.getClass().getName(), cause == null ? null : withoutMessages(cause));
    bare.setStackTrace(thrown.getStackTrace());
    return bare;
  }

  private static StatusRuntimeException mistake(Throwable thrown) {
    String requestId = RequestId.current();
    LOG.error("unexpected failure: requestId={}", requestId, thrown);
    return Status.INTERNAL
        .withDescription("a mistake of the server's, see its log: requestId=" + requestId)
        .asRuntimeException();
  }
}
