package io.lamella.server.call;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.util.ArrayList;
import java.util.List;

/// Lets calls in that show the key, and questions about health, which balancers ask without one.
public final class KeyCheck implements ServerInterceptor {

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of(AccessKey.HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private final AccessKey key;
  private final Runnable refused;

  /// @param refused told of each call that stays outside
  public KeyCheck(AccessKey key, Runnable refused) {
    this.key = key;
    this.refused = refused;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())
        || key.opens(shown(headers))) {
      return next.startCall(call, headers);
    }
    refused.run();
    call.close(Status.UNAUTHENTICATED.withDescription(AccessKey.REFUSAL), new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static List<String> shown(Metadata headers) {
    List<String> shown = new ArrayList<>(1);
    Iterable<String> all = headers.getAll(HEADER);
    if (all != null) {
      all.forEach(shown::add);
    }
    return shown;
  }
}
