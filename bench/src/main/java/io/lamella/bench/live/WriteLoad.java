package io.lamella.bench.live;

import com.google.protobuf.Timestamp;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.bench.data.Traffic;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.Value;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A stream of live events to a server, in requests of 100: at a pace, or as fast as the server
/// takes them.
final class WriteLoad implements ClientResponseObserver<WriteRequest, WriteResponse> {
  static final int BATCH = 100;

  private final Traffic.Maker maker;
  private final long salt = System.nanoTime();
  private final AtomicLong stored = new AtomicLong();
  private volatile Throwable failure = new IllegalStateException("not yet ended");
  private volatile boolean over;
  private ClientCallStreamObserver<WriteRequest> requests;
  private long number;

  /// Opens the stream.
  @SuppressWarnings("NullAway.Init") // The call gives the requests before it returns.
  WriteLoad(Channel channel, Traffic traffic) {
    this.maker = traffic.maker(salt);
    IngestServiceGrpc.newStub(channel).write(this);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WriteRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /// Sends for a while.
  ///
  /// @param perSecond events a second; 0 for as many as the server takes
  void run(long nanos, long perSecond) {
    long begin = System.nanoTime();
    long sent = 0;
    while (System.nanoTime() - begin < nanos) {
      if (perSecond > 0) {
        long due = begin + sent * TimeUnit.SECONDS.toNanos(1) / perSecond;
        long left = due - System.nanoTime();
        if (left > 0) {
          LockSupport.parkNanos(left);
        }
      }
      send();
      sent += BATCH;
    }
  }

  /// Sends the next events when the server takes them.
  void send() {
    WriteRequest.Builder request = WriteRequest.newBuilder().setSequence(number);
    for (int i = 0; i < BATCH; i++) {
      request.addWrites(
          WriteItem.newBuilder().setEvent(event(maker.live(number), Ids.id(salt, number))));
      number++;
    }
    sendWhenReady(request.build());
  }

  /// Sends one event of a behaviour of its own.
  void sendProbe(String customer, String behaviour) {
    sendWhenReady(
        WriteRequest.newBuilder()
            .addWrites(
                WriteItem.newBuilder()
                    .setEvent(
                        CustomerEvent.newBuilder()
                            .setCustomerId(customer)
                            .setBehaviour(behaviour)
                            .setInstant(timestamp(Traffic.END.toEpochMilli()))))
            .build());
    number++;
  }

  private synchronized void sendWhenReady(WriteRequest request) {
    while (!requests.isReady() && !over) {
      try {
        wait(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (over) {
      throw new IllegalStateException("the stream has ended early", failure);
    }
    requests.onNext(request);
  }

  private static CustomerEvent event(Traffic.Event event, String id) {
    return CustomerEvent.newBuilder()
        .setCustomerId(event.customerId())
        .setBehaviour(event.behaviour())
        .setInstant(timestamp(event.millis()))
        .setEventId(id)
        .putProperties("category", Value.newBuilder().setText(event.category()).build())
        .putProperties("sku", Value.newBuilder().setText(event.sku()).build())
        .putProperties("amount", Value.newBuilder().setDecimal(event.amount()).build())
        .build();
  }

  private static Timestamp.Builder timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1_000L))
        .setNanos(Math.toIntExact(Math.floorMod(millis, 1_000L) * 1_000_000));
  }

  /// How many events were acknowledged by now.
  long acknowledged() {
    return stored.get();
  }

  /// Ends the stream and waits until everything is acknowledged.
  ///
  /// @throws IllegalStateException if anything was not stored
  void finish() {
    requests.onCompleted();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    synchronized (this) {
      while (!over && System.nanoTime() < until) {
        try {
          wait(1_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    if (stored.get() != number) {
      throw new IllegalStateException(
          "not all is acknowledged: sent=" + number + ", stored=" + stored, failure);
    }
  }

  @Override
  public void onNext(WriteResponse response) {
    stored.addAndGet(response.getStored());
  }

  @Override
  public void onError(Throwable t) {
    failure = t;
    onCompleted();
  }

  @Override
  public void onCompleted() {
    over = true;
    wake();
  }
}
