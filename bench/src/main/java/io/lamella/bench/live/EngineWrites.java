package io.lamella.bench.live;

import io.lamella.bench.data.Traffic;
import io.lamella.engine.Engine;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Events written to an engine in this process: what the writer can do, without a server.
record EngineWrites(Engine engine, Traffic traffic) {
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 128;

  /// Writes for a while and returns how many events were acknowledged a second.
  double perSecond(long nanos) {
    var inFlight = new Semaphore(IN_FLIGHT);
    var acknowledged = new AtomicLong();
    Traffic.Maker maker = traffic.maker(System.nanoTime());
    long salt = System.nanoTime();
    Duration cpu = cpu();
    long begin = System.nanoTime();
    long number = 0;
    while (System.nanoTime() - begin < nanos) {
      List<Write> batch = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        batch.add(write(maker.live(number), Ids.id(salt, number)));
        number++;
      }
      inFlight.acquireUninterruptibly();
      submit(batch, inFlight, acknowledged);
    }
    inFlight.acquireUninterruptibly(IN_FLIGHT);
    long took = System.nanoTime() - begin;
    if (acknowledged.get() != number) {
      throw new IllegalStateException("lost: written=" + number + ", kept=" + acknowledged);
    }
    System.err.printf(
        "live: engine: %.1f us of processor time an event, the maker's included%n",
        cpu().minus(cpu).toNanos() / 1e3 / number);
    return number * (double) TimeUnit.SECONDS.toNanos(1) / took;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void submit(List<Write> batch, Semaphore inFlight, AtomicLong acknowledged) {
    while (true) {
      try {
        var _ =
            engine
                .write(Question.DEFAULT_WORKSPACE, batch)
                .whenComplete((result, failure) -> {
                  acknowledged.addAndGet(failure == null ? result.outcomes().size() : 0);
                  inFlight.release();
                });
        return;
      } catch (EngineException e) {
        if (e.code() != EngineException.Code.OVERLOADED) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static Write write(Traffic.Event event, String id) {
    return new Write.Event(
        event.customerId(),
        event.behaviour(),
        event.instant(),
        id,
        Map.of(
            "category",
            new WriteValue.OfText(event.category()),
            "sku",
            new WriteValue.OfText(event.sku()),
            "amount",
            new WriteValue.OfNumber(BigDecimal.valueOf(event.cents(), 2))));
  }
}
