package io.lamella.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: a stream produces no faster than its reader reads and frees its source in every case.
/// Method: a transport by hand, that takes as many messages as the test allows.
class PacedStreamTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final WorkPool pool = new WorkPool(2, 4);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch afterwards = new CountDownLatch(1);

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void aStalledReaderCostsNoMoreThanOneMessage() throws InterruptedException {
    Numbers numbers = new Numbers(1_000);
    Transport transport = new Transport(0);
    start(transport, numbers);

    for (int read = 1; read <= 40; read++) {
      transport.read(1);
      transport.awaitSent(read);
      Thread.sleep(1);
      assertThat(numbers.produced).as("after reading " + read).isEqualTo(read);
    }
    transport.cancel();
    assertFreed();
  }

  @Test
  void aFastReaderGetsEverythingInOrder() throws InterruptedException {
    Numbers numbers = new Numbers(10_000);
    Transport transport = new Transport(Integer.MAX_VALUE);

    start(transport, numbers);

    assertFreed();
    assertThat(transport.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(transport.sent).hasSize(10_000).isSorted();
    assertThat(transport.status.isOk()).isTrue();
  }

  @Test
  void aReaderThatReadsInBurstsNeverHangs() throws InterruptedException {
    Numbers numbers = new Numbers(5_000);
    Transport transport = new Transport(0);
    start(transport, numbers);

    // One more than there are messages: the end, too, is found when the transport is ready.
    for (int read = 0; read < 5_001; read += 3) {
      transport.read(3);
    }

    assertFreed();
    assertThat(transport.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(transport.sent).hasSize(5_000).isSorted();
  }

  @Test
  void aReaderThatGoesAwayFreesTheSource() throws InterruptedException {
    Transport transport = new Transport(1);
    start(transport, new Numbers(1_000));
    transport.awaitSent(1);

    transport.cancel();

    assertFreed();
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void aReaderThatGoesAwayBeforeTheFirstTurnOpensNothing() throws InterruptedException {
    Transport transport = new Transport(1);
    transport.cancelled = true;

    PacedStream.start(
        transport,
        pool,
        LONG,
        deadline -> {
          throw new AssertionError("opened");
        },
        afterwards::countDown);

    assertThat(afterwards.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aReaderThatTakesNothingForTooLongIsToldSo() throws InterruptedException {
    Transport transport = new Transport(1);
    PacedStream.start(
        transport,
        pool,
        Duration.ofSeconds(1),
        deadline -> new Numbers(1_000),
        afterwards::countDown);
    for (int read = 1; read <= 5; read++) {
      transport.awaitSent(read);
      assertThat(transport.ended.getCount()).as("it reads").isEqualTo(1);
      Thread.sleep(250);
      transport.read(1);
    }

    assertFreed();
    assertThat(transport.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(transport.status.getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(transport.sent).hasSize(6);
  }

  @Test
  void aSourceThatFailsEndsTheStreamWithItsStatus() throws InterruptedException {
    Transport transport = new Transport(Integer.MAX_VALUE);
    start(
        transport,
        new Numbers(1_000) {
          @Override
          public Optional<Integer> next() {
            if (produced == 20) {
              throw Status.DATA_LOSS.asRuntimeException();
            }
            return super.next();
          }
        });

    assertFreed();
    assertThat(transport.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(transport.status.getCode()).isEqualTo(Status.Code.DATA_LOSS);
    assertThat(transport.sent).hasSize(20);
  }

  private void start(Transport transport, Numbers numbers) {
    PacedStream.start(transport, pool, LONG, deadline -> numbers, afterwards::countDown);
  }

  private void assertFreed() throws InterruptedException {
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(afterwards.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private class Numbers implements PacedStream.Source<Integer> {
    private final int count;
    volatile int produced;

    Numbers(int count) {
      this.count = count;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time produces.
    public Optional<Integer> next() {
      return produced == count ? Optional.empty() : Optional.of(produced++);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /// Ready as long as the reader has asked for more than was sent.
  private static final class Transport extends ServerCallStreamObserver<Integer> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore arrived = new Semaphore(0);
    private final List<Integer> sent = new ArrayList<>();
    private long asked;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};
    private volatile boolean cancelled;
    private volatile Status status = Status.UNKNOWN;

    Transport(int asked) {
      this.asked = asked;
    }

    void read(int messages) {
      boolean becameReady;
      synchronized (this) {
        becameReady = asked == sent.size();
        asked += messages;
      }
      if (becameReady) {
        onReady.run();
      }
    }

    void awaitSent(int messages) throws InterruptedException {
      assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).as("message " + messages).isTrue();
    }

    void cancel() {
      cancelled = true;
      onCancel.run();
    }

    @Override
    public synchronized boolean isReady() {
      return sent.size() < asked;
    }

    @Override
    public void onNext(Integer message) {
      synchronized (this) {
        sent.add(message);
      }
      arrived.release();
    }

    @Override
    public void onError(Throwable t) {
      status = Status.fromThrowable(t);
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      status = Status.OK;
      ended.countDown();
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
