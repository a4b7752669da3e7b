package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.server.mapping.PredicateMapping;
import io.lamella.v1.BreakdownRequest;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.DeleteSegmentRequest;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.GetSegmentResponse;
import io.lamella.v1.ListSegmentsRequest;
import io.lamella.v1.ListSegmentsResponse;
import io.lamella.v1.PreviewRequest;
import io.lamella.v1.PreviewResponse;
import io.lamella.v1.SampleMembersRequest;
import io.lamella.v1.SegmentDefinition;
import io.lamella.v1.SegmentVersion;
import io.lamella.v1.UpdateSegmentRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: segments are kept, found, changed and deleted over the wire, and every refusal says where
/// and why. Method: a dozen customers.
class SegmentDefinitionsTest {

  private final TestServer server = TestServer.start();

  @BeforeEach
  void load() {
    server.loadShop();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SegmentDefinition create(String name, String expression, String... tags) {
    return server
        .definitions()
        .createSegment(
            CreateSegmentRequest.newBuilder()
                .setName(name)
                .setExpression(expression)
                .addAllTags(List.of(tags))
                .build())
        .getSegment();
  }

  private static UpdateSegmentRequest.Builder update(String name, String expression, int expected) {
    return UpdateSegmentRequest.newBuilder()
        .setName(name)
        .setExpression(expression)
        .setExpectedVersion(expected);
  }

  private GetSegmentResponse get(String name) {
    return server.definitions().getSegment(GetSegmentRequest.newBuilder().setName(name).build());
  }

  private long count(String expression) {
    return server
        .segments()
        .count(CountRequest.newBuilder().setExpression(expression).build())
        .getCount();
  }

  @Test
  void aSegmentIsKeptWithWhatWasSaidOfIt() {
    long before = Instant.now().getEpochSecond();
    SegmentDefinition kept =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder()
                    .setName("British")
                    .setExpression("country  ==  'GB'")
                    .setDescription("who lives there")
                    .addTags("geo")
                    .setAuthor("ada")
                    .build())
            .getSegment();

    SegmentVersion version = kept.getCurrent();
    assertThat(kept.getName()).isEqualTo("British");
    assertThat(version.getSavedAt().getSeconds()).isBetween(before, Instant.now().getEpochSecond());
    assertThat(version.toBuilder().clearSavedAt().build())
        .isEqualTo(
            SegmentVersion.newBuilder()
                .setNumber(1)
                .setExpression("country  ==  'GB'")
                .setDescription("who lives there")
                .addTags("geo")
                .setAuthor("ada")
                .build());
    assertThat(get("British").getSegment()).isEqualTo(kept);
    assertThat(count("segment('British')")).isEqualTo(4);
    assertThat(count("!segment('British') && 'vip' in tags")).isEqualTo(2);
  }

  @Test
  void aTreeIsKeptAsTheTextThatSaysTheSame() {
    var predicate =
        PredicateMapping.write(Expressions.parse("country == 'GB'", Limits.DEFAULT).predicate());
    SegmentDefinition kept =
        server
            .definitions()
            .createSegment(
                CreateSegmentRequest.newBuilder().setName("t").setPredicate(predicate).build())
            .getSegment();

    assertThat(kept.getCurrent().getExpression()).isEqualTo("country == 'GB'");
  }

  @Test
  void everyVersionIsShownNewestFirst() {
    create("A", "age > 20");
    for (int version = 1; version < 5; version++) {
      int number =
          server
              .definitions()
              .updateSegment(update("A", "age > 2" + version, version).setAuthor("bob").build())
              .getSegment()
              .getCurrent()
              .getNumber();
      assertThat(number).isEqualTo(version + 1);
    }

    assertThat(get("A").getVersionsList())
        .extracting(SegmentVersion::getNumber)
        .containsExactly(5, 4, 3, 2, 1);
    assertThat(get("A").getVersionsList())
        .extracting(SegmentVersion::getAuthor)
        .containsExactly("bob", "bob", "bob", "bob", "");
    GetSegmentRequest.Builder page = GetSegmentRequest.newBuilder().setName("A").setLimit(2);
    assertThat(server.definitions().getSegment(page.setBeforeVersion(4).build()).getVersionsList())
        .extracting(SegmentVersion::getExpression)
        .containsExactly("age > 22", "age > 21");
    assertThat(count("segment('A')")).isEqualTo(count("age > 24"));
  }

