package io.lamella.server.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorDetailsProto;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// gRPC's statuses as errors of the Connect protocol: a code, a message and details, each with its
/// bytes and, so that a browser needs no types for it, as JSON under `debug`.
///
/// Source: the Connect protocol's reference, *Error Codes* and *Error and EndStreamResponse*.
final class ConnectErrors {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ConnectErrors() {}

  /// The error that a call ended with.
  static Reply reply(StatusRuntimeException e) {
    Status.Code code = e.getStatus().getCode();
    String message = Optional.ofNullable(e.getStatus().getDescription()).orElse("");
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    List<Any> details = status == null ? List.of() : status.getDetailsList();
    return reply(httpStatus(code), code, message, details);
  }

  /// An error without details.
  static Reply reply(int httpStatus, Status.Code code, String message) {
    return reply(httpStatus, code, message, List.of());
  }

  private static Reply reply(int httpStatus, Status.Code code, String message, List<Any> details) {
    JsonObject error = new JsonObject();
    error.addProperty("code", name(code));
    error.addProperty("message", message);
    if (!details.isEmpty()) {
      JsonArray array = new JsonArray();
      details.forEach(detail -> array.add(detail(detail)));
      error.add("details", array);
    }
    return Reply.of(httpStatus, "application/json", GSON.toJson(error));
  }

  private static JsonObject detail(Any any) {
    String type = any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1);
    JsonObject detail = new JsonObject();
    detail.addProperty("type", type);
    detail.addProperty(
        "value", Base64.getEncoder().withoutPadding().encodeToString(any.getValue().toByteArray()));
    debug(type, any).ifPresent(json -> detail.add("debug", JsonParser.parseString(json)));
    return detail;
  }

  private static Optional<String> debug(String type, Any any) {
    for (Descriptor known : ErrorDetailsProto.getDescriptor().getMessageTypes()) {
      if (known.getFullName().equals(type)) {
        try {
          return Optional.of(
              JsonFormat.printer().print(DynamicMessage.parseFrom(known, any.getValue())));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /// Connect's name of a code.
  private static String name(Status.Code code) {
    return code == Status.Code.CANCELLED ? "canceled" : code.name().toLowerCase(Locale.ROOT);
  }

  /// The HTTP status that Connect gives a code.
  static int httpStatus(Status.Code code) {
    return switch (code) {
      case OK -> 200;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case CANCELLED -> 499;
      case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
    };
  }
}
