package io.lamella.server;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A refusal as a client sees it.
///
/// @param violations `field: description` of each
/// @param reason the engine's code; empty if there is none
public record Refused(
    Status.Code code, String description, String reason, List<String> violations) {

  /// What a call is refused with.
  public static Refused by(ThrowingCallable call) {
    StatusRuntimeException e = Assertions.catchThrowableOfType(StatusRuntimeException.class, call);
    Assertions.assertThat(e).as("a refusal").isNotNull();
    return of(e);
  }

  public static Refused of(StatusRuntimeException e) {
    com.google.rpc.Status status = TestServer.present(StatusProto.fromThrowable(e));
    String reason = "";
    List<String> violations = List.of();
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          reason = detail.unpack(ErrorInfo.class).getReason();
        }
        if (detail.is(BadRequest.class)) {
          violations =
              detail.unpack(BadRequest.class).getFieldViolationsList().stream()
                  .map(violation -> violation.getField() + ": " + violation.getDescription())
                  .toList();
        }
      }
    } catch (InvalidProtocolBufferException unreadable) {
      throw new AssertionError(unreadable);
    }
    return new Refused(e.getStatus().getCode(), status.getMessage(), reason, violations);
  }
}
