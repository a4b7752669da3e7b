package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.OverlapResponse.Region;
import io.lamella.v1.OverlapResponse.Relation;
import io.lamella.v1.RelationKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: an overlap arrives whole, in a message that every client takes, and its regions can be
/// asked further. Method: a dozen customers over the wire.
class OverlapTest {

  /// Of the dozen, four are British, four are VIPs, and two are both.
  private static final OverlapRequest ASKED =
      OverlapRequest.newBuilder()
          .addExpressions(named("british", "country == 'GB'"))
          .addExpressions(named("vips", "'vip' in tags"))
          .addExpressions(named("british vips", "country == 'GB' && 'vip' in tags"))
          .addExpressions(named("the same", "'vip' in tags && country == 'GB'"))
          .addExpressions(named("nobody", "nobody()"))
          .setRegions(true)
          .build();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void countsHaveTheirShares() {
    OverlapResponse.Line british = server.segments().overlap(ASKED).getLines(0);

    assertThat(british.getCountsList()).containsExactly(4L, 2L, 2L, 2L, 0L);
    assertThat(british.getJaccardList()).containsExactly(1f, 1f / 3, 0.5f, 0.5f, 0f);
    assertThat(british.getContainmentList()).containsExactly(1f, 0.5f, 0.5f, 0.5f, 0f);
  }

  @Test
  void segmentsThatHaveCustomersRelate() {
    OverlapResponse answer = server.segments().overlap(ASKED);

    assertThat(answer.getRelationsList())
        .containsExactly(
            relation(RelationKind.RELATION_KIND_INSIDE, 2, 0),
            relation(RelationKind.RELATION_KIND_INSIDE, 3, 0),
            relation(RelationKind.RELATION_KIND_INSIDE, 2, 1),
            relation(RelationKind.RELATION_KIND_INSIDE, 3, 1),
            relation(RelationKind.RELATION_KIND_SAME, 2, 3));
    assertThat(answer.getRelationsLeftOut()).isZero();
  }

  @Test
  void regionsAreAskedFurtherInBothForms() {
    OverlapResponse answer = server.segments().overlap(ASKED);

    assertThat(answer.getRegionsList())
        .extracting(Region::getSegmentsList)
        .containsExactlyInAnyOrder(List.of(0), List.of(1), List.of(0, 1, 2, 3));
    assertThat(answer.getNone().getSegmentsList()).isEmpty();
    assertThat(answer.getNone().getCount()).isEqualTo(6);
    assertThat(answer.getNone().getExpression())
        .startsWith("!(country == 'GB' || 'vip' in tags || country == 'GB' && 'vip' in tags");
    List<Region> regions = new ArrayList<>(answer.getRegionsList());
    regions.add(answer.getNone());
    for (Region region : regions) {
      assertThat(count(CountRequest.newBuilder().setExpression(region.getExpression())))
          .isEqualTo(region.getCount());
      assertThat(count(CountRequest.newBuilder().setPredicate(region.getPredicate())))
          .isEqualTo(region.getCount());
    }
  }

  @Test
  void regionsThatAreNotAskedAreNotTold() {
    OverlapResponse answer = server.segments().overlap(ASKED.toBuilder().setRegions(false).build());

    assertThat(answer.getRegionsList()).isEmpty();
    assertThat(answer.getNone().getCount()).isEqualTo(6);
  }

  @Test
  void fiveHundredSegmentsAreCompared() {
    OverlapRequest.Builder request = OverlapRequest.newBuilder();
    for (int i = 0; i < 500; i++) {
      request.addExpressions(named("segment " + i, "everyone()"));
    }

    OverlapResponse answer = server.segments().overlap(request.build());

    assertThat(answer.getRelationsCount()).isEqualTo(500 * 499 / 2);
    assertThat(answer.getLines(499).getCounts(499)).isEqualTo(12);
  }

  private static long count(CountRequest.Builder request) {
    return server.segments().count(request.build()).getCount();
  }

  private static NamedExpression named(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }

  private static Relation relation(RelationKind kind, int segment, int other) {
    return Relation.newBuilder().setKind(kind).setSegment(segment).setOther(other).build();
  }
}
