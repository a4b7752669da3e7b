package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Deadline;
import io.grpc.Status;
import io.lamella.server.call.RequestId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What the headers of a call say.
///
/// @param deadline when the caller stops waiting
/// @param requestId the call's id, the caller's own where it is a plain one
/// @param latest its place in a line of calls of which only the latest matters, if it has one
record RequestHeaders(Deadline deadline, String requestId, Optional<LatestCalls.Place> latest) {

  /// How long a call may take that does not say so itself. A client that is gone cannot be noticed
  /// while its question runs, so that none may run for ever.
  private static final long DEFAULT_TIMEOUT_MILLIS = 60_000;

  private static final Pattern JSON =
      Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?\\s*");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,10}");

  /// Why the body cannot be read, if so.
  static Optional<Refusal> refusal(HttpExchange exchange) {
    String type = first(exchange, "Content-Type").orElse("");
    if (!JSON.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of(
          Refusal.of(
              415,
              Status.Code.UNIMPLEMENTED,
              "requests are JSON: Content-Type=" + type + ", expected=application/json"));
    }
    String encoding = first(exchange, "Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      return Optional.of(
          Refusal.of(
              501,
              Status.Code.UNIMPLEMENTED,
              "requests are not compressed: Content-Encoding=" + encoding + ", known=identity"));
    }
    return Optional.empty();
  }

  /// Reads them; the deadline counts from now.
  ///
  /// @throws io.grpc.StatusRuntimeException if one of them is malformed
  static RequestHeaders of(HttpExchange exchange) {
    String version = first(exchange, "Connect-Protocol-Version").orElse("1");
    if (!version.equals("1")) {
      throw malformed("Connect-Protocol-Version is 1: Connect-Protocol-Version=" + version);
    }
    long millis =
        first(exchange, "Connect-Timeout-Ms")
            .map(RequestHeaders::millis)
            .orElse(DEFAULT_TIMEOUT_MILLIS);
    return new RequestHeaders(
        Deadline.after(millis, TimeUnit.MILLISECONDS),
        RequestId.of(first(exchange, RequestId.HEADER.originalName())),
        first(exchange, LatestCalls.HEADER).map(LatestCalls.Place::of));
  }

  private static long millis(String timeout) {
    if (!MILLIS.matcher(timeout).matches()) {
      throw malformed(
          "Connect-Timeout-Ms is a number of at most 10 digits: Connect-Timeout-Ms=" + timeout);
    }
    return Long.parseLong(timeout);
  }

  private static RuntimeException malformed(String message) {
    return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
  }

  /// A header's first value.
  static Optional<String> first(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
