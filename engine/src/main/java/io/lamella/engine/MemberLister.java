package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.exec.AttributeText;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.exec.MemberWalk;
import io.lamella.engine.index.Customers;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.query.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Lists one expression's customers with some of their attributes. The order is that of ordinals,
/// which a customer keeps for good. The walk begins in the chunk of the first place that is told;
/// what stands before it is evaluated only if the members are counted, too. Customers who were
/// erased since the snapshot are left out: nothing is left of their ids.
final class MemberLister implements MemberRows {
  private final Execution execution;
  private final Deadline deadline;
  private final MemberWalk walk;
  private final List<AttributeText> attributes;

  private MemberLister(
      Execution execution, Deadline deadline, MemberWalk walk, List<AttributeText> attributes) {
    this.execution = execution;
    this.deadline = deadline;
    this.walk = walk;
    this.attributes = attributes;
  }

  /// @param asked the expression alone
  /// @throws EngineException `INVALID_ARGUMENT` with every fault
  static MemberLister of(Execution asked, Form form, Deadline deadline) {
    check(form, asked.snapshot());
    Execution execution = asked.resolved(deadline);
    List<AttributeText> attributes =
        form.attributes().stream().map(name -> new AttributeText(asked.snapshot(), name)).toList();
    return new MemberLister(
        execution, deadline, execution.walk(form.from(), form.sample(), deadline), attributes);
  }

  private static void check(Form form, Snapshot snapshot) {
    List<Fault> faults = new ArrayList<>();
    if (form.sample().isPresent() && form.sample().getAsInt() < 1) {
      faults.add(
          new Fault("sample", "a sample has 1 member or more: sample=" + form.sample().getAsInt()));
    }
    if (form.sample().isPresent() && form.from() != 0) {
      faults.add(new Fault("from", "a sample is told from its beginning: from=" + form.from()));
    }
    if (form.from() < 0) {
      faults.add(new Fault("from", "a place is at least 0: from=" + form.from()));
    }
    int asked = form.attributes().size();
    if (asked > MAX_ATTRIBUTES) {
      faults.add(
          new Fault(
              "attributes",
              "at most " + MAX_ATTRIBUTES + " attributes are told: attributes=" + asked));
    }
    var known = snapshot.catalog().attributes();
    for (int i = 0; i < asked; i++) {
      String name = form.attributes().get(i);
      if (!known.containsKey(name)) {
        faults.add(
            new Fault(
                "attributes[" + i + "]",
                "unknown attribute '" + name + "'" + Suggestion.didYouMean(name, known.keySet())));
      }
    }
    EngineException.refuse("the list of members is refused", faults);
  }

  @Override
  public long count() {
    return execution.counts(deadline)[0];
  }

  @Override
  public List<Row> next(int most) {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < most) {
      int ordinal = walk.next();
      if (ordinal == MemberWalk.END) {
        return rows;
      }
      Optional<String> id = execution.snapshot().customers().known(ordinal);
      if (id.isPresent()) {
        rows.add(
            new Row(ordinal, id.get(), attributes.stream().map(it -> it.of(ordinal)).toList()));
      }
    }
    return rows;
  }

  @Override
  public void ids(IdTaker taker) {
    ids(walk, execution.snapshot().customers(), ordinal -> ordinal, taker);
  }

  /// Tells ids with their numbers until the taker has enough.
  static void ids(MemberWalk walk, Customers customers, IntUnaryOperator numbers, IdTaker taker) {
    byte[] bytes = new byte[CustomerDictionary.MAX_ID_BYTES];
    for (int ordinal = walk.next(); ordinal != MemberWalk.END; ordinal = walk.next()) {
      int length = customers.copyKnown(ordinal, bytes);
      if (length > 0 && !taker.id(numbers.applyAsInt(ordinal), bytes, length)) {
        return;
      }
    }
  }
}
