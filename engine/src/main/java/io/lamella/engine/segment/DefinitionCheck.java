package io.lamella.engine.segment;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.index.SavedText;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks what is to be kept against what is there: names, types, and the limits, for itself and
/// for all that is made of it.
record DefinitionCheck(Catalog catalog, Limits limits) {

  /// Checks a segment that makes no circle.
  ///
  /// @param next what would be kept with it
  /// @throws EngineException `INVALID_EXPRESSION` with every fault
  void segment(String name, Located located, Definitions now, Definitions next) {
    List<Fault> faults = new ArrayList<>(Checker.check(located, catalog, now, limits));
    if (faults.isEmpty()) {
      faults.addAll(ofUsers(name, located, next));
    }
    refuse(faults);
  }

  /// Checks stages, each and together with what earlier ones take away.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` with every fault
  void stages(List<Reading> stages, Definitions now) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Reading stage = stages.get(i);
      for (Fault fault : Checker.check(stage.located(), catalog, now, limits)) {
        faults.add(stage.ofStage(i, fault));
      }
    }
    if (faults.isEmpty()) {
      faults.addAll(
          together(stages.stream().map(stage -> stage.located().predicate()).toList(), now));
    }
    refuse(faults);
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw EngineException.invalidExpression(faults);
    }
  }

  /// What the last stage is with everything that earlier ones take away is as large as they get.
  private List<Fault> together(List<Predicate> stages, Definitions now) {
    Predicate last = Stages.effective(stages).getLast();
    return Checker.sizeFault(last, now, limits).stream()
        .map(message -> new Fault("stages", "all stages together are " + message))
        .toList();
  }

  /// Whatever is made of the segment must stay within the limits, too.
  private List<Fault> ofUsers(String name, Located located, Definitions next) {
    Map<String, Set<String>> usersOf = new HashMap<>();
    next.segments()
        .forEach((user, segment) -> {
          for (Predicate part : References.named(segment.text().located().predicate())) {
            if (part instanceof Predicate.InSegment(String used)) {
              usersOf.computeIfAbsent(used, absent -> new HashSet<>()).add(user);
            }
          }
        });
    Set<String> users = new HashSet<>();
    Deque<String> todo = new ArrayDeque<>(List.of(name));
    while (!todo.isEmpty()) {
      for (String user : usersOf.getOrDefault(todo.pop(), Set.of())) {
        if (users.add(user)) {
          todo.add(user);
        }
      }
    }
    List<Fault> faults = new ArrayList<>();
    String place = located.locator().locate(located.predicate());
    for (String user : users.stream().sorted().toList()) {
      Predicate predicate = next.segment(user).orElseThrow().predicate();
      Checker.sizeFault(predicate, next, limits)
          .ifPresent(message ->
              faults.add(
                  new Fault(
                      place, "segment '" + user + "', which is made of it, would be " + message)));
    }
    next.partitions()
        .forEach((partition, kept) -> {
          List<Predicate> stages =
              kept.texts().stream().map(SavedText::located).map(Located::predicate).toList();
          boolean uses =
              stages.stream()
                  .flatMap(stage -> References.named(stage).stream())
                  .anyMatch(part ->
                      part instanceof Predicate.InSegment(String used)
                          && (used.equals(name) || users.contains(used)));
          if (uses) {
            Checker.sizeFault(Stages.effective(stages).getLast(), next, limits)
                .ifPresent(message ->
                    faults.add(
                        new Fault(
                            place,
                            "partition '"
                                + partition
                                + "', which is made of it, would be "
                                + message)));
          }
        });
    return faults;
  }
}
