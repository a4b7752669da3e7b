package io.lamella.server.mapping;

import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MessageResults;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.ResultsForm;
import io.lamella.engine.effect.Interval;
import io.lamella.engine.effect.Lift;
import io.lamella.engine.effect.SampleSize;
import io.lamella.engine.effect.Share;
import io.lamella.engine.effect.Spending;
import io.lamella.v1.ChannelExtent;
import io.lamella.v1.ChannelResults;
import io.lamella.v1.GroupResults;
import io.lamella.v1.MessageChannel;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.ResultsBase;
import io.lamella.v1.ResultsRequest;
import io.lamella.v1.ResultsResponse;
import io.lamella.v1.Revenue;
import io.lamella.v1.SampleSizeRequest;
import io.lamella.v1.SampleSizeResponse;
import io.lamella.v1.StepLift;
import io.lamella.v1.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Requests and answers of the message service.
public final class MessageMapping {
  private static final double POWER = 0.8;

  private MessageMapping() {}

  /// What the expressions are to the answer.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of the channels
  public static ResultsForm form(ResultsRequest m) {
    ResultsForm.Comparison comparison =
        switch (m.getComparisonCase()) {
          case EVERYONE_ELSE -> ResultsForm.Comparison.EVERYONE_ELSE;
          case AUDIENCE -> ResultsForm.Comparison.AUDIENCE;
          case HOLDOUT -> ResultsForm.Comparison.HOLDOUT;
          case COMPARISON_NOT_SET -> ResultsForm.Comparison.NONE;
        };
    return new ResultsForm(
        comparison,
        channels(m.getChannelsList()),
        m.hasRevenue() ? Optional.of(m.getRevenue().getProperty()) : Optional.empty());
  }

  /// The names of channels and steps.
  static List<ChannelSteps> channels(List<MessageChannel> channels) {
    return channels.stream()
        .map(channel ->
            new ChannelSteps(
                channel.getName(),
                channel.getStepsList().stream().map(NamedExpression::getName).toList()))
        .toList();
  }

