package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.DecimalRange;
import io.lamella.engine.plan.Fraction;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.RankedBy;
import io.lamella.engine.plan.Quantity;
import io.lamella.engine.plan.ValueTest;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the rankings of plans into tests of one customer: finds what the last of the top or bottom
/// has, which is a matter of the whole population, before chunks are walked. Equal rankings are
/// looked at once. Confined to one thread; used for one question.
final class Rankings {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Snapshot snapshot;
  private final Deadline deadline;
  private final Map<Plan, Plan> found = new HashMap<>();

  private Rankings(Snapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
  }

  /// The plans with no ranking in them.
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  static List<Plan> resolve(List<Plan> plans, Snapshot snapshot, Deadline deadline) {
    if (plans.stream().noneMatch(Rankings::hasRanking)) {
      return plans;
    }
    var rankings = new Rankings(snapshot, deadline);
    return plans.stream().map(rankings::resolve).toList();
  }

  /// The plan with no ranking in it.
  static Plan resolve(Plan plan, Snapshot snapshot, Deadline deadline) {
    return resolve(List.of(plan), snapshot, deadline).getFirst();
  }

  private static boolean hasRanking(Plan plan) {
    return plan instanceof Plan.Ranked || plan.inputs().stream().anyMatch(Rankings::hasRanking);
  }

  private Plan resolve(Plan plan) {
    Plan known = found.get(plan);
    if (known == null) {
      known = plan instanceof Plan.Ranked ranked ? test(ranked) : withResolvedInputs(plan);
      found.put(plan, known);
    }
    return known;
  }

  private Plan withResolvedInputs(Plan plan) {
    List<Plan> inputs = plan.inputs().stream().map(this::resolve).toList();
    return inputs.equals(plan.inputs()) ? plan : plan.withInputs(inputs);
  }

  private Plan test(Plan.Ranked ranked) {
    return switch (ranked.by()) {
      case RankedBy.OfAttribute(String attribute) ->
          number(attribute, ranked)
              .map(number -> test(attribute, ranked, number))
              .orElseGet(Plan.Nobody::new);
      case RankedBy.OfQuantity(Quantity quantity) ->
          KthLargest.of(visitor -> forEach(quantity, visitor), size -> kFromTop(ranked, size))
              .map(bound -> test(quantity, ranked, bound))
              .orElseGet(Plan.Nobody::new);
    };
  }

  private static Plan test(String attribute, Plan.Ranked ranked, BigDecimal number) {
    return new Plan.AttributeTest(
        attribute,
        new ValueTest.InRanges(DecimalRange.of(beyond(ranked), number)),
        told(ranked, Fraction.of(number)),
        ranked.unknown(),
        ranked.weight());
  }

  private static Plan test(Quantity quantity, Plan.Ranked ranked, Fraction bound) {
    return new Plan.QuantityBeyond(
        quantity, beyond(ranked), bound, told(ranked, bound), ranked.weight());
  }

  private static Comparison beyond(Plan.Ranked ranked) {
    return ranked.end() == Predicate.End.TOP ? Comparison.AT_LEAST : Comparison.AT_MOST;
  }

  private static String told(Plan.Ranked ranked, Fraction bound) {
    String number = bound.dividend().stripTrailingZeros().toPlainString();
    return ranked.text()
        + ": "
        + beyond(ranked).symbol()
        + " "
        + number
        + (bound.isDecimal() ? "" : "/" + bound.divisor().toPlainString());
  }

  /// Where the last of a ranking's end stands, counted from the largest.
  private static long kFromTop(Plan.Ranked ranked, long size) {
    long k =
        ranked
            .percent()
            .multiply(BigDecimal.valueOf(size))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .longValueExact();
    return ranked.end() == Predicate.End.TOP ? k : size - k + 1;
  }

  // ---- by a number

  private Optional<BigDecimal> number(String attribute, Plan.Ranked ranked) {
    CurrentValues current = CurrentValues.of(snapshot, attribute);
    long size = current.presentCardinality();
    if (size == 0) {
      return Optional.empty();
    }
    var numbers = new NumberRanks(current, snapshot.ordinals(), deadline);
    return Optional.of(numbers.kthLargest(kFromTop(ranked, size)));
  }

  // ---- by a measure

  private void forEach(Quantity quantity, KthLargest.Visitor visitor) {
    QuantityRows rows = new QuantityFactory(snapshot).rows(quantity);
    var scratch = new ChunkScratch();
    int chunks = new Population(snapshot.ordinals()).chunks();
    var exact = new Exact(rows);
    for (int chunk = 0; chunk < chunks; chunk++) {
      deadline.check();
      if (hasRows(rows, chunk)) {
        rows.open(chunk, scratch);
        exact.visitAll(chunk, visitor);
        rows.close(scratch);
      }
    }
  }

  private static boolean hasRows(QuantityRows rows, int chunk) {
    return rows.rows().stream().anyMatch(it -> it.any(chunk));
  }

  /// Tells a chunk's quantities, one after another.
  private final class Exact implements KthLargest.Exact {
    private final QuantityRows rows;
    private int low;

    Exact(QuantityRows rows) {
      this.rows = rows;
    }

    void visitAll(int chunk, KthLargest.Visitor visitor) {
      Amounts amounts = rows.amounts();
      for (low = 0; low < Population.CHUNK; low++) {
        if (rows.hasEvents(low) && amounts.has(low) && !isErased((chunk << 16) | low)) {
          visitor.number(amounts.near(low), this);
        }
      }
    }

    private boolean isErased(int ordinal) {
      return snapshot.erased().isPresent() && snapshot.erased().get().contains(ordinal);
    }

    @Override
    public Fraction fraction() {
      return rows.amounts().exact(low);
    }
  }
}
