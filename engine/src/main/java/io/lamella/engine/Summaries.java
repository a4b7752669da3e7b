package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.Summary;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.SummaryRun;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.LocatedOperand;
import io.lamella.engine.query.text.Expressions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Answers what one expression's customers have of some numbers.
///
/// @param execution of the expression alone
record Summaries(Execution execution, Instant asOf, Limits limits) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  Summary summary(List<String> numbers, List<BigDecimal> percents, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    List<LocatedOperand> operands = read(numbers, percents);
    var statistics = new SnapshotStatistics(snapshot);
    long start = System.nanoTime();
    List<Summary.OfNumber> found = new ArrayList<>();
    long count = 0;
    for (LocatedOperand operand : operands) {
      Planner.PlannedNumber planned = Planner.number(operand, statistics, asOf.toEpochMilli());
      SummaryRun.Found of = SummaryRun.of(execution, planned.number(), percents, deadline);
      count = of.members();
      found.add(
          new Summary.OfNumber(
              Expressions.print(operand.operand()),
              of.customers(),
              of.figures(),
              planned.warnings()));
    }
    return new Summary(
        snapshot.number(), asOf, snapshot.population(), count, found, System.nanoTime() - start);
  }

  /// Reads and checks every number before any fault is told, so that all are told at once.
  private List<LocatedOperand> read(List<String> numbers, List<BigDecimal> percents) {
    List<Fault> faults = new ArrayList<>();
    if (numbers.isEmpty() || numbers.size() > Summary.MAX_NUMBERS) {
      faults.add(
          new Fault(
              "numbers",
              "a summary is of 1 to "
                  + Summary.MAX_NUMBERS
                  + " numbers, like age or did('purchase').sum(amount): numbers="
                  + numbers.size()));
    }
    checkPercents(percents, faults);
    List<LocatedOperand> operands = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      String place = "numbers[" + i + "]";
      try {
        LocatedOperand operand = Expressions.parseNumber(numbers.get(i), limits);
        operands.add(operand);
        Checker.checkNumber(operand, execution.snapshot().catalog(), limits)
            .forEach(fault -> faults.add(new Fault(place, fault.toString())));
      } catch (EngineException e) {
        e.faults().forEach(fault -> faults.add(new Fault(place, fault.toString())));
      }
    }
    EngineException.refuse("the summary is refused", faults);
    return operands;
  }

  private static void checkPercents(List<BigDecimal> percents, List<Fault> faults) {
    if (percents.size() > Summary.MAX_QUANTILES) {
      faults.add(
          new Fault(
              "percents",
              "a summary has at most "
                  + Summary.MAX_QUANTILES
                  + " quantiles: percents="
                  + percents.size()));
    }
    for (int i = 0; i < percents.size(); i++) {
      BigDecimal percent = percents.get(i);
      if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
        faults.add(
            new Fault(
                "percents[" + i + "]",
                "a quantile's percentage is above 0 and at most 100: percent="
                    + percent.toPlainString()));
      }
    }
  }
}
