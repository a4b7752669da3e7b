package io.lamella.engine;

import io.lamella.engine.api.ChannelSteps;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MessageResults;
import io.lamella.engine.api.Reach;
import io.lamella.engine.api.ResultsForm;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers questions about messages from the expressions of one question.
///
/// @param located the expressions as they were read
/// @param execution of their plans
record Messages(List<Located> located, Execution execution, Instant asOf, Limits limits) {

  MessageResults results(ResultsForm form, Deadline deadline) {
    checkSize(form.expressions());
    Optional<Quantity.OfEvents> revenue = form.revenue().map(this::sum);
    List<Plan> plans = new ArrayList<>(execution.plans());
    plans.add(Planner.everyone(new SnapshotStatistics(execution.snapshot())));
    return new MessageCounts(form, plans.size())
        .count(new Execution(execution.snapshot(), plans, execution.workers()), revenue, deadline);
  }

  Reach reach(List<ChannelSteps> channels, Deadline deadline) {
    Reach.check(channels);
    checkSize(1 + ChannelSteps.expressions(channels));
    return new ReachCounts(channels, located.size()).count(execution, deadline);
  }

  private void checkSize(int expressions) {
    if (expressions != located.size()) {
      throw new IllegalArgumentException(
          "expressions=" + located.size() + ", asked for=" + expressions);
    }
  }

  /// The sum of a property over the events of the last expression.
  private Quantity.OfEvents sum(String property) {
    if (!(located.getLast().predicate() instanceof Predicate.Did(var selection))) {
      throw EngineException.invalidArgument(
          "revenue.events", "revenue is summed over events, like those of did('purchase')");
    }
    var sum =
        new Operand.MeasureOf(
            selection, new Measure.OfProperty(Measure.Function.SUM, Field.named(property)));
    var comparable =
        new Predicate.Compares(sum, Comparison.AT_LEAST, new Literal.Decimal(BigDecimal.ZERO));
    List<Fault> faults =
        Checker.check(
            new Located(comparable, located.getLast().locator()),
            execution.snapshot().catalog(),
            execution.snapshot().definitions(),
            limits);
    EngineException.refuse(
        "the revenue is refused",
        faults.stream().map(fault -> new Fault("revenue.property", fault.message())).toList());
    return Planner.quantity(sum, new SnapshotStatistics(execution.snapshot()), asOf.toEpochMilli());
  }
}
