package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.BreakdownRequest.Edges;
import io.lamella.v1.BreakdownRequest.EventProperty;
import io.lamella.v1.BreakdownRequest.NumberBins;
import io.lamella.v1.BreakdownRequest.SegmentNames;
import io.lamella.v1.BreakdownResponse;
import io.lamella.v1.BreakdownResponse.Slice;
import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.Period;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: breakdowns by bins, stages, segments and events arrive whole, and what is wrong with a
/// request is told by its place. Method: a dozen customers over the wire.
class WideBreakdownTest {
  private static final long APRIL_SECOND = Instant.parse("2026-04-01T00:00:00Z").getEpochSecond();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    server.loadShop();
    var _ =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder()
                    .setName("GB")
                    .setExpression("country == 'GB'")
                    .build());
    var _ =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder()
                    .setName("adults")
                    .setExpression("age >= 18")
                    .build());
    var _ =
        server
            .definitions()
            .createPartition(
                CreatePartitionRequest.newBuilder()
                    .setName("ages")
                    .addStages(
                        NamedExpression.newBuilder().setName("young").setExpression("age < 30"))
                    .addStages(
                        NamedExpression.newBuilder().setName("other").setExpression("age < 50"))
                    .build());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void numbersAreCutIntoBins() {
    assertThat(bins(NumberBins.newBuilder().setWidth("20")).getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getExpression)
        .containsExactly(
            tuple("0 to below 20", 2L, "age >= 0 && age < 20"),
            tuple("20 to below 40", 4L, "age >= 20 && age < 40"),
            tuple("40 to below 60", 3L, "age >= 40 && age < 60"),
            tuple("60 and more", 1L, "age >= 60"));
    assertThat(bins(NumberBins.newBuilder().setQuantiles(2)).getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getExpression)
        .containsExactly(tuple("below 36", 5L, "age < 36"), tuple("36 and more", 5L, "age >= 36"));
    BreakdownResponse edges = bins(edges("18", "65.5"));
    assertThat(edges.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount)
        .containsExactly(tuple("below 18", 1L), tuple("18 to below 65.5", 9L));
    assertThat(edges.getWithoutValue()).isEqualTo(2);
    assertThat(edges.getOverlapping()).isFalse();
  }

  @Test
  void stagesAndSegmentsStandInTheirOrder() {
    BreakdownResponse stages = ask(of("country == 'GB'").setPartition("ages"));
    assertThat(stages.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getPopulation, Slice::getExpression)
        .containsExactly(
            tuple("young", 1L, 4L, "age < 30"), tuple("other", 3L, 4L, "age < 50 && !(age < 30)"));
    assertThat(stages.getWithoutValue()).isZero();
    BreakdownResponse segments =
        ask(
            of("everyone()")
                .setSegments(SegmentNames.newBuilder().addNames("GB").addNames("adults")));
    assertThat(segments.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getExpression)
        .containsExactly(
            tuple("GB", 4L, "segment('GB')"), tuple("adults", 9L, "segment('adults')"));
    assertThat(segments.getOverlapping()).isTrue();
    assertThat(segments.getWithoutValue()).isEqualTo(2);
  }

  @Test
  void eventsAreBrokenDownByAProperty() {
    BreakdownResponse all = ask(of("everyone()").setEventProperty(purchases("category", "")));
    assertThat(all.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getExpression)
        .containsExactly(
            tuple("skincare", 3L, "did('purchase').where(category == 'skincare')"),
            tuple("haircare", 2L, "did('purchase').where(category == 'haircare')"));
    assertThat(all.getOverlapping()).isTrue();
    assertThat(all.getWithoutValue()).isEqualTo(8);
    BreakdownResponse last =
        ask(
            of("country == 'GB'")
                .setEventProperty(purchases("category", "4w"))
                .setAsOf(Timestamp.newBuilder().setSeconds(APRIL_SECOND)));
    // Ada bought skincare, and Bob haircare, too long ago.
    assertThat(last.getSlicesList())
        .extracting(Slice::getValue, Slice::getCount, Slice::getPopulation, Slice::getExpression)
        .containsExactly(
            tuple(
                "haircare",
                1L,
                1L,
                "did('purchase').where(category == 'haircare').within(last('4w'))"));
    assertThat(last.getOtherValues()).isZero();
    assertThat(last.getWithoutValue()).isEqualTo(3);
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    assertThat(refused(of("everyone()").setEventProperty(purchases("amount", ""))))
        .containsExactly(
            "event_property.property: 'amount' is a number, a breakdown by events is of keywords,"
                + " texts and booleans");
    assertThat(refused(of("everyone()").setEventProperty(purchases("category", "soon"))))
        .containsExactly(
            "event_property.within: a duration is one whole number above 0 and one unit of ms, s,"
                + " m, h, d, w, mo, y, like 30d");
    assertThat(
            refused(
                of("everyone()").setAttribute("age").setEventProperty(purchases("category", ""))))
        .containsExactly(
            "attribute: a breakdown is by an attribute or by event_property, not by both");
    assertThat(refused(of("everyone()").setAttribute("age").setPartition("ages")))
        .containsExactly("attribute: a breakdown is by an attribute or by partition, not by both");
    assertThat(refused(of("everyone()").setSegments(SegmentNames.newBuilder().addNames("UK"))))
        .singleElement()
        .asString()
        .startsWith("by: 'UK': unknown segment");
    assertThat(refused(byAge(NumberBins.newBuilder())))
        .containsExactly("bins: quantiles, edges or a width is missing");
    assertThat(refused(byAge(NumberBins.newBuilder().setQuantiles(0))))
        .containsExactly("bins.quantiles: a breakdown has 1 to 1,000 bins: bins=0");
    assertThat(refused(byAge(NumberBins.newBuilder().setWidth("0"))))
        .containsExactly("bins.width: a width is above 0: width=0");
    assertThat(refused(byAge(NumberBins.newBuilder().setWidth("wide"))))
        .containsExactly("bins.width: not a decimal like -12.50");
    assertThat(refused(byAge(NumberBins.newBuilder().setWidth("0.0001"))))
        .containsExactly("bins.width: too many bins, take wider ones: bins=470001, limit=10000");
    assertThat(refused(byAge(edges("2", "1"))))
        .containsExactly("bins.edges.decimals[1]: edges ascend: edge=1, before=2");
    assertThat(refused(of("everyone()").setAttribute("age").setPeriod(Period.PERIOD_DAY)))
        .containsExactly(
            "attribute: 'age' is a number, calendar periods are of dates and instants");
    assertThat(refused(of("everyone()").setAttribute("country").setBins(edges("1"))))
        .containsExactly("attribute: 'country' is a keyword, bins are of numbers");
  }

  private static EventProperty purchases(String property, String within) {
    return EventProperty.newBuilder()
        .setBehaviour("purchase")
        .setProperty(property)
        .setWithin(within)
        .build();
  }

  private static NumberBins.Builder edges(String... edges) {
    return NumberBins.newBuilder().setEdges(Edges.newBuilder().addAllDecimals(List.of(edges)));
  }

  private static BreakdownRequest.Builder byAge(NumberBins.Builder bins) {
    return of("everyone()").setAttribute("age").setBins(bins);
  }

  private static BreakdownResponse bins(NumberBins.Builder bins) {
    return ask(byAge(bins));
  }

  private static BreakdownRequest.Builder of(String expression) {
    return BreakdownRequest.newBuilder().setExpression(expression);
  }

  private static BreakdownResponse ask(BreakdownRequest.Builder request) {
    return server.segments().breakdown(request.build());
  }

  private static List<String> refused(BreakdownRequest.Builder request) {
    return Refused.by(() -> ask(request)).violations();
  }
}