  @Test
  void segmentsAreFoundByNameAndTagAPageAtATime() {
    create("a1", "age > 1", "x");
    create("a2", "age > 1", "x", "y");
    create("b1", "age > 1", "y");
    create("a3", "age > 1", "x");
    ListSegmentsRequest.Builder request =
        ListSegmentsRequest.newBuilder().setTag("x").setContaining("a").setLimit(2);

    ListSegmentsResponse first = server.definitions().listSegments(request.build());
    ListSegmentsResponse second =
        server.definitions().listSegments(request.setAfter(first.getNextAfter()).build());

    assertThat(first.getSegmentsList())
        .extracting(SegmentDefinition::getName)
        .containsExactly("a1", "a2");
    assertThat(first.getNextAfter()).isEqualTo("a2");
    assertThat(first.getTotal()).isEqualTo(3);
    assertThat(second.getSegmentsList())
        .extracting(SegmentDefinition::getName)
        .containsExactly("a3");
    assertThat(second.getNextAfter()).isEmpty();
    assertThat(
            server
                .definitions()
                .listSegments(ListSegmentsRequest.getDefaultInstance())
                .getSegmentsList())
        .hasSize(4);
  }

  @Test
  void aPageEndsWhereAMessageIsFull() {
    String long1 = "age > 1" + " ".repeat(99_000);
    for (int i = 10; i < 45; i++) {
      create("s" + i, long1);
    }
    ListSegmentsResponse page =
        server.definitions().listSegments(ListSegmentsRequest.getDefaultInstance());

    assertThat(page.getSegmentsCount()).isBetween(30, 34);
    assertThat(page.getNextAfter()).isEqualTo("s" + (9 + page.getSegmentsCount()));
    assertThat(page.getTotal()).isEqualTo(35);
  }

  @Test
  void twoEditorsLoseNothing() {
    create("A", "age > 20");
    server.definitions().updateSegment(update("A", "age > 30", 1).build());

    Refused second =
        Refused.by(() -> server.definitions().updateSegment(update("A", "age > 40", 1).build()));
    Refused none =
        Refused.by(() -> server.definitions().updateSegment(update("A", "age > 40", 0).build()));
    Refused deleting =
        Refused.by(() ->
            server
                .definitions()
                .deleteSegment(
                    DeleteSegmentRequest.newBuilder().setName("A").setExpectedVersion(1).build()));

    assertThat(second.code()).isEqualTo(Status.Code.ABORTED);
    assertThat(second.reason()).isEqualTo("VERSION_CONFLICT");
    assertThat(second.description())
        .isEqualTo("somebody has changed the segment meanwhile: name=A, version=2, expected=1");
    assertThat(deleting).isEqualTo(second);
    assertThat(none.violations())
        .containsExactly(
            "expected_version: the number of the version that the change was made from is needed:"
                + " expected_version=0");
    assertThat(get("A").getSegment().getCurrent().getExpression()).isEqualTo("age > 30");
  }

