package io.lamella.server.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Gives every call an id: the caller's `x-request-id` where it is a plain one, else a new one. The
/// answer's headers carry it, the log names it.
public final class RequestId implements ServerInterceptor {

  /// The header, both ways.
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<String> ID = Context.key("lamella-request-id");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// The id of the call that the current context belongs to; `-` outside a call.
  public static String current() {
    String id = ID.get();
    return id == null ? "-" : id;
  }

  /// The id of a call whose caller gave this one: that, if it is a plain one, else a new one.
  public static String of(Optional<String> given) {
    return given
        .filter(id -> PLAIN.matcher(id).matches())
        .orElseGet(() -> Long.toHexString(ThreadLocalRandom.current().nextLong()));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String id = of(Optional.ofNullable(headers.get(HEADER)));
    ServerCall<Q, A> answering =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendHeaders(Metadata answer) {
            answer.put(HEADER, id);
            super.sendHeaders(answer);
          }
        };
    return Contexts.interceptCall(Context.current().withValue(ID, id), answering, headers, next);
  }
}
