package io.lamella.bench.live;

import io.grpc.ManagedChannel;
import io.lamella.bench.Figure;
import io.lamella.bench.Trial;
import io.lamella.bench.data.Traffic;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig.Storage;
import io.lamella.engine.api.CatalogView;
import io.lamella.engine.api.Question;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.GetHealthRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// What a running engine does while it is written to, and how it starts again. The server is a
/// process of its own with the heap that users give it; the client shares its cores.
///
/// @param data the data set, kept from run to run
/// @param imported how many events the import loads
/// @param each how long each load lasts
/// @param journaled how many events the journal has, at least, when the server is killed; less if a
///   checkpoint is near
public record Live(
    LiveData data,
    long imported,
    Duration each,
    long journaled,
    Consumer<Figure> figures,
    Consumer<Trial> trials) {

  /// What a data set is kept in, in a folder of its own.
  private static final String FOLDER = "lamella.bench.data";

  private static final int EVENTS_EACH = 10;
  private static final long SEED = 7;
  private static final long PACE = 50_000;
  private static final double IMPORT_GOAL = 500_000;
  private static final double WRITE_GOAL = 100_000;
  private static final double SEEN_GOAL_MILLIS = 100;
  private static final double COUNT_GOAL_RATIO = 2;
  private static final double CLEAN_GOAL_SECONDS = 2;
  private static final double KILLED_GOAL_SECONDS = 10;
  private static final double EVENT_BYTES_GOAL = 16;
  private static final double HEAP_GOAL_MIB = 1024;
  private static final int ENGINE_ROUNDS = 4;
  private static final double MEDIAN = 50;
  private static final double PACE_HELD = 0.95;

  /// A suite of so many customers, with ten events each.
  public static Live of(
      int customers, boolean quick, Consumer<Figure> figures, Consumer<Trial> trials) {
    Path folder = Path.of(System.getProperty(FOLDER, "bench/target"));
    var traffic = new Traffic(customers, (long) EVENTS_EACH * customers, SEED);
    return new Live(
        new LiveData(traffic, folder.resolve("live-" + customers)),
        quick ? 500_000 : 10_000_000,
        Duration.ofSeconds(quick ? 3 : 10),
        quick ? 100_000 : 5_000_000,
        figures,
        trials);
  }

  /// Measures the figures whose names begin so.
  public void run(String only) throws IOException {
    data.make();
    tellLoad();
    if (isAsked(only, "bytes.")) {
      bytes();
    }
    if (isAsked(only, "write.rate.engine")) {
      engine();
    }
    if (isAsked(only, "write.", "count.", "restart.", "heap")) {
      served();
    }
    if (isAsked(only, "import.")) {
      var csv = new CsvImport(data, imported);
      figures.accept(Figure.rate("import.rate", csv.throughServer(), IMPORT_GOAL));
      figures.accept(Figure.rate("import.rate.engine", csv.inProcess(), IMPORT_GOAL));
      LiveData.delete(data.folder().resolve("imported"));
    }
    tellLoad();
  }

  /// What else keeps the machine busy is part of every figure here.
  private static void tellLoad() {
    System.err.printf(
        "live: the machine's load is %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static boolean isAsked(String only, String... names) {
    return List.of(names).stream().anyMatch(name -> name.startsWith(only) || only.startsWith(name));
  }

  /// What the engine's memory budget says after a start, and the files of its one checkpoint.
  private void bytes() throws IOException {
    long events = data.traffic().events();
    long customers = data.traffic().customers();
    try (Engine engine = Engine.open(LiveData.MEMORY.with(Storage.in(data.copy("bytes"))))) {
      CatalogView.MemoryUse memory = engine.describe(Question.DEFAULT_WORKSPACE).memory();
      figures.accept(
          Figure.atMost(
              "bytes.event", (double) memory.behaviourBytes() / events, "B", EVENT_BYTES_GOAL));
      figures.accept(
          Figure.plain("bytes.customer", (double) memory.dictionaryBytes() / customers, "B"));
      figures.accept(
          Figure.plain("bytes.attributes", (double) memory.attributeBytes() / customers, "B"));
    }
    LiveData.delete(data.folder().resolve("bytes"));
    figures.accept(Figure.plain("bytes.event.disk", (double) data.sizeBytes() / events, "B"));
  }

  private void engine() throws IOException {
    try (Engine engine = Engine.open(LiveData.MEMORY.with(Storage.in(data.copy("engine"))))) {
      var writes = new EngineWrites(engine, data.traffic());
      double rate = 0;
      for (int round = 0; round < ENGINE_ROUNDS; round++) {
        rate = writes.perSecond(each.toNanos());
        System.err.printf("live: engine, round %d: %.0f events/s%n", round, rate);
      }
      figures.accept(Figure.rate("write.rate.engine", rate, WRITE_GOAL));
    }
    LiveData.delete(data.folder().resolve("engine"));
  }

  private void served() throws IOException {
    Path directory = data.copy("served");
    List<ServerChild> servers = new ArrayList<>();
    long events;
    try (ServerChild server = start(directory, servers)) {
      ManagedChannel channel = server.connect();
      var writes = new ServerWrites(channel, data.traffic());
      System.err.printf("live: first answer %.2f s%n", untilRight(server, data.traffic().events()));
      writes(writes, server);
      events = writes.events();
      channel.shutdownNow();
      long begin = System.nanoTime();
      server.stop();
      System.err.printf("live: stopped in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }
    try (ServerChild server = start(directory, servers)) {
      figures.accept(
          Figure.atMost("restart.clean", untilRight(server, events), "s", CLEAN_GOAL_SECONDS));
      events = killed(server, events);
    }
    try (ServerChild server = start(directory, servers)) {
      figures.accept(
          Figure.atMost("restart.killed", untilRight(server, events), "s", KILLED_GOAL_SECONDS));
    }
    long[] peak = new long[2];
    for (ServerChild server : servers) {
      long[] one = server.peakHeapMebibytes();
      peak[0] = Math.max(peak[0], one[0]);
      peak[1] = Math.max(peak[1], one[1]);
    }
    System.err.printf("live: heap %d MiB, at most %d MiB after a collection%n", peak[0], peak[1]);
    figures.accept(Figure.atMost("heap", (double) peak[0], "MiB", HEAP_GOAL_MIB));
    figures.accept(Figure.plain("heap.kept", (double) peak[1], "MiB"));
    LiveData.delete(directory);
  }

  private static ServerChild start(Path directory, List<ServerChild> all) throws IOException {
    ServerChild server = ServerChild.start(directory, directory.resolveSibling("gc-" + all.size()));
    all.add(server);
    return server;
  }

  private void writes(ServerWrites writes, ServerChild server) {
    writes.counts(each, 0);
    writes.perSecond(each);
    long before = writes.events();
    Duration cpu = server.cpu();
    double rate = writes.perSecond(each);
    System.err.printf(
        "live: server: %.1f us of processor time an event%n",
        server.cpu().minus(cpu).toNanos() / 1e3 / (writes.events() - before));
    figures.accept(Figure.rate("write.rate", rate, WRITE_GOAL));
    long pace = Math.min(PACE, (long) rate);
    if (pace < PACE) {
      System.err.printf("live: the pace is %d events/s, what the server takes%n", pace);
    }
    ServerWrites.Paced seen = writes.untilSeen(each, pace, "probe");
    tell("write.visible", "from sending to the first question that sees it", seen);
    figures.accept(
        Figure.atMost("write.visible", seen.p99() / 1e6, "ms", SEEN_GOAL_MILLIS)
            .provided(isHeld(seen)));
    ServerWrites.Paced calm = writes.counts(each, 0);
    ServerWrites.Paced busy = writes.counts(each, pace);
    tell("count.whilewriting", "nothing is written", calm);
    tell("count.whilewriting", "while it is written", busy);
    figures.accept(
        Figure.within("count.whilewriting", busy.p99(), calm.p99(), COUNT_GOAL_RATIO)
            .provided(isHeld(busy)));
  }

  /// Whether the pace that was promised was kept: beside a slower one nothing is shown.
  private static boolean isHeld(ServerWrites.Paced paced) {
    return paced.perSecond() >= PACE_HELD * PACE;
  }

  /// Writes as fast as it goes and kills the server when the journal is long. Returns how many
  /// events it must have afterwards, at least.
  private long killed(ServerChild server, long before) {
    ManagedChannel channel = server.connect();
    var health = AdminServiceGrpc.newBlockingStub(channel);
    var load = new WriteLoad(channel, data.traffic());
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                load.run(Duration.ofMinutes(5).toNanos(), 0);
              } catch (IllegalStateException e) {
                // The server is gone, as it should.
              }
            });
    // Before the next checkpoint is due: afterwards there would be little to read.
    long enough = Storage.in(data.folder()).checkpointJournalBytes() / 100 * 95;
    long journalBytes = 0;
    while (thread.isAlive() && load.acknowledged() < journaled && journalBytes < enough) {
      pause();
      journalBytes = health.getHealth(GetHealthRequest.getDefaultInstance()).getJournalBytes();
    }
    long acknowledged = load.acknowledged();
    server.kill();
    channel.shutdownNow();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.printf(
        "live: killed with %d MiB of journal, %d events acknowledged%n",
        journalBytes >> 20, acknowledged);
    return before + acknowledged;
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Seconds from the start of its process to the first answer, which must be right.
  private double untilRight(ServerChild server, long events) {
    ManagedChannel channel = server.connect();
    try {
      var questions = new ServerWrites(channel, data.traffic());
      long counted = questions.count(ServerWrites.EIGHT_CLAUSES);
      double seconds = (System.nanoTime() - server.startNanos()) / 1e9;
      System.err.printf(
          "live: started with %.1f s of processor time%n", server.cpu().toNanos() / 1e9);
      long there = questions.events();
      if (counted <= 0 || there < events) {
        throw new IllegalStateException("events are lost: kept=" + events + ", there=" + there);
      }
      return seconds;
    } finally {
      channel.shutdownNow();
    }
  }

  private void tell(String name, String form, ServerWrites.Paced paced) {
    Histogram taken = paced.taken();
    trials.accept(new Trial(name, form + ", median", taken.getValueAtPercentile(MEDIAN)));
    trials.accept(new Trial(name, form + ", p99", paced.p99()));
    System.err.printf(
        "live: %s, %s: %.0f events/s, median %.2f ms, p99 %.2f ms, n %d%n",
        name,
        form,
        paced.perSecond(),
        taken.getValueAtPercentile(MEDIAN) / 1e6,
        paced.p99() / 1e6,
        taken.getTotalCount());
  }
}
