package io.lamella.bench.serve;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// A count of eight clauses over gRPC and in JSON, sent at a fixed pace by a client in the same
/// process, so that both share the machine's cores.
///
/// @param size how many customers
/// @param each how long each load lasts
public record Serve(int size, Duration each, Timing timing, Consumer<Trial> trials) {
  /// Its figures.
  public static final List<String> NAMES =
      List.of("serve.median", "serve.p99", "serve.json", "serve.beside", "serve.saturated");

  private static final long SEED = 8;
  private static final String EIGHT_CLAUSES =
      "(a || b || c) && d && e && !f && !g && did('visit').within(last('14d')).days() >= 2";
  private static final String LONG =
      "did('visit').where(instant >= timestamp('2026-06-02T12:00:00Z')).count() >= 3";
  private static final int CALM = 100;
  private static final int BUSY = 1_000;

  /// So many calls of each kind until both sides are compiled.
  private static final int WARM_UP_ROUNDS = 10;

  private static final int WARM_UP_LONG = 200;

  private static final Duration WARM_UP_ROUND = Duration.ofSeconds(1);

  private static final List<Integer> LADDER = List.of(BUSY, 2_000, 4_000, 8_000, 16_000);
  private static final double BUSY_GOAL_NANOS = 10e6;
  private static final double CALM_GOAL_NANOS = 3e6;
  private static final double MEDIAN = 50;
  private static final double P99 = 99;

  /// Runs every load.
  ///
  /// @throws IOException if the server cannot listen
  public void measure(Consumer<Figure> out) throws IOException {
    ServerConfig config = ServerConfig.defaults().onPort(0).withConsole(0);
    try (LamellaServer server = LamellaServer.start(config);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      LamellaShoppers.fill(server.engine(), new Shoppers(size, SEED));
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.port())
              .usePlaintext()
              .directExecutor()
              .build();
      try {
        measure(server, channel, http, out);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private void measure(
      LamellaServer server, ManagedChannel channel, HttpClient http, Consumer<Figure> out) {
    Engine engine = server.engine();
    Question question = Question.of(EIGHT_CLAUSES).asOf(Shoppers.NOW);
    long expected = engine.count(question);
    trials.accept(
        new Trial(
            "serve",
            "engine alone, asked without a pause",
            timing.median("serve", expected, () -> engine.count(question))));
    var counts = new Counts(channel, request(EIGHT_CLAUSES), expected);
    var inJson =
        JsonCounts.of(http, server.httpPort().orElseThrow(), request(EIGHT_CLAUSES), expected);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      counts.run(warmUp());
      inJson.oneByOne(BUSY);
      empty(channel, warmUp());
    }
    for (int call = 0; call < WARM_UP_LONG; call++) {
      counts.longOne(request(LONG));
    }
    Histogram empty = empty(channel, new OpenLoop(CALM, each));
    Histogram engineAlone = engineAlone(engine, question);
    tell("engine alone, 100/s", engineAlone);
    double own = nanos(engineAlone, MEDIAN);
    Histogram calm = counts.run(new OpenLoop(CALM, each));
    tell("empty call, 100/s", empty);
    System.err.printf("serve: empty %.0f us, own %.0f us%n", nanos(empty, MEDIAN) / 1e3, own / 1e3);
    tell("count, 100/s", calm);
    double limit = nanos(empty, MEDIAN) + 1.5 * own;
    out.accept(Figure.within("serve.median", nanos(calm, MEDIAN), limit, 1));
    out.accept(Figure.within("serve.p99", nanos(calm, P99), CALM_GOAL_NANOS, 1));
    Histogram json = inJson.run(new OpenLoop(CALM, each));
    tell("count in JSON over HTTP, 100/s", json);
    out.accept(Figure.above("serve.json", nanos(json, MEDIAN), nanos(calm, MEDIAN)));
    Histogram beside = beside(engine, counts);
    tell("count, 100/s, a long question beside it", beside);
    out.accept(Figure.within("serve.beside", nanos(beside, P99), nanos(calm, P99), 1.2));
    out.accept(saturated(counts));
  }

  /// The engine's own time at the same pace: between calls that are 10 ms apart, cores and caches
  /// fall asleep.
  private Histogram engineAlone(Engine engine, Question question) {
    var taken = new Histogram(3);
    long calls = CALM * each.toMillis() / 1_000;
    for (long call = 0; call < calls; call++) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / CALM);
      long start = System.nanoTime();
      engine.count(question);
      taken.recordValue(System.nanoTime() - start);
    }
    return taken;
  }

  /// The same load while one long question after the other is asked by someone else.
  private Histogram beside(Engine engine, Counts counts) {
    Question question = Question.of(LONG).asOf(Shoppers.NOW);
    var going = new AtomicBoolean(true);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              while (going.get()) {
                counts.longOne(request(LONG));
              }
            });
    try {
      return counts.run(new OpenLoop(CALM, each));
    } finally {
      going.set(false);
      join(other);
      trials.accept(
          new Trial(
              "serve",
              "the long question",
              Timing.ONCE.median("long", engine.count(question), () -> engine.count(question))));
    }
  }

  /// The highest pace of the ladder at which 99 of 100 calls are answered in time.
  private Figure saturated(Counts counts) {
    int reached = 0;
    for (int pace : LADDER) {
      Histogram taken = counts.run(new OpenLoop(pace, each));
      tell("count, " + pace + "/s", taken);
      System.err.printf(
          "serve: %d/s: median %.2f ms, p99 %.2f ms%n",
          pace, nanos(taken, MEDIAN) / 1e6, nanos(taken, P99) / 1e6);
      if (nanos(taken, P99) > BUSY_GOAL_NANOS) {
        break;
      }
      reached = pace;
    }
    return Figure.rate("serve.saturated", reached, BUSY);
  }

  private OpenLoop warmUp() {
    Duration length = each.compareTo(WARM_UP_ROUND) < 0 ? each : WARM_UP_ROUND;
    return new OpenLoop(BUSY, length);
  }

  private void tell(String form, Histogram taken) {
    trials.accept(new Trial("serve", form + ", median", nanos(taken, MEDIAN)));
    trials.accept(new Trial("serve", form + ", p99", nanos(taken, P99)));
  }

  private static double nanos(Histogram taken, double percentile) {
    return taken.getValueAtPercentile(percentile);
  }

  private static CountRequest request(String expression) {
    return CountRequest.newBuilder()
        .setExpression(expression)
        .setAsOf(
            com.google.protobuf.Timestamp.newBuilder().setSeconds(Shoppers.NOW.getEpochSecond()))
        .build();
  }

  private static Histogram empty(ManagedChannel channel, OpenLoop load) {
    HealthGrpc.HealthFutureStub health = HealthGrpc.newFutureStub(channel);
    HealthCheckRequest request = HealthCheckRequest.getDefaultInstance();
    return load.run(
        () -> health.check(request),
        answer -> answer.getStatus() == HealthCheckResponse.ServingStatus.SERVING);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A count, asked again and again.
  private record Counts(ManagedChannel channel, CountRequest request, long expected) {
    Histogram run(OpenLoop load) {
      SegmentServiceGrpc.SegmentServiceFutureStub segments =
          SegmentServiceGrpc.newFutureStub(channel);
      return load.run(
          () -> segments.count(request), (CountResponse answer) -> answer.getCount() == expected);
    }

    void longOne(CountRequest other) {
      SegmentServiceGrpc.newBlockingStub(channel).count(other);
    }
  }
}