  /// What is asked, in the order of the form.
  public static AskedQuestion asked(ResultsRequest m) {
    List<SegmentForm> segments = new ArrayList<>();
    segments.add(SegmentForm.of(m.getSegment(), "segment"));
    if (m.hasAudience()) {
      segments.add(SegmentForm.of(m.getAudience(), "audience"));
    }
    if (m.hasHoldout()) {
      segments.add(SegmentForm.of(m.getHoldout(), "holdout"));
    }
    segments.addAll(steps(m.getChannelsList()));
    if (m.hasRevenue()) {
      segments.add(SegmentForm.of(m.getRevenue().getEvents(), "revenue.events"));
    }
    return new AskedQuestion(
        m.getWorkspace(), segments, m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// The steps of all channels.
  static List<SegmentForm> steps(List<MessageChannel> channels) {
    List<SegmentForm> steps = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      for (int j = 0; j < channels.get(i).getStepsCount(); j++) {
        steps.add(
            SegmentForm.of(channels.get(i).getSteps(j), "channels[" + i + "].steps[" + j + "]"));
      }
    }
    return steps;
  }

  /// What became of a message.
  public static ResultsResponse results(
      AskedQuestion asked, PreparedQuestion prepared, MessageResults results) {
    ResultsResponse.Builder answer =
        ResultsResponse.newBuilder()
            .setBase(
                switch (results.base()) {
                  case RECIPIENTS -> ResultsBase.RESULTS_BASE_RECIPIENTS;
                  case CUSTOMERS -> ResultsBase.RESULTS_BASE_CUSTOMERS;
                })
            .setConfidence(Lift.CONFIDENCE)
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setAsOf(Instants.message(prepared.asOf()))
            .addAllWarnings(SegmentMapping.warnings(asked, prepared));
    results.channels().forEach(channel -> answer.addChannels(channel(channel)));
    return answer.build();
  }

  private static ChannelResults channel(MessageResults.Channel channel) {
    ChannelResults.Builder message =
        ChannelResults.newBuilder()
            .setExtent(
                switch (channel.extent()) {
                  case CHANNEL -> ChannelExtent.CHANNEL_EXTENT_ONE;
                  case ALL -> ChannelExtent.CHANNEL_EXTENT_ALL;
                  case ANY -> ChannelExtent.CHANNEL_EXTENT_ANY;
                })
            .setChannel(channel.name());
    GroupResults.Builder segment = group(channel.customers().segment());
    for (MessageResults.Step step : channel.steps()) {
      segment.addSteps(step(step.name(), step.segment()));
      step.lift()
          .ifPresent(lift ->
              message.addStepLifts(StepLift.newBuilder().setStep(step.name()).setLift(lift(lift))));
    }
    channel.revenue().ifPresent(it -> segment.setRevenue(revenue(it.segment())));
    channel
        .customers()
        .comparison()
        .ifPresent(customers -> message.setComparison(comparison(customers, channel)));
    channel
        .revenue()
        .flatMap(MessageResults.Revenue::lift)
        .ifPresent(lift -> message.setRevenueLift(lift(lift)));
    return message.setSegment(segment).build();
  }

  private static GroupResults comparison(Share customers, MessageResults.Channel channel) {
    GroupResults.Builder comparison = group(customers);
    for (MessageResults.Step step : channel.steps()) {
      step.comparison().ifPresent(share -> comparison.addSteps(step(step.name(), share)));
    }
    channel
        .revenue()
        .flatMap(MessageResults.Revenue::comparison)
        .ifPresent(spending -> comparison.setRevenue(revenue(spending)));
    return comparison.build();
  }

  private static GroupResults.Builder group(Share customers) {
    return GroupResults.newBuilder().setCustomers(customers.whole()).setBase(customers.part());
  }

  private static StepResult step(String name, Share share) {
    return StepResult.newBuilder()
        .setName(name)
        .setCount(share.part())
        .setShare(share.value())
        .build();
  }

  private static Revenue revenue(Spending spending) {
    return Revenue.newBuilder()
        .setSum(spending.sum().toPlainString())
        .setPerCustomer(spending.mean())
        .setSpenders(spending.spenders())
        .build();
  }

  private static io.lamella.v1.Lift lift(Lift lift) {
    return switch (lift) {
      case Lift.TooFew(String reason) -> io.lamella.v1.Lift.newBuilder().setTooFew(reason).build();
      case Lift.Estimated(Interval difference, Optional<Interval> ratio) -> {
        io.lamella.v1.Lift.Estimate.Builder estimate =
            io.lamella.v1.Lift.Estimate.newBuilder().setDifference(interval(difference));
        ratio.ifPresent(it -> estimate.setRatio(interval(it)));
        yield io.lamella.v1.Lift.newBuilder().setEstimate(estimate).build();
      }
    };
  }

  private static io.lamella.v1.Lift.Interval interval(Interval interval) {
    return io.lamella.v1.Lift.Interval.newBuilder()
        .setValue(interval.value())
        .setLow(interval.low())
        .setHigh(interval.high())
        .build();
  }

  /// The size of two groups.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every number that is out of range
  public static SampleSizeResponse sampleSize(SampleSizeRequest m) {
    double power = m.hasPower() ? m.getPower() : POWER;
    double confidence = m.hasConfidence() ? m.getConfidence() : Lift.CONFIDENCE;
    List<Fault> faults = new ArrayList<>();
    if (!SampleSize.isShare(m.getBaseRate())) {
      faults.add(
          new Fault("base_rate", "a rate lies between 0 and 1: base_rate=" + m.getBaseRate()));
    } else if (m.getDifference() == 0 || !SampleSize.isShare(m.getBaseRate() + m.getDifference())) {
      faults.add(
          new Fault(
              "difference",
              "a difference is not 0, and base rate and difference together lie between 0 and 1:"
                  + " difference="
                  + m.getDifference()));
    }
    likelihood("power", power, faults);
    likelihood("confidence", confidence, faults);
    EngineException.refuse("the sample size is refused", faults);
    return SampleSizeResponse.newBuilder()
        .setPerGroup(
            new SampleSize(m.getBaseRate(), m.getDifference(), power, confidence).perGroup())
        .setPower(power)
        .setConfidence(confidence)
        .build();
  }

  private static void likelihood(String field, double number, List<Fault> faults) {
    if (!SampleSize.isLikelihood(number)) {
      faults.add(new Fault(field, "a " + field + " is 0.5 to below 1: " + field + "=" + number));
    }
  }
}
