package io.lamella.server.demo;

import io.lamella.engine.WorkspaceLibrary;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.Draft.StageDraft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Expression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the demo keeps under names, to be looked at and used in expressions.
public final class DemoDefinitions {
  /// The partition.
  public static final String PARTITION = "lifecycle";

  private static final String AUTHOR = "demo";

  private DemoDefinitions() {}

  /// Keeps three segments, of which one is made of the others, a list and a partition.
  ///
  /// @return whether they are kept: a shop of a few customers may not know every behaviour
  /// @throws EngineException if the library refuses for another reason
  public static boolean keep(WorkspaceLibrary library, Instant until) {
    try {
      segment(library, "subscribers", "May be written to.", "consent_email == 'subscribed'");
      segment(library, "never bought", "Have no order yet.", "!did('purchase')");
      segment(
          library,
          "British leads",
          "Whom to win over first.",
          "country == 'GB' && segment('subscribers') && segment('never bought')");
      var _ =
          library.putList(
              draft("big spenders", "Frozen when the demo began."),
              Expression.of("did('purchase').within(last('30d')).sum(amount) > 100"),
              Optional.of(until),
              Deadline.none());
      var _ =
          library.putPartition(
              draft(PARTITION, "Where a customer stands."),
              List.of(
                  stage(
                      "first-time",
                      "did('purchase').distinct(order_id) == 1"
                          + " && did('purchase').first() in last('30d')"),
                  stage("active", "did('purchase').within(last('30d'))"),
                  stage("lapsed", "did('purchase')"),
                  stage("lead", "segment('subscribers')")));
      return true;
    } catch (EngineException e) {
      if (e.code() == EngineException.Code.INVALID_EXPRESSION) {
        return false;
      }
      throw e;
    }
  }

  private static void segment(
      WorkspaceLibrary library, String name, String description, String expression) {
    var _ = library.putSegment(draft(name, description), Expression.of(expression));
  }

  private static Draft draft(String name, String description) {
    return Draft.of(name).with(description, List.of("demo")).by(AUTHOR);
  }

  private static StageDraft stage(String name, String expression) {
    return new StageDraft(name, Expression.of(expression));
  }
}
