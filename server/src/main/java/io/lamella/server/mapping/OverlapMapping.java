package io.lamella.server.mapping;

import com.google.protobuf.CodedOutputStream;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.OverlapResponse.Line;
import io.lamella.v1.OverlapResponse.Region;
import io.lamella.v1.OverlapResponse.Relation;
import io.lamella.v1.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Overlaps, both ways.
///
/// Most clients take 4 MiB. The counts of 500 segments are within that; relations, then the
/// expressions of regions, are told as long as there is room for them.
public final class OverlapMapping {
  private static final EnumPairs<Overlap.RelationKind, RelationKind> KINDS =
      EnumPairs.of(Overlap.RelationKind.class, RelationKind.class);

  private static final int MAX_BYTES = 4 << 20;

  /// By how much what surrounds a message may grow with it.
  private static final int FRAME_BYTES = 4;

  private OverlapMapping() {}

  /// Bytes that an answer may still grow by. What does not fit closes it for what follows.
  private static final class Room {
    private int bytes;

    Room(int bytes) {
      this.bytes = bytes;
    }

    boolean takes(int more) {
      bytes = more <= bytes ? bytes - more : 0;
      return bytes > 0;
    }

    boolean isFull() {
      return bytes == 0;
    }
  }

  /// How much is asked for.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of names and sizes
  public static Overlap.Extent extent(OverlapRequest m) {
    Overlap.Extent extent =
        m.getRegions() ? Overlap.Extent.PAIRS_AND_REGIONS : Overlap.Extent.PAIRS;
    Overlap.check(m.getExpressionsList().stream().map(NamedExpression::getName).toList(), extent);
    return extent;
  }

  /// What is asked.
  public static AskedQuestion asked(OverlapRequest m) {
    List<SegmentForm> segments = new ArrayList<>(m.getExpressionsCount());
    for (int i = 0; i < m.getExpressionsCount(); i++) {
      segments.add(SegmentForm.of(m.getExpressions(i), "expressions[" + i + "]"));
    }
    return new AskedQuestion(
        m.getWorkspace(), segments, m.hasAsOf() ? Optional.of(m.getAsOf()) : Optional.empty());
  }

  /// An overlap.
  public static OverlapResponse overlap(
      OverlapRequest request, PreparedQuestion prepared, Overlap overlap) {
    OverlapResponse.Builder answer =
        OverlapResponse.newBuilder()
            .setPopulation(overlap.population())
            .setSnapshot(overlap.snapshot())
            .setAsOf(Instants.message(overlap.asOf()))
            .setElapsedNanos(overlap.elapsedNanos())
            .setNone(region(overlap.none()))
            .addAllRegions(overlap.regions().stream().map(OverlapMapping::region).toList());
    for (int i = 0; i < overlap.counts().size(); i++) {
      answer.addLines(line(overlap, i, request.getExpressions(i).getName()));
      answer.getLinesBuilder(i).addAllWarnings(SegmentMapping.warnings(prepared, i));
    }
    var room = new Room(MAX_BYTES - FRAME_BYTES - answer.build().getSerializedSize());
    addRelations(overlap.relations(), answer, room);
    answer.setNone(withForms(answer.getNone(), overlap.none(), room));
    for (int i = 0; i < overlap.regions().size() && !room.isFull(); i++) {
      answer.setRegions(i, withForms(answer.getRegions(i), overlap.regions().get(i), room));
    }
    return answer.build();
  }

  private static Line line(Overlap overlap, int segment, String name) {
    Line.Builder line = Line.newBuilder().setName(name);
    line.addAllCounts(overlap.counts().get(segment));
    for (int other = 0; other < overlap.counts().size(); other++) {
      line.addJaccard((float) overlap.jaccard(segment, other));
      line.addContainment((float) overlap.containment(segment, other));
    }
    return line.build();
  }

  private static void addRelations(
      List<Overlap.Relation> relations, OverlapResponse.Builder answer, Room room) {
    for (int i = 0; i < relations.size(); i++) {
      Overlap.Relation relation = relations.get(i);
      Relation message =
          Relation.newBuilder()
              .setKind(KINDS.message(relation.kind()))
              .setSegment(relation.segment())
              .setOther(relation.other())
              .build();
      if (!room.takes(
          CodedOutputStream.computeMessageSize(OverlapResponse.RELATIONS_FIELD_NUMBER, message))) {
        answer.setRelationsLeftOut(relations.size() - i);
        return;
      }
      answer.addRelations(message);
    }
  }

  private static Region region(Overlap.Region region) {
    return Region.newBuilder().addAllSegments(region.segments()).setCount(region.count()).build();
  }

  private static Region withForms(Region plain, Overlap.Region region, Room room) {
    if (region.predicate().isEmpty() || room.isFull()) {
      return plain;
    }
    Predicate predicate = region.predicate().get();
    Region whole =
        plain.toBuilder()
            .setExpression(Expressions.print(predicate))
            .setPredicate(PredicateMapping.write(predicate))
            .build();
    return room.takes(whole.getSerializedSize() - plain.getSerializedSize() + FRAME_BYTES)
        ? whole
        : plain;
  }
}
