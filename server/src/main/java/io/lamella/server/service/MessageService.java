package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.ResultsForm;
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
import java.util.List;

/// Questions about messages to customers.
public final class MessageService extends MessageServiceGrpc.MessageServiceImplBase {
  private final Questions questions;

  /// Over an engine.
  public MessageService(Engine engine, WorkPool pool) {
    this.questions = new Questions(engine, pool);
  }

  @Override
  public void results(ResultsRequest request, StreamObserver<ResultsResponse> observer) {
    ResultsForm form;
    try {
      form = MessageMapping.form(request);
    } catch (EngineException e) {
      observer.onError(Failure.of(e));
      return;
    }
    AskedQuestion asked = MessageMapping.asked(request);
    questions.ask(
        asked,
        // The estimate says nothing of the sets and the sums.
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            MessageMapping.results(asked, prepared, prepared.results(form, deadline)));
  }

  @Override
  public void reach(ReachRequest request, StreamObserver<ReachResponse> observer) {
    List<ChannelSteps> channels;
    try {
      channels = ReachMapping.channels(request);
    } catch (EngineException e) {
      observer.onError(Failure.of(e));
      return;
    }
    AskedQuestion asked = ReachMapping.asked(request);
    questions.ask(
        asked,
        // The estimate says nothing of the sets.
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            ReachMapping.reach(asked, prepared, prepared.reach(channels, deadline)));
  }

  @Override
  public void sampleSize(SampleSizeRequest request, StreamObserver<SampleSizeResponse> observer) {
    Answers.send(observer, () -> MessageMapping.sampleSize(request));
  }
}
