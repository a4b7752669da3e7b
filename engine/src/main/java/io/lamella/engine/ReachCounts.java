package io.lamella.engine;

import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Reach;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.SetRecipe;
import io.lamella.engine.exec.SetTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers whom customers can be written to: which of a segment are left after each step of each
/// channel, and by which channels exactly they are reached. Confined to one thread; used once.
final class ReachCounts {
  /// The segment's set in the recipe.
  private static final int MEMBERS = 0;

  private final List<ChannelSteps> channels;
  private final SetRecipe.Builder recipe;

  /// By channel and step, the set of those who are left.
  private final List<List<Integer>> left = new ArrayList<>();

  ReachCounts(List<ChannelSteps> channels, int plans) {
    this.channels = channels;
    this.recipe = new SetRecipe.Builder(plans);
    int step = MEMBERS + 1;
    List<Integer> split = new ArrayList<>();
    for (ChannelSteps channel : channels) {
      List<Integer> sets = new ArrayList<>();
      int last = MEMBERS;
      for (int i = 0; i < channel.steps().size(); i++) {
        last = recipe.both(last, step++);
        sets.add(last);
      }
      left.add(sets);
      split.add(last);
    }
    // Whom a channel reaches is a member, and who is none is in no region.
    split.add(MEMBERS);
    recipe.regions(split);
  }

  /// Counts.
  ///
  /// @param execution of the plans of the segment and of all steps
  Reach count(Execution execution, Deadline deadline) {
    SetTotals totals = execution.sets(recipe.with(Optional.empty()), deadline);
    long members = totals.counts().get(MEMBERS);
    List<Reach.Channel> reached = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      List<Reach.Step> steps = new ArrayList<>();
      long before = members;
      for (int j = 0; j < left.get(i).size(); j++) {
        long after = totals.counts().get(left.get(i).get(j));
        steps.add(new Reach.Step(channels.get(i).steps().get(j), after, before - after));
        before = after;
      }
      reached.add(new Reach.Channel(channels.get(i).name(), steps));
    }
    int regions = 1 << channels.size();
    return new Reach(members, reached, totals.regions().subList(regions, 2 * regions));
  }
}
