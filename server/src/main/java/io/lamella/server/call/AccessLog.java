package io.lamella.server.call;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each call when it ends: method, status, time, messages sent. Neither expressions
/// nor messages of refusals are in it, since they hold customers' values. Logged at *debug* under
/// `lamella.access`.
public final class AccessLog implements ServerInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger("lamella.access");

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!LOG.isDebugEnabled()) {
      return next.startCall(call, headers);
    }
    Entry entry = new Entry(call.getMethodDescriptor().getFullMethodName(), RequestId.current());
    ServerCall<Q, A> counted =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void sendMessage(A message) {
            entry.sent.incrementAndGet();
            super.sendMessage(message);
          }

          @Override
          public void close(Status status, Metadata trailers) {
            entry.log(status.getCode());
            super.close(status, trailers);
          }
        };
    return new SimpleForwardingServerCallListener<>(next.startCall(counted, headers)) {
      @Override
      public void onCancel() {
        entry.log(Status.Code.CANCELLED);
        super.onCancel();
      }
    };
  }

  private static final class Entry {
    private final String method;
    private final String requestId;
    private final long startNanos = System.nanoTime();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean logged = new AtomicBoolean();

    Entry(String method, String requestId) {
      this.method = method;
      this.requestId = requestId;
    }

    void log(Status.Code status) {
      if (logged.compareAndSet(false, true)) {
        LOG.debug(
            "call: method={}, status={}, elapsedMicros={}, sent={}, requestId={}",
            method,
            status,
            (System.nanoTime() - startNanos) / 1_000,
            sent.get(),
            requestId);
      }
    }
  }
}
