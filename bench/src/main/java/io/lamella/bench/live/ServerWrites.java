package io.lamella.bench.live;

import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.lamella.bench.data.Traffic;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.CountRequest;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.SegmentServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// What a server does for its callers while events are written to it.
record ServerWrites(ManagedChannel channel, Traffic traffic) {
  /// Eight clauses, one of them over the days that are written to.
  static final String EIGHT_CLAUSES =
      "(country == 'C1' || country == 'C2' || plan == 'gold') && newsletter && age >= 30"
          + " && !app && !(plan == 'trial') && did('visit').within(last('14d')).days() >= 2";

  private static final int STREAMS = 4;
  private static final long MILLI = 1_000_000;
  private static final long COUNT_EVERY_MILLIS = 50;

  /// Events a second that are acknowledged when callers send as many as flow control lets them.
  double perSecond(Duration length) {
    List<WriteLoad> loads = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < STREAMS; i++) {
      var load = new WriteLoad(channel, traffic);
      loads.add(load);
      threads.add(Thread.ofPlatform().start(() -> load.run(length.toNanos(), 0)));
    }
    threads.forEach(ServerWrites::join);
    loads.forEach(WriteLoad::finish);
    long took = System.nanoTime() - begin;
    return loads.stream().mapToLong(WriteLoad::acknowledged).sum()
        * (double) TimeUnit.SECONDS.toNanos(1)
        / took;
  }

  /// From sending an event to the first question that sees it, in nanoseconds, while so many are
  /// written.
  Paced untilSeen(Duration length, long perSecond, String behaviour) {
    return whileWriting(
        length,
        perSecond,
        () -> {
          var taken = new Histogram(3);
          var probes = new WriteLoad(channel, traffic);
          // The behaviour is known from its first event on.
          probes.sendProbe(Traffic.id(0), behaviour);
          while (probes.acknowledged() < 1) {
            LockSupport.parkNanos(MILLI);
          }
          long end = System.nanoTime() + length.toNanos();
          for (long probe = 1; System.nanoTime() < end; probe++) {
            long sent = System.nanoTime();
            probes.sendProbe(Traffic.id(probe), behaviour);
            while (count("did('" + behaviour + "')") <= probe) {
              LockSupport.parkNanos(MILLI / 2);
            }
            taken.recordValue(System.nanoTime() - sent);
            LockSupport.parkNanos(5 * MILLI);
          }
          probes.finish();
          return taken;
        });
  }

  /// How long counts take, asked 20 times a second, while so many events are written. Each takes
  /// both processors for some milliseconds, and the server and who writes need most of them: many
  /// more questions would be a queue, and its length the figure.
  Paced counts(Duration length, long perSecond) {
    return whileWriting(
        length,
        perSecond,
        () -> {
          var taken = new Histogram(3);
          long begin = System.nanoTime();
          for (long call = 0; System.nanoTime() - begin < length.toNanos(); call++) {
            long due = begin + call * COUNT_EVERY_MILLIS * MILLI;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            if (count(EIGHT_CLAUSES) <= 0) {
              throw new IllegalStateException("nobody was counted");
            }
            // From when it was due: whoever waits behind a slow call is charged for it.
            taken.recordValue(System.nanoTime() - due);
          }
          return taken;
        });
  }

  /// What was measured, and how many events a second were acknowledged beside it.
  record Paced(Histogram taken, double perSecond) {
    /// The time that 99 of 100 stayed below, in nanoseconds.
    double p99() {
      return taken.getValueAtPercentile(99);
    }
  }

  private interface Measured {
    Histogram run();
  }

  private Paced whileWriting(Duration length, long perSecond, Measured measured) {
    if (perSecond == 0) {
      return new Paced(measured.run(), 0);
    }
    var load = new WriteLoad(channel, traffic);
    Thread thread = Thread.ofPlatform().start(() -> load.run(length.toNanos(), perSecond));
    Histogram taken = measured.run();
    join(thread);
    load.finish();
    return new Paced(taken, load.acknowledged() / (length.toNanos() / 1e9));
  }

  /// Asks a count as of the midnight after the day that is written to.
  long count(String expression) {
    return SegmentServiceGrpc.newBlockingStub(channel)
        .count(
            CountRequest.newBuilder()
                .setExpression(expression)
                .setAsOf(
                    Timestamp.newBuilder()
                        .setSeconds(Traffic.END.plus(Duration.ofDays(1)).getEpochSecond()))
                .build())
        .getCount();
  }

  /// How many events the server has.
  long events() {
    return CatalogServiceGrpc.newBlockingStub(channel)
        .getCatalog(GetCatalogRequest.getDefaultInstance())
        .getBehavioursList()
        .stream()
        .mapToLong(behaviour -> behaviour.getEvents())
        .sum();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
