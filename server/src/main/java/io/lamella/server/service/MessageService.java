package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.server.call.Answers;
import io.lamella.server.call.Failure;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.AskedQuestion;
import io.lamella.server.mapping.MessageMapping;
import io.lamella.server.mapping.ReachMapping;
import io.lamella.server.service.Questions.Work;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.ReachRequest;
import io.lamella.v1.ReachResponse;
import io.lamella.v1.ResultsRequest;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.SampleSizeRequest;
import io.lamella.v1.SampleSizeResponse;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Questions about messages to customers.
public final class MessageService extends MessageServiceGrpc.MessageServiceImplBase {
  private final Questions questions;

  /// Over an engine.
  public MessageService(Engine engine, WorkPool pool) {
    this.questions = new Questions(engine, pool);
  }

  @Override
  public void results(ResultsRequest request, StreamObserver<ResultsResponse> observer) {
    AskedQuestion asked = MessageMapping.asked(request);
    ask(
        () -> MessageMapping.form(request),
        asked,
        observer,
        form ->
            (prepared, deadline) ->
                MessageMapping.results(asked, prepared, prepared.results(form, deadline)));
  }

  @Override
  public void reach(ReachRequest request, StreamObserver<ReachResponse> observer) {
    AskedQuestion asked = ReachMapping.asked(request);
    ask(
        () -> ReachMapping.channels(request),
        asked,
        observer,
        channels ->
            (prepared, deadline) ->
                ReachMapping.reach(asked, prepared, prepared.reach(channels, deadline)));
  }

  /// Asks a question whose expressions have a form, which is refused before they are read.
  private <F, T> void ask(
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
    // The estimate says nothing of the sets that are made, nor of sums.
    questions.ask(asked, Work.MORE_THAN_ESTIMATED, observer, answer.apply(read));
  }

  @Override
  public void sampleSize(SampleSizeRequest request, StreamObserver<SampleSizeResponse> observer) {
    Answers.send(observer, () -> MessageMapping.sampleSize(request));
  }
}
