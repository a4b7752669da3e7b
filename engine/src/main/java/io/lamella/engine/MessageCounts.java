package io.lamella.engine;

import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.MessageResults;
import io.lamella.engine.api.MessageResults.Base;
import io.lamella.engine.api.MessageResults.Extent;
import io.lamella.engine.api.ResultsForm;
import io.lamella.engine.api.ResultsForm.Comparison;
import io.lamella.engine.effect.Lift;
import io.lamella.engine.effect.Share;
import io.lamella.engine.effect.Spending;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.SetRecipe;
import io.lamella.engine.exec.SetTotals;
import io.lamella.engine.plan.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what became of a message: writes down which sets have to be counted, has them counted in
/// one pass, and reads the counts. Confined to one thread; used once.
final class MessageCounts {

  /// The number of a step's set in the recipe.
  private record NumberedStep(String name, int set) {}

  /// A channel, or several, with the sets of its steps.
  private record NumberedChannel(Extent extent, String name, List<NumberedStep> steps) {}

  /// A group in a channel: the sets that are counted.
  ///
  /// @param sum which of the sums is the base's
  private record Cells(int group, int base, List<Integer> steps, int sum) {}

  private final ResultsForm form;
  private final SetRecipe.Builder recipe;
  private final Base base;

  /// The set of the segment, then that of the comparison if there is one.
  private final List<Integer> groups;

  private final List<NumberedChannel> channels;

  /// @param plans one for each of the form's expressions, then everybody
  MessageCounts(ResultsForm form, int plans) {
    this.form = form;
    this.recipe = new SetRecipe.Builder(plans);
    this.base = form.comparison() == Comparison.HOLDOUT ? Base.CUSTOMERS : Base.RECIPIENTS;
    int everybody = plans - 1;
    this.groups =
        switch (form.comparison()) {
          case NONE -> List.of(0);
          case EVERYONE_ELSE -> List.of(0, recipe.but(everybody, 0));
          case AUDIENCE -> List.of(0, recipe.but(1, 0));
          case HOLDOUT -> List.of(recipe.but(0, 1), recipe.both(0, 1));
        };
    this.channels = channels();
  }

  /// Counts.
  ///
  /// @param execution of the plans
  /// @param revenue what is summed, if it is asked for
  MessageResults count(
      Execution execution, Optional<Quantity.OfEvents> revenue, Deadline deadline) {
    List<List<Cells>> cells =
        channels.stream()
            .map(channel -> groups.stream().map(group -> cells(channel, group)).toList())
            .toList();
    SetTotals totals = execution.sets(recipe.with(revenue), deadline);
    List<MessageResults.Channel> results = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      results.add(read(channels.get(i), cells.get(i), totals));
    }
    return new MessageResults(base, results);
  }

  private List<NumberedChannel> channels() {
    List<NumberedChannel> numbered = new ArrayList<>();
    int set = form.comparison().hasExpression() ? 2 : 1;
    for (ChannelSteps channel : form.channels()) {
      List<NumberedStep> steps = new ArrayList<>();
      for (String step : channel.steps()) {
        steps.add(new NumberedStep(step, set++));
      }
      numbered.add(new NumberedChannel(Extent.CHANNEL, channel.name(), steps));
    }
    if (numbered.size() > 1) {
      List<NumberedChannel> alone = List.copyOf(numbered);
      numbered.add(together(Extent.ALL, alone));
      numbered.add(together(Extent.ANY, alone));
    }
    return numbered;
  }

  /// The steps that all channels have, each of all or of any of them.
  private NumberedChannel together(Extent extent, List<NumberedChannel> alone) {
    List<NumberedStep> steps = new ArrayList<>();
    for (NumberedStep first : alone.getFirst().steps()) {
      List<Integer> sets =
          alone.stream()
              .flatMap(channel -> channel.steps().stream())
              .filter(step -> step.name().equals(first.name()))
              .map(NumberedStep::set)
              .toList();
      if (sets.size() == alone.size()) {
        int set =
            sets.stream()
                .reduce(extent == Extent.ALL ? recipe::both : recipe::either)
                .orElseThrow();
        steps.add(new NumberedStep(first.name(), set));
      }
    }
    return new NumberedChannel(extent, "", steps);
  }

  private Cells cells(NumberedChannel channel, int group) {
    int of =
        switch (base) {
          case RECIPIENTS -> recipe.both(group, channel.steps().getFirst().set());
          case CUSTOMERS -> group;
        };
    List<Integer> steps =
        channel.steps().stream().map(step -> recipe.both(of, step.set())).toList();
    return new Cells(group, of, steps, recipe.sum(of));
  }

  private MessageResults.Channel read(
      NumberedChannel channel, List<Cells> cells, SetTotals totals) {
    Cells segment = cells.getFirst();
    Optional<Cells> comparison = cells.stream().skip(1).findFirst();
    List<MessageResults.Step> steps = new ArrayList<>();
    for (int i = 0; i < channel.steps().size(); i++) {
      int step = i;
      Share ofSegment = share(segment.steps().get(i), segment.base(), totals);
      Optional<Share> ofComparison =
          comparison.map(it -> share(it.steps().get(step), it.base(), totals));
      Optional<Lift> lift =
          i == 0 ? Optional.empty() : ofComparison.map(other -> Lift.of(ofSegment, other));
      steps.add(
          new MessageResults.Step(channel.steps().get(i).name(), ofSegment, ofComparison, lift));
    }
    return new MessageResults.Channel(
        channel.extent(),
        channel.name(),
        steps,
        new MessageResults.Groups(
            share(segment.base(), segment.group(), totals),
            comparison.map(it -> share(it.base(), it.group(), totals))),
        totals.amounts().isEmpty() ? Optional.empty() : Optional.of(revenue(cells, totals)));
  }

  private static MessageResults.Revenue revenue(List<Cells> cells, SetTotals totals) {
    Spending segment = spending(cells.getFirst(), totals);
    Optional<Spending> comparison =
        cells.stream().skip(1).findFirst().map(it -> spending(it, totals));
    return new MessageResults.Revenue(
        segment, comparison, comparison.map(other -> Lift.of(segment, other)));
  }

  private static Spending spending(Cells cells, SetTotals totals) {
    SetTotals.Amount amount = totals.amounts().get(cells.sum());
    return new Spending(
        totals.counts().get(cells.base()), amount.nonZero(), amount.sum(), amount.squares());
  }

  private static Share share(int part, int whole, SetTotals totals) {
    return new Share(totals.counts().get(part), totals.counts().get(whole));
  }
}
