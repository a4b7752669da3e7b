package io.lamella.bench.serve;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.lamella.bench.Figure;
import io.lamella.bench.Trial;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// Streams of members over loopback: how many ids a second one reader gets, what readers who have
/// stalled cost in memory, and what they do to the counts of others. Both ends share the process
/// and its cores; what a stalled reader has at its own end counts as the server's.
///
/// @param size how many customers
/// @param each how long each load lasts; less than the server's patience with stalled readers
public record MemberStreams(
    int size, Duration each, Consumer<Figure> figures, Consumer<Trial> trials) {
  private static final String RATE = "members.rate";
  private static final String MEMORY = "members.stalled.memory";
  private static final String P99 = "members.stalled.p99";

  private static final long SEED = 8;
  private static final String COUNTED = "(a || b || c) && d && e && !f && !g";

  private static final double RATE_GOAL = 2e6;
  private static final int STALLED = 200;
  private static final double MEMORY_GOAL = 1;
  private static final double P99_PERCENT = 99;
  private static final double P99_GOAL = 1.2;

  private static final int RATE_ROUNDS = 7;
  private static final int COUNTS_A_SECOND = 100;
  private static final int P99_ROUNDS = 3;
  private static final int COLLECTIONS = 3;
  private static final int CLIENT_WINDOW = 1 << 16;
  private static final double MIB = 1 << 20;

  /// Measures the figures whose names begin so.
  ///
  /// @throws IOException if the server cannot listen
  public void run(String only) throws IOException {
    if (List.of(RATE, MEMORY, P99).stream().noneMatch(name -> name.startsWith(only))) {
      return;
    }
    ServerConfig config = ServerConfig.defaults().onPort(0).withOpenStreams(STALLED + 1);
    try (LamellaServer server = LamellaServer.start(config)) {
      LamellaShoppers.fill(server.engine(), new Shoppers(size, SEED));
      if (RATE.startsWith(only)) {
        figures.accept(Figure.rate(RATE, rate(server), RATE_GOAL));
      }
      if (MEMORY.startsWith(only) || P99.startsWith(only)) {
        stalled(server);
      }
    }
  }

  /// The best of some rounds: everybody, from the call to the end.
  private double rate(LamellaServer server) {
    double best = 0;
    ManagedChannel channel = channel(server).build();
    try {
      for (int round = 0; round < RATE_ROUNDS; round++) {
        long start = System.nanoTime();
        long ids = 0;
        for (Iterator<MembersResponse> messages =
                SegmentServiceGrpc.newBlockingStub(channel).members(everybody());
            messages.hasNext(); ) {
          ids += messages.next().getBatch().getCustomerIdsCount();
        }
        double nanos = System.nanoTime() - start;
        if (ids != size) {
          throw new IllegalStateException("members=" + ids + ", customers=" + size);
        }
        trials.accept(new Trial(RATE, "lamella, round " + (round + 1), nanos));
        best = Math.max(best, ids * 1e9 / nanos);
      }
      return best;
    } finally {
      channel.shutdownNow();
    }
  }

  private void stalled(LamellaServer server) {
    ManagedChannel counting = channel(server).build();
    ManagedChannel reading = channel(server).flowControlWindow(CLIENT_WINDOW).build();
    try {
      var counts = new Counts(counting, server.engine());
      counts.p99();
      double alone = counts.p99();
      new Stalled(reading).awaitStart();
      long before = usedBytes();
      List<Stalled> readers = new ArrayList<>();
      for (int i = 1; i < STALLED; i++) {
        readers.add(new Stalled(reading));
      }
      readers.forEach(Stalled::awaitStart);
      double beside = counts.p99();
      double mebibytes = (usedBytes() - before) / MIB / readers.size();
      figures.accept(Figure.atMost(MEMORY, mebibytes, "MiB", MEMORY_GOAL));
      figures.accept(Figure.within(P99, beside, alone, P99_GOAL));
    } finally {
      reading.shutdownNow();
      counting.shutdownNow();
    }
  }

  private static NettyChannelBuilder channel(LamellaServer server) {
    return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
        .usePlaintext()
        .directExecutor();
  }

  private static MembersRequest everybody() {
    return MembersRequest.newBuilder().setExpression("everyone()").build();
  }

  /// On the heap after a collection, and in the transport's buffers.
  private static long usedBytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + PlatformDependent.usedDirectMemory();
  }

  /// Counts at a fixed pace.
  private final class Counts {
    private final SegmentServiceGrpc.SegmentServiceFutureStub segments;
    private final CountRequest request = CountRequest.newBuilder().setExpression(COUNTED).build();
    private final long expected;

    Counts(ManagedChannel channel, Engine engine) {
      segments = SegmentServiceGrpc.newFutureStub(channel);
      expected = engine.count(Question.of(COUNTED));
    }

    /// The best of some rounds: other work on the machine only ever makes it worse.
    double p99() {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < P99_ROUNDS; round++) {
        Histogram taken =
            new OpenLoop(COUNTS_A_SECOND, each)
                .run(
                    () -> segments.count(request),
                    (CountResponse answer) -> answer.getCount() == expected);
        best = Math.min(best, (double) taken.getValueAtPercentile(P99_PERCENT));
      }
      return best;
    }
  }

  /// Asks for everybody and reads nothing but the start.
  private static final class Stalled
      implements ClientResponseObserver<MembersRequest, MembersResponse> {
    private final CountDownLatch started = new CountDownLatch(1);

    Stalled(ManagedChannel channel) {
      SegmentServiceGrpc.newStub(channel).members(everybody(), this);
    }

    void awaitStart() {
      try {
        if (!started.await(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("a stream does not start");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<MembersRequest> stream) {
      stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(MembersResponse message) {
      started.countDown();
    }

    @Override
    public void onError(Throwable t) {}

    @Override
    public void onCompleted() {}
  }
}
