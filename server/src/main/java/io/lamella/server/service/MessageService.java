package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.server.call.Answers;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.AskedQuestion;
import io.lamella.server.mapping.MessageMapping;
import io.lamella.server.mapping.ReachMapping;
import io.lamella.v1.MessageServiceGrpc;
import io.lamella.v1.ReachRequest;
import io.lamella.v1.ReachResponse;
import io.lamella.v1.ResultsRequest;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.SampleSizeRequest;
import io.lamella.v1.SampleSizeResponse;

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
    questions.askInForm(
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
    questions.askInForm(
        () -> ReachMapping.channels(request),
        asked,
        observer,
        channels ->
            (prepared, deadline) ->
                ReachMapping.reach(asked, prepared, prepared.reach(channels, deadline)));
  }

  @Override
  public void sampleSize(SampleSizeRequest request, StreamObserver<SampleSizeResponse> observer) {
    Answers.send(observer, () -> MessageMapping.sampleSize(request));
  }
}
