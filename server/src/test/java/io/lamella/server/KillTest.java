package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.CheckpointRequest;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.SegmentServiceGrpc;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.WriteItem;
import io.lamella.v1.WriteRequest;
import io.lamella.v1.WriteResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a server acknowledged is there after `kill -9`, whenever it comes, however often.
/// Method: a real server process under random writes, one at a time and in a stream, and
/// checkpoints; killed at a random moment, also while it starts, and started again on the same
/// directory; what it answers is compared with what its clients know, who then send again whatever
/// was not acknowledged. Another client saves version after version of a segment.
class KillTest {
  private static final int KILLS = 60;
  private static final Duration TIME = Duration.ofSeconds(25);
  private static final int LONG_KILLS = Integer.getInteger("lamella.kills", 60);
  private static final int AHEAD = 8;

  @TempDir private Path data = Path.of("");

  private final ClientModel single = new ClientModel("single-", 1);
  private final ClientModel stream = new ClientModel("stream-", 2);
  private final SegmentClient segments = new SegmentClient();
  private final SplittableRandom random = new SplittableRandom(3);
  private int sentAgain;
  private int killedStarting;

  @Tag("brief")
  @Test
  void whatWasAcknowledgedOutlivesKills() throws Exception {
    int kills = kill(KILLS, System.nanoTime() + TIME.toNanos());
    assertThat(kills).isGreaterThanOrEqualTo(4);
    assertThat(sentAgain).as("batches in flight when it was killed").isPositive();
  }

  @Tag("long")
  @Test
  void whatWasAcknowledgedOutlivesManyKills() throws Exception {
    assertThat(kill(LONG_KILLS, Long.MAX_VALUE)).isEqualTo(LONG_KILLS);
  }

  private int kill(int most, long untilNanos) throws Exception {
    int kills = 0;
    while (kills < most && (untilNanos == Long.MAX_VALUE || System.nanoTime() < untilNanos)) {
      String what = "kill=" + kills;
      try (ServerProcess server = ServerProcess.start(data)) {
        boolean starting = kills > 0 && random.nextInt(8) == 0;
        Thread killer = starting ? killLater(server, random.nextInt(100, 1_500)) : new Thread();
        Optional<ManagedChannel> channel = server.connect();
        if (channel.isPresent()) {
          try {
            live(server, channel.get(), starting, what);
          } finally {
            channel.get().shutdownNow();
          }
        } else {
          assertThat(starting).as(what).isTrue();
          killedStarting++;
        }
        killer.join();
      }
      kills++;
    }
    System.out.println(
        "kills=" + kills + ", sent again=" + sentAgain + ", killed starting=" + killedStarting);
    return kills;
  }

