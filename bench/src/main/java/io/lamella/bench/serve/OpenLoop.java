package io.lamella.bench.serve;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// An open load: calls are sent at fixed instants, whether earlier ones are answered or not, and a
/// call's time counts from the instant it was due. So a server that stalls is charged for every
/// call that had to wait (Tene, "How NOT to Measure Latency").
///
/// @param perSecond calls a second
record OpenLoop(int perSecond, Duration length) {
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int DIGITS = 3;

  /// Sends calls and returns how long each took, in nanoseconds.
  ///
  /// @param send sends one call
  /// @param right whether an answer is the right one
  /// @throws IllegalStateException if an answer was wrong or a call failed
  <T> Histogram run(Supplier<ListenableFuture<T>> send, Predicate<T> right) {
    var taken = new ConcurrentHistogram(MAX_NANOS, DIGITS);
    long calls = perSecond * length.toMillis() / 1_000;
    var pending = new CountDownLatch(Math.toIntExact(calls));
    var wrong = new AtomicLong();
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    for (long call = 0; call < calls; call++) {
      long due = begin + call * interval;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      ListenableFuture<T> answer = send.get();
      answer.addListener(
          () -> {
            taken.recordValue(Math.clamp(System.nanoTime() - due, 1, MAX_NANOS));
            wrong.addAndGet(isRight(answer, right) ? 0 : 1);
            pending.countDown();
          },
          MoreExecutors.directExecutor());
    }
    await(pending);
    if (wrong.get() > 0) {
      throw new IllegalStateException("calls failed or were answered wrongly: calls=" + wrong);
    }
    return taken;
  }

  private static <T> boolean isRight(ListenableFuture<T> answer, Predicate<T> right) {
    try {
      return right.test(answer.get());
    } catch (ExecutionException | InterruptedException e) {
      return false;
    }
  }

  private static void await(CountDownLatch pending) {
    try {
      if (!pending.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("calls are not answered: calls=" + pending.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