  @Test
  void namesThatAreTakenOrNotThereAreTold() {
    create("VIP", "age > 20");

    Refused taken = Refused.by(() -> create("VIP", "age > 30"));
    Refused missing = Refused.by(() -> get("VIPs"));
    Refused updated =
        Refused.by(() -> server.definitions().updateSegment(update("VIPs", "age > 1", 1).build()));
    Refused elsewhere =
        Refused.by(() ->
            server
                .definitions()
                .listSegments(ListSegmentsRequest.newBuilder().setWorkspace("other").build()));

    assertThat(taken.code()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(taken.reason()).isEqualTo("ALREADY_EXISTS");
    assertThat(taken.description()).isEqualTo("there is a segment of this name: name=VIP");
    assertThat(missing.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(missing.description()).isEqualTo("unknown segment 'VIPs'; did you mean 'VIP'?");
    assertThat(updated).isEqualTo(missing);
    assertThat(elsewhere.reason()).isEqualTo("UNKNOWN_WORKSPACE");
  }

  @Test
  void faultsPointIntoTheText() {
    Refused text = Refused.by(() -> create("A", "age > 1 &&\n agee > 2 && segment('B')"));
    Refused nothing =
        Refused.by(() ->
            server
                .definitions()
                .createSegment(CreateSegmentRequest.newBuilder().setName("A").build()));
    var tree =
        PredicateMapping.write(
            Expressions.parse("!(segment('B') && age > 1)", Limits.DEFAULT).predicate());
    Refused predicate =
        Refused.by(() ->
            server
                .definitions()
                .createSegment(
                    CreateSegmentRequest.newBuilder().setName("A").setPredicate(tree).build()));

    assertThat(text.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(text.reason()).isEqualTo("INVALID_EXPRESSION");
    assertThat(text.violations())
        .containsExactly(
            "expression: 2:2: unknown attribute 'agee'; did you mean 'age'?",
            "expression: 2:14: unknown segment 'B'");
    assertThat(nothing.violations())
        .containsExactly("expression: an expression or a predicate is missing");
    assertThat(predicate.violations()).hasSize(1);
    assertThat(predicate.violations().getFirst())
        .startsWith("predicate.not.")
        .contains("in_segment")
        .endsWith(": unknown segment 'B'");
  }

  @Test
  void aCycleIsRefusedWithItsPath() {
    create("A", "age > 20");
    create("B", "segment('A') || age > 60");
    create("C", "!segment('B')");

    Refused cycle =
        Refused.by(() ->
            server.definitions().updateSegment(update("A", "age > 20 && segment('C')", 1).build()));

    assertThat(cycle.reason()).isEqualTo("INVALID_EXPRESSION");
    assertThat(cycle.violations())
        .containsExactly("expression: 1:13: a segment cannot be made of itself: A -> C -> B -> A");
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    create("A", "age > 20");
    create("B", "!segment('A')");
    DeleteSegmentRequest deletion = DeleteSegmentRequest.newBuilder().setName("A").build();

    Refused used = Refused.by(() -> server.definitions().deleteSegment(deletion));

    assertThat(used.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(used.reason()).isEqualTo("IN_USE");
    assertThat(used.description()).isEqualTo("the segment is in use: name=A, by segment 'B'");
    assertThat(get("A").getUsedByList()).containsExactly("segment 'B'");
    var _ = server.definitions().deleteSegment(deletion.toBuilder().setName("B").build());
    var _ = server.definitions().deleteSegment(deletion);
    assertThat(Refused.by(() -> get("A")).code()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void limitsHoldForTheTreeAfterExpansion() {
    String many =
        IntStream.range(0, 600).mapToObj(i -> "age > " + i).collect(Collectors.joining(" && "));
    create("wide", many);

    Refused twice =
        Refused.by(() -> create("two", "segment('wide') || (" + many + ") && age < 99"));

    assertThat(twice.reason()).isEqualTo("INVALID_EXPRESSION");
    assertThat(twice.description()).contains("the limit is 1024 nodes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''        | x  | name: a name is 1 to 200 characters
          ' a'      | x  | name: a name is 1 to 200 characters
          a         | '' | tags[0]: a name is 1 to 200 characters
          """)
  void namesAndTagsAreChecked(String name, String tag, String violation) {
    Refused refused = Refused.by(() -> create(name, "age > 1", tag));

    assertThat(refused.reason()).isEqualTo("INVALID_ARGUMENT");
    assertThat(refused.violations()).hasSize(1);
    assertThat(refused.violations().getFirst()).startsWith(violation);
  }

  @Test
  void limitsOfPagesAreChecked() {
    create("A", "age > 20");
    assertThat(
            Refused.by(() ->
                    server
                        .definitions()
                        .listSegments(ListSegmentsRequest.newBuilder().setLimit(1_001).build()))
                .violations())
        .containsExactly("limit: a limit is 0 to 1000: limit=1001");
    assertThat(
            Refused.by(() ->
                    server
                        .definitions()
                        .getSegment(
                            GetSegmentRequest.newBuilder()
                                .setName("A")
                                .setBeforeVersion(-1)
                                .build()))
                .violations()
                .getFirst())
        .startsWith("before_version: ");
  }

  @Test
  void previewsBreakdownsAndSamplesKnowSegmentsAndLists() {
    create("buyers", "did('purchase')");
    create("British buyers", "segment('buyers') && country == 'GB'");
    var _ =
        server
            .definitions()
            .createList(
                CreateListRequest.newBuilder()
                    .setName("adults")
                    .setExpression("age >= 18")
                    .build());
    String expression = "segment('British buyers') && list('adults')";

    PreviewResponse preview =
        server.segments().preview(PreviewRequest.newBuilder().setExpression(expression).build());
    var breakdown =
        server
            .segments()
            .breakdown(
                BreakdownRequest.newBuilder()
                    .setExpression(expression)
                    .setAttribute("country")
                    .build());
    var sample =
        server
            .segments()
            .sampleMembers(SampleMembersRequest.newBuilder().setExpression(expression).build());

    assertThat(preview.getRoot().getChildrenCount()).isEqualTo(2);
    assertThat(preview.getRoot().getChildren(0).getExpression())
        .isEqualTo("segment('British buyers')");
    assertThat(preview.getRoot().getChildren(0).getCount())
        .isEqualTo(count("segment('British buyers')"));
    assertThat(preview.getPredicate().getAnd().getTerms(0).getInSegment().getName())
        .isEqualTo("British buyers");
    assertThat(preview.getRoot().getChildren(1).getCount()).isEqualTo(count("age >= 18"));
    assertThat(breakdown.getSlices(0).getCount()).isEqualTo(preview.getCount());
    assertThat(sample.getMembersCount()).isEqualTo((int) preview.getCount()).isPositive();
    assertThat(sample.getMembers(0).getEventsList())
        .as("events inside the segments")
        .isNotEmpty()
        .allMatch(event -> event.getBehaviour().equals("purchase"));
  }
}
