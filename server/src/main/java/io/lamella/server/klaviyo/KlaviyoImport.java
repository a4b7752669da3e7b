package io.lamella.server.klaviyo;

import io.lamella.engine.plan.Checker;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.klaviyo.json.Json;
import io.lamella.server.klaviyo.json.JsonPart;
import io.lamella.server.klaviyo.json.JsonText;
import io.lamella.server.klaviyo.json.PathFaults;
import io.lamella.server.klaviyo.json.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns a segment definition of Klaviyo's API, revision 2026-07-15, into an expression. Groups are
/// joined by *and*, the conditions of a group by *or*; what a definition may say further, and what
/// becomes of it, stands in `docs/klaviyo.md`. Safe for use by many threads.
public final class KlaviyoImport {
  private static final String GROUPS = "condition_groups";
  private static final String CONDITIONS = "conditions";

  /// As many as a segment of Klaviyo's may have.
  static final int MAX_CONDITIONS = 100;

  private KlaviyoImport() {}

  /// Reads a definition, alone, under `definition`, or as the API answers it, under
  /// `data.attributes.definition`.
  ///
  /// @throws NotKlaviyoException if it is none, with every fault by path
  public static Conversion convert(String text, NameMap names) {
    var faults = new PathFaults();
    var context = Context.of(names);
    Optional<Json> json = JsonText.read(text, faults);
    Predicate predicate =
        json.map(value -> definition(JsonPart.of(value, Paths.ROOT, faults), context))
            .orElseGet(Predicate.Nobody::new);
    if (faults.isEmpty()) {
      Checker.checkSize(new Located(predicate, _ -> Paths.ROOT), Limits.DEFAULT)
          .forEach(fault -> faults.add(Paths.ROOT, fault.message()));
    }
    if (!faults.isEmpty()) {
      throw new NotKlaviyoException(NotKlaviyoException.Source.DEFINITION, faults.list());
    }
    Fidelity worst = Fidelity.EXACT;
    List<Finding> findings = context.report().findings();
    for (Finding finding : findings) {
      worst = worst.and(finding.fidelity());
    }
    return new Conversion(predicate, Expressions.print(predicate), worst, findings);
  }

  private static Predicate definition(JsonPart root, Context context) {
    if (root.has(GROUPS)) {
      Predicate predicate = groups(root, context);
      root.close();
      return predicate;
    }
    if (root.has("data")) {
      JsonPart data = root.part("data");
      JsonPart attributes = data.part("attributes");
      JsonPart definition = attributes.part("definition");
      aside(root, context);
      aside(data, context);
      aside(attributes, context);
      Predicate predicate = groups(definition, context);
      definition.close();
      return predicate;
    }
    if (root.has("definition")) {
      JsonPart definition = root.part("definition");
      aside(root, context);
      Predicate predicate = groups(definition, context);
      definition.close();
      return predicate;
    }
    root.fault(
        GROUPS,
        "missing; a segment definition of Klaviyo's API is needed: {\"condition_groups\":"
            + " [{\"conditions\": [...]}]}");
    return new Predicate.Nobody();
  }

  /// What stands around a definition tells of the segment, not of who belongs to it.
  private static void aside(JsonPart part, Context context) {
    for (String name : part.unasked()) {
      context
          .report()
          .part(
              part.path(name),
              Meaning.exact(new Predicate.Everyone())
                  .noting("beside the definition; asks nothing of customers"));
    }
  }

  private static Predicate groups(JsonPart definition, Context context) {
    List<Predicate> all = new ArrayList<>();
    List<JsonPart> groups = definition.parts(GROUPS);
    if (groups.isEmpty()) {
      definition.emptyFault(GROUPS, "at least one group of conditions is needed");
    }
    int conditions = 0;
    for (JsonPart group : groups) {
      List<Predicate> any = new ArrayList<>();
      for (JsonPart condition : group.parts(CONDITIONS)) {
        if (++conditions > MAX_CONDITIONS) {
          group.fault(CONDITIONS, "a segment has at most " + MAX_CONDITIONS + " conditions");
          return new Predicate.Nobody();
        }
        any.add(Conditions.read(condition, context));
      }
      group.close();
      if (any.isEmpty()) {
        group.emptyFault(CONDITIONS, "at least one condition is needed");
      } else {
        all.add(Make.any(any));
      }
    }
    return all.isEmpty() ? new Predicate.Nobody() : Make.all(all);
  }
}
