package io.lamella.engine.exec;

import io.lamella.engine.plan.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sets of customers that are made from the members of some plans, and of which of them a quantity
/// is added up. Sets have numbers from 0: first the plans' members, then one for each step.
///
/// @param summed the sets over which the quantity is added up
/// @param regions the sets of which it is counted how many customers are in exactly which
public record SetRecipe(
    int plans,
    List<Step> steps,
    Optional<Quantity.OfEvents> quantity,
    List<Integer> summed,
    List<Integer> regions) {

  public SetRecipe {
    steps = List.copyOf(steps);
    summed = List.copyOf(summed);
    regions = List.copyOf(regions);
  }

  /// Makes a set from two that are made before it.
  record Step(Kind kind, int a, int b) {}

  /// Who is in the set that is made.
  enum Kind {
    /// Who is in a and in b.
    BOTH,
    /// Who is in a or in b.
    EITHER,
    /// Who is in a but not in b.
    BUT
  }

  /// Writes a recipe down, step by step.
  public static final class Builder {
    private final int plans;
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> summed = new ArrayList<>();
    private List<Integer> regions = List.of();

    /// @param plans how many there are to begin with
    public Builder(int plans) {
      this.plans = plans;
    }

    /// The set of those who are in both.
    public int both(int a, int b) {
      return step(Kind.BOTH, a, b);
    }

    /// The set of those who are in either.
    public int either(int a, int b) {
      return step(Kind.EITHER, a, b);
    }

    /// The set of those who are in the first alone.
    public int but(int a, int b) {
      return step(Kind.BUT, a, b);
    }

    /// Has the quantity added up over a set; returns which of the sums that is.
    public int sum(int set) {
      summed.add(set);
      return summed.size() - 1;
    }

    /// Has it counted how many customers are in exactly which of these sets.
    public void regions(List<Integer> sets) {
      regions = sets;
    }

    private int step(Kind kind, int a, int b) {
      steps.add(new Step(kind, a, b));
      return plans + steps.size() - 1;
    }

    /// The recipe, to be carried out with a quantity if there is one.
    public SetRecipe with(Optional<Quantity.OfEvents> quantity) {
      return new SetRecipe(plans, steps, quantity, summed, regions);
    }
  }
}