  private static Thread killLater(ServerProcess server, int millis) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          server.kill();
        });
  }

  /// Compares, then writes until the server is killed.
  private void live(ServerProcess server, ManagedChannel channel, boolean starting, String what)
      throws Exception {
    List<List<WriteItem>> singles = List.of(single.first());
    List<List<WriteItem>> streams = List.of(stream.first());
    boolean first = !single.isNamed();
    if (!first) {
      Map<String, Set<String>> answers;
      try {
        answers = answers(channel);
        segments.check(channel, what);
      } catch (StatusRuntimeException e) {
        assertThat(starting).as("%s: %s", what, e).isTrue();
        killedStarting++;
        return;
      }
      singles = single.check(answers, what);
      streams = stream.check(answers, what);
      sentAgain += singles.size() + streams.size();
    }
    StreamClient streaming = new StreamClient(channel);
    List<List<WriteItem>> again = singles;
    Thread alone = Thread.ofPlatform().start(() -> writeAlone(channel, again));
    List<List<WriteItem>> streamedAgain = streams;
    Thread streamed = Thread.ofPlatform().start(() -> streaming.run(streamedAgain));
    Thread saved = Thread.ofPlatform().start(() -> segments.run(channel));
    if (random.nextInt(3) == 0) {
      Thread.sleep(random.nextInt(100));
      var _ =
          AdminServiceGrpc.newFutureStub(channel)
              .checkpoint(CheckpointRequest.newBuilder().setPurge(random.nextBoolean()).build());
    }
    while (first && !(single.isNamed() && stream.isNamed())) {
      Thread.sleep(5);
    }
    Thread.sleep(random.nextInt(200));
    server.kill();
    alone.join();
    streamed.join();
    saved.join();
  }

  private static Map<String, Set<String>> answers(ManagedChannel channel) {
    Map<String, Set<String>> answers = new TreeMap<>();
    var segments =
        SegmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    for (String question : ClientModel.QUESTIONS) {
      Set<String> ids = new TreeSet<>();
      segments
          .members(MembersRequest.newBuilder().setExpression(question).build())
          .forEachRemaining(message -> ids.addAll(message.getBatch().getCustomerIdsList()));
      answers.put(question, ids);
    }
    return answers;
  }

  /// One call after another, until the server is gone.
  private void writeAlone(ManagedChannel channel, List<List<WriteItem>> again) {
    var ingest = IngestServiceGrpc.newBlockingStub(channel);
    int at = 0;
    // What is sent again is in flight from the beginning, and acknowledged in its order.
    again.forEach(single::sending);
    try {
      while (true) {
        List<WriteItem> batch;
        if (at < again.size()) {
          batch = again.get(at++);
        } else {
          batch = single.next();
          single.sending(batch);
        }
        write(ingest.withDeadlineAfter(30, TimeUnit.SECONDS), batch);
        single.acknowledged();
      }
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode().name()).isIn("UNAVAILABLE", "CANCELLED", "INTERNAL");
    }
  }

  private static void write(
      IngestServiceGrpc.IngestServiceBlockingStub ingest, List<WriteItem> batch) {
    UpsertCustomersRequest.Builder upserts = UpsertCustomersRequest.newBuilder();
    RecordEventsRequest.Builder events = RecordEventsRequest.newBuilder();
    EraseCustomersRequest.Builder erasures = EraseCustomersRequest.newBuilder();
    for (WriteItem item : batch) {
      switch (item.getKindCase()) {
        case UPSERT -> upserts.addCustomers(item.getUpsert());
        case EVENT -> events.addEvents(item.getEvent());
        case ERASURE -> erasures.addCustomerIds(item.getErasure().getCustomerId());
        case KIND_NOT_SET -> throw new IllegalArgumentException("nothing is written");
      }
    }
    if (upserts.getCustomersCount() > 0) {
      var _ = ingest.upsertCustomers(upserts.build());
    }
    if (events.getEventsCount() > 0) {
      var _ = ingest.recordEvents(events.build());
    }
    if (erasures.getCustomerIdsCount() > 0) {
      var _ = ingest.eraseCustomers(erasures.build());
    }
  }

  /// Sends ahead of what is acknowledged, until the server is gone.
  private final class StreamClient implements StreamObserver<WriteResponse> {
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final StreamObserver<WriteRequest> requests;
    private volatile boolean gone;

    StreamClient(ManagedChannel channel) {
      requests = IngestServiceGrpc.newStub(channel).write(this);
    }

    void run(List<List<WriteItem>> again) {
      try {
        again.forEach(stream::sending);
        for (List<WriteItem> batch : again) {
          send(batch);
        }
        while (!gone) {
          List<WriteItem> batch = stream.next();
          stream.sending(batch);
          send(batch);
        }
      } catch (IllegalStateException e) {
        // The stream ended while something was sent.
        assertThat(gone).isTrue();
      }
    }

    private void send(List<WriteItem> batch) {
      ahead.acquireUninterruptibly();
      if (!gone) {
        requests.onNext(WriteRequest.newBuilder().addAllWrites(batch).build());
      }
    }

    @Override
    public void onNext(WriteResponse response) {
      assertThat(response.getRefused()).isZero();
      stream.acknowledged();
      ahead.release();
    }

    @Override
    public void onError(Throwable t) {
      gone = true;
      ahead.release(1_000_000);
    }

    @Override
    public void onCompleted() {
      gone = true;
      ahead.release(1_000_000);
    }
  }
}
