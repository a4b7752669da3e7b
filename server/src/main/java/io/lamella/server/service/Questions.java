package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.server.call.Answers;
import io.lamella.server.call.CallDeadline;
import io.lamella.server.call.Failure;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.AskedQuestion;
import io.lamella.server.mapping.SegmentForm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Asks the engine, on the thread where the question arrived if it is short, else on the pool: a
/// question that keeps the transport's thread busy delays every other call of its connection. Safe
/// for use by many threads.
final class Questions {

  /// Up to this a question is answered where it arrived: handing it over costs some 20 µs. Above
  /// it, one connection's thread would answer fewer than some thousand of them a second.
  private static final long SHORT_NANOS = 200_000;

  /// Above this a question is long.
  private static final long BRIEF_NANOS = 5_000_000;

  /// What a question does with the plan, as far as it matters for where it runs.
  enum Work {
    /// As much as the plan's estimate says.
    AS_ESTIMATED,
    /// A preview, which has an estimate of its own.
    PREVIEW,
    /// More than any estimate says.
    MORE_THAN_ESTIMATED;

    long estimatedNanos(PreparedQuestion prepared) {
      return switch (this) {
        case AS_ESTIMATED -> prepared.estimatedNanos();
        case PREVIEW -> prepared.estimatedPreviewNanos();
        case MORE_THAN_ESTIMATED -> Long.MAX_VALUE;
      };
    }
  }

  private final Engine engine;
  private final WorkPool pool;

  Questions(Engine engine, WorkPool pool) {
    this.engine = engine;
    this.pool = pool;
  }

  /// Answers a unary call.
  <T> void ask(
      AskedQuestion asked,
      Work work,
      StreamObserver<T> observer,
      BiFunction<PreparedQuestion, Deadline, T> answer) {
    Deadline deadline = CallDeadline.current();
    if (work == Work.MORE_THAN_ESTIMATED || asked.isLongToPrepare()) {
      Answers.sendLater(
          pool,
          observer,
          () -> {
            deadline.check();
            return answer(prepare(asked), deadline, answer);
          });
      return;
    }
    PreparedQuestion prepared;
    try {
      prepared = prepare(asked);
    } catch (RuntimeException e) {
      observer.onError(Failure.of(e));
      return;
    }
    long estimatedNanos;
    try {
      estimatedNanos = work.estimatedNanos(prepared);
    } catch (RuntimeException e) {
      prepared.close();
      observer.onError(Failure.of(e));
      return;
    }
    if (estimatedNanos <= SHORT_NANOS) {
      Answers.send(observer, () -> answer(prepared, deadline, answer));
    } else {
      handOver(prepared, estimatedNanos, deadline, observer, answer);
    }
  }

  /// Answers a unary call whose expressions have a form, which is refused before they are read. It
  /// does more than any estimate says.
  <F, T> void askInForm(
      Supplier<F> form,
      AskedQuestion asked,
      StreamObserver<T> observer,
      Function<F, BiFunction<PreparedQuestion, Deadline, T>> answer) {
    F read;
    try {
      read = form.get();
    } catch (EngineException e) {
      observer.onError(Failure.of(e));
      return;
    }
    ask(asked, Work.MORE_THAN_ESTIMATED, observer, answer.apply(read));
  }

  /// Reads, checks and plans a question. Its faults name fields of the request.
  PreparedQuestion prepare(AskedQuestion asked) {
    try {
      return engine.prepare(asked.question());
    } catch (EngineException e) {
      throw e.code() == EngineException.Code.INVALID_EXPRESSION
          ? EngineException.invalidExpression(placed(asked, e.faults()))
          : e;
    }
  }

  private <T> void handOver(
      PreparedQuestion prepared,
      long estimatedNanos,
      Deadline deadline,
      StreamObserver<T> observer,
      BiFunction<PreparedQuestion, Deadline, T> answer) {
    try {
      Runnable question = () -> Answers.send(observer, () -> answer(prepared, deadline, answer));
      if (estimatedNanos <= BRIEF_NANOS) {
        pool.executeBrief(question);
      } else {
        pool.execute(question);
      }
    } catch (RuntimeException e) {
      prepared.close();
      observer.onError(Failure.of(e));
    }
  }

  private static <T> T answer(
      PreparedQuestion prepared,
      Deadline deadline,
      BiFunction<PreparedQuestion, Deadline, T> answer) {
    try (prepared) {
      deadline.check();
      return answer.apply(prepared, deadline);
    }
  }

  /// The faults with the fields they stand in. Where there are several expressions, each is asked
  /// alone to know which faults are its own, and to find those of the others when one is malformed.
  private List<Fault> placed(AskedQuestion asked, List<Fault> together) {
    if (asked.segments().size() == 1) {
      SegmentForm only = asked.segments().getFirst();
      return together.stream().map(only::placed).toList();
    }
    List<Fault> faults = new ArrayList<>();
    for (SegmentForm segment : asked.segments()) {
      try {
        engine.prepare(asked.alone(segment).question()).close();
      } catch (EngineException e) {
        e.faults().forEach(fault -> faults.add(segment.placed(fault)));
      }
    }
    // A snapshot published meanwhile may have mended them all.
    return faults.isEmpty() ? together : faults;
  }
}
