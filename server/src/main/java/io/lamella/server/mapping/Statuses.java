package io.lamella.server.mapping;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.query.Limits;
import java.util.List;
import java.util.Objects;

/// The engine's refusals as gRPC statuses. The details hold a `google.rpc.ErrorInfo` with the
/// engine's own code and, where the request is at fault, a `google.rpc.BadRequest`.
///
/// A fault's place is the path of a field of the request; where that field is a text, the fault's
/// message begins with line and column.
public final class Statuses {

  /// The domain of the reasons in `google.rpc.ErrorInfo`.
  public static final String DOMAIN = "lamella";

  private Statuses() {}

  /// The status of a refusal.
  public static StatusRuntimeException of(EngineException e) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(e.code()).getNumber())
            .setMessage(
                FaultReport.description(
                    Objects.requireNonNullElse(e.getMessage(), e.code().name()), e.faults()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(e.code().name()).setDomain(DOMAIN).build()));
    if (!e.faults().isEmpty()) {
      status.addDetails(Any.pack(FaultReport.violations(e.faults())));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  /// The status of bytes that are not a message of the expected type, or one nested too deep.
  public static StatusRuntimeException unreadable(InvalidProtocolBufferException e) {
    String message = "the request cannot be read: reason=" + reason(e);
    return of(
        new EngineException(
            EngineException.Code.INVALID_ARGUMENT, message, List.of(new Fault("", message))));
  }

  /// Protobuf's own limit, far above the language's, says nothing to who asks.
  private static String reason(InvalidProtocolBufferException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("too many levels of nesting")
        ? "nested too deeply; the limit of an expression is " + Limits.DEFAULT.levels() + " levels"
        : message;
  }

  // No default: a new code must be placed.
  private static Code code(EngineException.Code code) {
    return switch (code) {
      case INVALID_EXPRESSION, INVALID_ARGUMENT, REFUSED_LINES -> Code.INVALID_ARGUMENT;
      case UNKNOWN_WORKSPACE, UNKNOWN_NAME, UNKNOWN_CUSTOMER -> Code.NOT_FOUND;
      case ALREADY_EXISTS -> Code.ALREADY_EXISTS;
      case VERSION_CONFLICT -> Code.ABORTED;
      case TYPE_CONFLICT, ZONE_FIXED, IN_USE -> Code.FAILED_PRECONDITION;
      // Not UNAVAILABLE, which clients repeat by themselves: an import is repeated from its start.
      case IMPORT_RUNNING -> Code.ABORTED;
      case MEMORY_BUDGET_EXCEEDED, OVERLOADED -> Code.RESOURCE_EXHAUSTED;
      case DEADLINE_PASSED -> Code.DEADLINE_EXCEEDED;
      case CANCELLED -> Code.CANCELLED;
      case SNAPSHOT_GONE -> Code.ABORTED;
      case READ_ONLY, CLOSED -> Code.UNAVAILABLE;
      case DAMAGED -> Code.DATA_LOSS;
      case INTERNAL -> Code.INTERNAL;
    };
  }
}
