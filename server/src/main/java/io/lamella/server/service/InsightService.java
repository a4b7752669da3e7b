package io.lamella.server.service;

import io.grpc.stub.StreamObserver;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.query.Limits;
import io.lamella.server.call.Answers;
import io.lamella.server.call.CallDeadline;
import io.lamella.server.call.Failure;
import io.lamella.server.call.WorkPool;
import io.lamella.server.mapping.AskedQuestion;
import io.lamella.server.mapping.CoverageMapping;
import io.lamella.server.mapping.CustomerExplanationMapping;
import io.lamella.server.mapping.DifferenceMapping;
import io.lamella.server.mapping.HistoryMapping;
import io.lamella.server.mapping.MemberPageMapping;
import io.lamella.server.mapping.MembershipMapping;
import io.lamella.server.mapping.SummaryMapping;
import io.lamella.server.mapping.Workspaces;
import io.lamella.server.service.Questions.Work;
import io.lamella.v1.ClauseCoverageRequest;
import io.lamella.v1.ClauseCoverageResponse;
import io.lamella.v1.CoverageRequest;
import io.lamella.v1.CoverageResponse;
import io.lamella.v1.DifferenceRequest;
import io.lamella.v1.DifferenceResponse;
import io.lamella.v1.ExplainCustomerRequest;
import io.lamella.v1.ExplainCustomerResponse;
import io.lamella.v1.ForecastRequest;
import io.lamella.v1.ForecastResponse;
import io.lamella.v1.HistoryRequest;
import io.lamella.v1.HistoryResponse;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.ListMembersRequest;
import io.lamella.v1.ListMembersResponse;
import io.lamella.v1.SegmentsOfRequest;
import io.lamella.v1.SegmentsOfResponse;
import io.lamella.v1.SummaryRequest;
import io.lamella.v1.SummaryResponse;

/// Questions about what customers have and are. On the pool throughout: estimates say nothing of
/// what is worked out beside who is in a segment.
public final class InsightService extends InsightServiceGrpc.InsightServiceImplBase {
  private final Engine engine;
  private final WorkPool pool;
  private final Questions questions;
  private final Limits limits;

  /// Over an engine.
  public InsightService(Engine engine, Limits limits, WorkPool pool) {
    this.engine = engine;
    this.pool = pool;
    this.limits = limits;
    this.questions = new Questions(engine, pool);
  }

  @Override
  public void summary(SummaryRequest request, StreamObserver<SummaryResponse> observer) {
    questions.ask(
        SummaryMapping.asked(request),
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            SummaryMapping.summary(
                prepared,
                prepared.summary(
                    request.getNumbersList(), SummaryMapping.percents(request), deadline)));
  }

  @Override
  public void coverage(CoverageRequest request, StreamObserver<CoverageResponse> observer) {
    Deadline deadline = CallDeadline.current();
    Answers.sendLater(
        pool,
        observer,
        () ->
            CoverageMapping.coverage(
                engine.coverage(
                    Workspaces.name(request.getWorkspace()),
                    CoverageMapping.asOf(request),
                    CoverageMapping.days(request),
                    deadline)));
  }

  @Override
  public void clauseCoverage(
      ClauseCoverageRequest request, StreamObserver<ClauseCoverageResponse> observer) {
    AskedQuestion asked = CoverageMapping.asked(request);
    questions.ask(
        asked,
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            CoverageMapping.clauses(
                prepared,
                asked.segments().getFirst().predicate(limits),
                prepared.clauseCoverage(deadline)));
  }

  @Override
  public void difference(DifferenceRequest request, StreamObserver<DifferenceResponse> observer) {
    AskedQuestion asked = DifferenceMapping.asked(request);
    questions.ask(
        asked,
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            DifferenceMapping.difference(
                asked,
                prepared,
                prepared.difference(
                    request.getNamesList(), DifferenceMapping.limit(request), deadline)));
  }

  @Override
  public void segmentsOf(SegmentsOfRequest request, StreamObserver<SegmentsOfResponse> observer) {
    Deadline deadline = CallDeadline.current();
    Answers.sendLater(
        pool,
        observer,
        () ->
            MembershipMapping.memberships(
                engine
                    .library(Workspaces.name(request.getWorkspace()))
                    .segmentsOf(
                        request.getCustomerIdsList(), MembershipMapping.asOf(request), deadline)));
  }

  @Override
  public void explainCustomer(
      ExplainCustomerRequest request, StreamObserver<ExplainCustomerResponse> observer) {
    AskedQuestion asked = CustomerExplanationMapping.asked(request);
    questions.ask(
        asked,
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            CustomerExplanationMapping.explanation(
                asked, prepared, prepared.explainCustomer(request.getCustomerId(), deadline)));
  }

  @Override
  public void history(HistoryRequest request, StreamObserver<HistoryResponse> observer) {
    questions.ask(
        HistoryMapping.asked(request),
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            HistoryMapping.history(prepared.history(HistoryMapping.series(request), deadline)));
  }

  @Override
  public void forecast(ForecastRequest request, StreamObserver<ForecastResponse> observer) {
    questions.ask(
        HistoryMapping.asked(request),
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) ->
            HistoryMapping.forecast(prepared.history(HistoryMapping.series(request), deadline)));
  }

  @Override
  public void listMembers(
      ListMembersRequest request, StreamObserver<ListMembersResponse> observer) {
    MemberPageMapping.Page page;
    try {
      page = MemberPageMapping.read(request);
    } catch (EngineException e) {
      observer.onError(Failure.of(e));
      return;
    }
    questions.ask(
        page.asked(),
        Work.MORE_THAN_ESTIMATED,
        observer,
        (prepared, deadline) -> MemberPageMapping.page(page, prepared, deadline));
  }
}
