package io.lamella.server.call;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many calls of each method ended with each status, and how long they took: `lamella_calls`.
/// Streams are counted when they end, with all the time they were open.
public final class CallMetrics implements ServerInterceptor {

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private record Ending(String method, Status.Code status) {}

  private final MeterRegistry registry;
  private final Map<Ending, Timer> timers = new ConcurrentHashMap<>();

  /// Counts into a registry.
  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    long startNanos = System.nanoTime();
    String method = call.getMethodDescriptor().getFullMethodName();
    AtomicBoolean ended = new AtomicBoolean();
    ServerCall<Q, A> timed =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            end(ended, method, status.getCode(), startNanos);
            super.close(status, trailers);
          }
        };
    return new SimpleForwardingServerCallListener<>(next.startCall(timed, headers)) {
      @Override
      public void onCancel() {
        end(ended, method, Status.Code.CANCELLED, startNanos);
        super.onCancel();
      }
    };
  }

  private void end(AtomicBoolean ended, String method, Status.Code status, long startNanos) {
    if (ended.compareAndSet(false, true)) {
      timers
          .computeIfAbsent(new Ending(method, status), this::timer)
          .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(Ending ending) {
    return Timer.builder("lamella.calls")
        .description("Calls that ended")
        .tag("method", ending.method())
        .tag("status", ending.status().name())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
