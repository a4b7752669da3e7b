package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Difference;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.AttributeBins;
import io.lamella.engine.exec.Binned;
import io.lamella.engine.exec.Categories;
import io.lamella.engine.exec.ContrastRun;
import io.lamella.engine.exec.Contrasted;
import io.lamella.engine.exec.Execution;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.plan.SnapshotStatistics;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers what sets the customers of one expression apart from those of another, or from everyone
/// else: writes down what is looked at, has all of it counted in one pass, and ranks the counts.
///
/// @param execution of the expression, and of the one that it is compared with, if there is one
record Differences(Execution execution, Instant asOf, AttributeBins bins) {
  private static final Span RECENT = new Span(30, Span.Unit.DAY);

  /// An attribute that is looked at.
  ///
  /// @param names of its categories; none if it is not looked at value by value
  private record OfAttribute(ContrastRun.Asked asked, Optional<CategoryNames> names) {
    String name() {
      return asked.attribute();
    }
  }

  /// A behaviour that is looked at.
  ///
  /// @param value when, for people
  private record OfBehaviour(String name, String value, Predicate predicate) {}

  Difference difference(List<String> names, int limit, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    DifferenceNames looked = DifferenceNames.of(snapshot.catalog(), names, limit);
    long start = System.nanoTime();
    List<Difference.Skipped> skipped = new ArrayList<>();
    List<OfAttribute> attributes =
        looked.attributes().stream().map(name -> attribute(name, skipped, deadline)).toList();
    List<OfBehaviour> behaviours =
        looked.behaviours().stream().flatMap(name -> behaviour(name).stream()).toList();
    Contrasted counted = count(attributes, behaviours, deadline);
    var found = new Contrasts(counted.segment(), counted.comparison());
    for (int i = 0; i < attributes.size(); i++) {
      add(found, attributes.get(i), counted.attributes().get(i));
    }
    for (int i = 0; i < behaviours.size(); i++) {
      OfBehaviour of = behaviours.get(i);
      Contrasted.OfCondition counts = counted.conditions().get(i);
      found.add(of.name(), of.value(), of.predicate(), counts.segment(), counts.comparison());
    }
    Contrasts.Ranked ranked = found.ranked(limit);
    return new Difference(
        snapshot.number(),
        asOf,
        snapshot.population(),
        counted.segment(),
        counted.comparison(),
        ranked.lines(),
        ranked.compared(),
        ranked.significant(),
        skipped,
        System.nanoTime() - start);
  }

  private Contrasted count(
      List<OfAttribute> attributes, List<OfBehaviour> behaviours, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    var statistics = new SnapshotStatistics(snapshot);
    List<Plan> plans = new ArrayList<>(execution.plans());
    for (OfBehaviour behaviour : behaviours) {
      var located = new Located(behaviour.predicate(), part -> "");
      plans.add(Planner.plan(located, statistics, asOf.toEpochMilli()).plan());
    }
    return ContrastRun.of(
        new Execution(snapshot, plans, execution.workers()),
        execution.plans().size() == 1
            ? ContrastRun.Comparison.EVERYONE_ELSE
            : ContrastRun.Comparison.SECOND_PLAN,
        attributes.stream().map(OfAttribute::asked).toList(),
        deadline);
  }

  private static void add(Contrasts found, OfAttribute of, Contrasted.OfAttribute counts) {
    found.add(
        of.name(),
        "has a value",
        new ValueConditions(of.name(), ValueType.KEYWORD).ofAny(),
        counts.segment().present(),
        counts.comparison().present());
    if (of.names().isPresent()) {
      CategoryNames names = of.names().get();
      for (int category = 0; category < counts.segment().counts().size(); category++) {
        long inside = counts.segment().counts().get(category);
        long outside = counts.comparison().counts().get(category);
        if (inside + outside > 0) {
          found.add(of.name(), names.text(category), names.predicate(category), inside, outside);
        }
      }
    }
  }

  // ---- what is looked at

  private static List<OfBehaviour> behaviour(String name) {
    var names = List.of(new Selection.BehaviourName(name));
    return List.of(
        new OfBehaviour(name, "ever", new Predicate.Did(new Selection(names, List.of()))),
        new OfBehaviour(
            name,
            "in the last 30 days",
            new Predicate.Did(
                new Selection(names, List.of(new Step.Within(new Window.Last(RECENT)))))));
  }

  private OfAttribute attribute(String name, List<Difference.Skipped> skipped, Deadline deadline) {
    Snapshot snapshot = execution.snapshot();
    ValueType type = snapshot.catalog().attributeType(name);
    return switch (type) {
      case KEYWORD, TEXT, SET, BOOLEAN -> coded(name, type, skipped);
      case NUMBER, DATE, INSTANT ->
          bins.of(snapshot, name, deadline)
              .filter(Differences::tellsMoreThanPresence)
              .map(binned -> binned(name, type, binned))
              .orElseGet(() -> presence(name));
      case LOCATION -> {
        skipped.add(new Difference.Skipped(name, "places are not compared one by one"));
        yield presence(name);
      }
    };
  }

  /// Nearly all may have the same number, the smallest: they are in one bin then with the others.
  private static boolean tellsMoreThanPresence(Binned binned) {
    return binned.bins().size() > 1 || binned.kind() != Binned.Kind.RANGES;
  }

  private OfAttribute coded(String name, ValueType type, List<Difference.Skipped> skipped) {
    Snapshot snapshot = execution.snapshot();
    Optional<ContrastRun.Asked> asked = byCode(name, type);
    if (asked.isEmpty()) {
      skipped.add(
          new Difference.Skipped(
              name,
              String.format(Locale.ROOT, "more than %,d different values", Difference.MAX_VALUES)));
      return presence(name);
    }
    return new OfAttribute(
        asked.get(), Optional.of(CategoryNames.OfCodes.of(snapshot, name, type)));
  }

  /// None if there are too many different values.
  private Optional<ContrastRun.Asked> byCode(String name, ValueType type) {
    Snapshot snapshot = execution.snapshot();
    Optional<Attribute> built = snapshot.attribute(name);
    long different = 0;
    int codes = built.map(Attribute::codes).orElse(0);
    for (int code = 0; code < codes && different <= Difference.MAX_VALUES; code++) {
      different += built.orElseThrow().withCode(code).isEmpty() ? 0 : 1;
    }
    if (different > Difference.MAX_VALUES) {
      return Optional.empty();
    }
    if (!snapshot.changes(name).isEmpty()) {
      ValueDictionary dictionary = snapshot.dictionaries().attributes().get(name);
      codes = type == ValueType.BOOLEAN || dictionary == null ? 2 : dictionary.size();
    }
    ContrastRun.Asked asked = ContrastRun.Asked.byCode(snapshot, name, codes);
    return asked.all().stream().filter(count -> count > 0).count() <= Difference.MAX_VALUES
        ? Optional.of(asked)
        : Optional.empty();
  }

  private OfAttribute binned(String name, ValueType type, Binned binned) {
    return new OfAttribute(
        new ContrastRun.Asked(name, binned.bins(), binned.counts()),
        Optional.of(CategoryNames.OfBins.of(execution.snapshot(), name, type, binned)));
  }

  private static OfAttribute presence(String name) {
    return new OfAttribute(
        new ContrastRun.Asked(name, new Categories.Presence(), List.of()), Optional.empty());
  }
}
