package io.lamella.server.call;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers what a service lets escape on the thread its messages arrive on, and messages that
/// cannot be read, so that every call ends with a status of ours. The service then hears that the
/// call is cancelled, and frees what it holds for it.
public final class LastError implements ServerInterceptor {

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Closing<Q, A> closing = new Closing<>(call);
    try {
      return new Guard<>(next.startCall(closing, headers), closing);
    } catch (Throwable t) {
      closing.fail(t);
      return new ServerCall.Listener<>() {};
    }
  }

  /// A call that is closed once, by its service or by a failure, whichever is first.
  private static final class Closing<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final AtomicBoolean closed = new AtomicBoolean();

    Closing(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed.compareAndSet(false, true)) {
        super.close(status, trailers);
      }
    }

    void fail(Throwable t) {
      StatusRuntimeException failure = Failure.of(t);
      Metadata trailers = failure.getTrailers();
      close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
    }
  }

  /// After a failure the service hears one cancellation and nothing else.
  private static final class Guard<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Closing<Q, ?> call;
    private boolean failed;

    Guard(ServerCall.Listener<Q> listener, Closing<Q, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guard(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    @Override
    public void onCancel() {
      guard(super::onCancel);
    }

    @Override
    public void onComplete() {
      guard(super::onComplete);
    }

    private void guard(Runnable callback) {
      if (failed) {
        return;
      }
      try {
        callback.run();
      } catch (Throwable t) {
        failed = true;
        call.fail(t);
        super.onCancel();
      }
    }
  }
}
