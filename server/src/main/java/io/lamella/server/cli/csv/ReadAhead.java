package io.lamella.server.cli.csv;

import io.lamella.server.cli.csv.CsvFile.LineVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// Reads lines on a thread of its own, a few batches ahead of the one that looks at them: taking a
/// file apart and using what is in it cost about the same.
final class ReadAhead {
  private static final int BATCH_LINES = 1_024;
  private static final int BATCHES = 4;

  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);

  private ReadAhead() {}

  /// Some lines; the last batch is empty, and has what ended the reading if that was not the end.
  private record Batch(
      List<Long> numbers, List<List<String>> cells, Optional<RuntimeException> failure) {
    static Batch empty() {
      return new Batch(new ArrayList<>(), new ArrayList<>(), Optional.empty());
    }
  }

  /// Visits everything that a reading gives, on the calling thread and in its order. Whatever
  /// either throws is thrown, and ends both.
  static void lines(Consumer<LineVisitor> reading, LineVisitor visitor) {
    var ahead = new ReadAhead();
    Thread reader =
        Thread.ofPlatform().daemon().name("lamella-csv").start(() -> ahead.read(reading));
    try {
      ahead.visit(visitor);
    } finally {
      reader.interrupt();
    }
  }

  private void read(Consumer<LineVisitor> reading) {
    Batch[] batch = {Batch.empty()};
    Optional<RuntimeException> failure = Optional.empty();
    try {
      reading.accept((line, cells) -> {
        batch[0].numbers.add(line);
        batch[0].cells.add(cells);
        if (batch[0].numbers.size() == BATCH_LINES) {
          put(batch[0]);
          batch[0] = Batch.empty();
        }
      });
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
    try {
      if (!batch[0].numbers.isEmpty()) {
        put(batch[0]);
      }
      put(new Batch(List.of(), List.of(), failure));
    } catch (GivenUpException e) {
      // Nobody looks any more.
    }
  }

  private void put(Batch batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GivenUpException();
    }
  }

  private void visit(LineVisitor visitor) {
    while (true) {
      Batch batch;
      try {
        batch = batches.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      for (int i = 0; i < batch.numbers.size(); i++) {
        visitor.line(batch.numbers.get(i), batch.cells.get(i));
      }
      if (batch.numbers.isEmpty()) {
        if (batch.failure.isPresent()) {
          throw batch.failure.get();
        }
        return;
      }
    }
  }

  /// Ends the reading; never leaves this class.
  @SuppressWarnings("serial") // Nobody serializes it.
  private static final class GivenUpException extends RuntimeException {}
}
