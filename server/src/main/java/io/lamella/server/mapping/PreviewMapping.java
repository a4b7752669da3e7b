package io.lamella.server.mapping;

import io.lamella.engine.api.Notice;
import io.lamella.engine.api.Preview;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.PreviewNode;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.PreviewWarning;
import io.lamella.v1.PreviewWarningKind;

/// Previews, both ways.
public final class PreviewMapping {

  /// The size below which a total is warned about, if the request names none.
  private static final long MIN_USEFUL_SIZE = 100;

  private static final EnumPairs<Notice.Kind, PreviewWarningKind> KINDS =
      EnumPairs.of(Notice.Kind.class, PreviewWarningKind.class);

  private PreviewMapping() {}

  /// What is asked.
  public static AskedQuestion asked(PreviewRequest m) {
    return AskedQuestion.of(
        m.getWorkspace(),
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
        m.hasAsOf(),
        m.getAsOf());
  }

  /// The size below which a total is warned about.
  public static long minUsefulSize(PreviewRequest m) {
    return m.getMinUsefulSize() == 0 ? MIN_USEFUL_SIZE : m.getMinUsefulSize();
  }

  /// A preview.
  public static PreviewResponse preview(Preview preview) {
    PreviewResponse.Builder answer =
        PreviewResponse.newBuilder()
            .setCount(preview.count())
            .setPopulation(preview.population())
            .setSnapshot(preview.snapshot())
            .setAsOf(Instants.message(preview.asOf()))
            .setRoot(node(preview.root()))
            .setExpression(Expressions.print(preview.root().predicate()))
            .setPredicate(PredicateMapping.write(preview.root().predicate()))
            .setPlanningNanos(preview.planningNanos())
            .setElapsedNanos(preview.elapsedNanos());
    preview.notices().forEach(notice -> answer.addWarnings(warning(notice)));
    return answer.build();
  }

  private static PreviewNode node(Preview.Node node) {
    PreviewNode.Builder message =
        PreviewNode.newBuilder()
            .setCount(node.count())
            .setWithout(node.without())
            .setExpression(Expressions.print(node.predicate()));
    node.unknown().ifPresent(message::setUnknown);
    node.children().forEach(child -> message.addChildren(node(child)));
    return message.build();
  }

  private static PreviewWarning warning(Notice notice) {
    return PreviewWarning.newBuilder()
        .setKind(KINDS.message(notice.kind()))
        .setPlace(notice.place())
        .setMessage(notice.message())
        .addAllNode(notice.node())
        .addAllSuggestions(notice.suggestions())
        .build();
  }
}
