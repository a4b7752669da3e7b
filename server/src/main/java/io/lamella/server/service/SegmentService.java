package io.lamella.server.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.query.Limits;
import io.lamella.server.call.Failure;
import io.lamella.server.call.PacedStream;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.AskedQuestion;
import io.lamella.server.mapping.BreakdownMapping;
import io.lamella.server.mapping.BreakdownWays;
import io.lamella.server.mapping.MembersMapping;
import io.lamella.server.mapping.OverlapMapping;
import io.lamella.server.mapping.PreviewMapping;
import io.lamella.server.mapping.SegmentMapping;
import io.lamella.server.service.Questions.Work;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.CountManyRequest;
import io.lamella.v1.CountManyResponse;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.ExplainRequest;
import io.lamella.v1.ExplainResponse;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.SampleMembersRequest;
import io.lamella.v1.SampleMembersResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Questions about segments.
public final class SegmentService extends SegmentServiceGrpc.SegmentServiceImplBase {

  /// How long a stream waits for a reader that takes nothing: its snapshot stays as long.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Questions questions;
  private final WorkPool pool;
  private final Limits limits;
  private final int maxStreams;
  private final Semaphore streams;

  /// Over an engine.
  ///
  /// @param maxStreams how many streams of members may be open at once
  public SegmentService(Engine engine, Limits limits, WorkPool pool, int maxStreams) {
    this.questions = new Questions(engine, pool);
    this.pool = pool;
    this.limits = limits;
    this.maxStreams = maxStreams;
    streams = new Semaphore(maxStreams);
  }

  @Override
  public void count(CountRequest request, StreamObserver<CountResponse> observer) {
    questions.ask(
        SegmentMapping.asked(request),
        Work.AS_ESTIMATED,
        observer,
        (prepared, deadline) -> SegmentMapping.count(prepared, prepared.counts(deadline)));
  }

  @Override
  public void countMany(CountManyRequest request, StreamObserver<CountManyResponse> observer) {
    questions.ask(
        SegmentMapping.asked(request),
        Work.AS_ESTIMATED,
        observer,
        (prepared, deadline) -> SegmentMapping.countMany(prepared, prepared.counts(deadline)));
  }

  @Override
  public void members(MembersRequest request, StreamObserver<MembersResponse> observer) {
    MembersMapping.Asked asked;
    try {
      asked = MembersMapping.read(request);
    } catch (EngineException e) {
      observer.onError(Failure.of(e));
      return;
    }
    if (!streams.tryAcquire()) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many streams of members are open: open=" + maxStreams)
          .asRuntimeException();
    }
    PacedStream.start(
        (ServerCallStreamObserver<MembersResponse>) observer,
        pool,
        PATIENCE,
        deadline -> MembersSource.open(asked, questions.prepare(asked.question()), deadline),
        streams::release);
  }

  @Override
  public void overlap(OverlapRequest request, StreamObserver<OverlapResponse> observer) {
    questions.askInForm(
        () -> OverlapMapping.extent(request),
        OverlapMapping.asked(request),
        observer,
        extent ->
            (prepared, deadline) ->
                OverlapMapping.overlap(request, prepared, prepared.overlap(extent, deadline)));
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> observer) {
    AskedQuestion asked = SegmentMapping.asked(request);
    questions.ask(
        asked,
        // Every node is evaluated, without short cuts.
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            SegmentMapping.explain(
                asked.segments().getFirst().predicate(limits), prepared.explain(deadline)));
  }

  @Override
  public void preview(PreviewRequest request, StreamObserver<PreviewResponse> observer) {
    if (request.getMinUsefulSize() < 0) {
      observer.onError(
          Failure.of(
              EngineException.invalidArgument(
                  "min_useful_size",
                  "a size is at least 0: min_useful_size=" + request.getMinUsefulSize())));
      return;
    }
    questions.ask(
        PreviewMapping.asked(request),
        Work.PREVIEW,
        observer,
        (prepared, deadline) ->
            PreviewMapping.preview(
                prepared.preview(PreviewMapping.minUsefulSize(request), deadline)));
  }

  @Override
  public void breakdown(BreakdownRequest request, StreamObserver<BreakdownResponse> observer) {
    questions.ask(
        BreakdownMapping.asked(request),
        // The estimate says nothing of the values.
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            BreakdownMapping.breakdown(
                prepared,
                prepared.breakdown(
                    BreakdownWays.by(request), BreakdownWays.limit(request), deadline)));
  }

  @Override
  public void sampleMembers(
      SampleMembersRequest request, StreamObserver<SampleMembersResponse> observer) {
    questions.ask(
        BreakdownMapping.asked(request),
        // The estimate says nothing of the events that are looked up.
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            BreakdownMapping.sample(
                prepared, prepared.sample(BreakdownMapping.limit(request), deadline)));
  }
}
