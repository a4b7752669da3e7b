package io.lamella.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.Engine;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Overlap;
import io.lamella.engine.api.Overlap.Region;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.server.TestServer;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: no overlap is larger than clients take by default, and what is left out of the largest is
/// said. Method: answers made up of as much as there can be.
class OverlapMappingTest {
  private static final int CLIENTS_TAKE = 4 << 20;

  private static OverlapResponse answer(Overlap overlap) {
    int size = overlap.counts().size();
    OverlapRequest.Builder request = OverlapRequest.newBuilder();
    for (int i = 0; i < size; i++) {
      request.addExpressions(NamedExpression.newBuilder().setName("a name for segment " + i));
    }
    var question =
        new Question(
            Question.DEFAULT_WORKSPACE,
            Collections.nCopies(size, Expression.of("everyone()")),
            Optional.empty());
    try (Engine engine = Engine.open(TestServer.ENGINE);
        PreparedQuestion prepared = engine.prepare(question)) {
      return OverlapMapping.overlap(request.build(), prepared, overlap);
    }
  }

  private static Overlap overlap(int segments, long population, List<Region> regions) {
    return new Overlap(
        1,
        Instant.EPOCH,
        population,
        Collections.nCopies(segments, Collections.nCopies(segments, population)),
        new Region(List.of(), 0, Optional.empty()),
        regions,
        1);
  }

  @Test
  void relationsThatDoNotFitAreLeftOut() {
    OverlapResponse answer = answer(overlap(500, 300_000_000, List.of()));

    assertThat(answer.getSerializedSize()).isBetween(CLIENTS_TAKE - 100, CLIENTS_TAKE);
    assertThat(answer.getLinesCount()).isEqualTo(500);
    assertThat(answer.getRelationsLeftOut()).isBetween(1L, 50_000L);
    assertThat(answer.getRelationsCount() + answer.getRelationsLeftOut()).isEqualTo(500 * 499 / 2);
  }

  @Test
  void theSmallestRegionsAreToldWithoutTheirExpressionsIfTheseDoNotFit() {
    var predicate =
        new Predicate.Compares(
            new Operand.OfField(Field.named("country")),
            Comparison.EQUAL,
            new Literal.Text("a country of some length".repeat(100)));
    List<Region> regions =
        IntStream.range(1, 4_096)
            .mapToObj(bits ->
                new Region(
                    IntStream.range(0, 12).filter(i -> (bits >>> i & 1) != 0).boxed().toList(),
                    5_000 - bits,
                    Optional.of(predicate)))
            .toList();

    OverlapResponse answer = answer(overlap(12, 10_000_000, regions));

    assertThat(answer.getSerializedSize()).isBetween(CLIENTS_TAKE - 10_000, CLIENTS_TAKE);
    assertThat(answer.getRegionsCount()).isEqualTo(4_095);
    long whole = answer.getRegionsList().stream().filter(it -> it.hasPredicate()).count();
    assertThat(whole).isBetween(100L, 4_000L);
    for (int i = 0; i < answer.getRegionsCount(); i++) {
      OverlapResponse.Region region = answer.getRegions(i);
      assertThat(region.hasPredicate()).isEqualTo(i < whole);
      assertThat(region.getExpression().isEmpty()).isEqualTo(i >= whole);
      assertThat(region.getSegmentsList()).isEqualTo(regions.get(i).segments());
    }
  }
}
