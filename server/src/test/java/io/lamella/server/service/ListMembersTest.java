package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.ListMembersRequest;
import io.lamella.v1.ListMembersResponse;
import io.lamella.v1.MemberRow;
import io.lamella.v1.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: pages of members follow each other without gap or repetition, and what is wrong with a
/// request is told by its place. Method: a dozen customers over the wire.
class ListMembersTest {
  private static final Timestamp APRIL =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond())
          .build();

  private final TestServer server = TestServer.start();

  @BeforeEach
  void load() {
    server.loadShop();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPageTellsItsMembersAndWhatWasAsked() {
    ListMembersResponse page =
        page(
            request("country == 'DE'")
                .setAsOf(APRIL)
                .addAttributes("tags")
                .addAttributes("age")
                .setPageSize(2));

    assertThat(page.getCount()).isEqualTo(3);
    assertThat(page.getPopulation()).isEqualTo(12);
    assertThat(page.getSnapshot()).isEqualTo(1);
    assertThat(page.getAsOf()).isEqualTo(APRIL);
    assertThat(page.getMembersList()).extracting(MemberRow::getCustomerId).hasSize(2);
    assertThat(page.getMembers(0))
        .isEqualTo(
            MemberRow.newBuilder().setCustomerId("cid").addValues("vip").addValues("51").build());
    // Dee has no age.
    assertThat(page.getMembers(1).getCustomerId()).isEqualTo("dee");
    assertThat(page.getMembers(1).getValues(1)).isEmpty();
    assertThat(page.getNextPageToken()).isNotEmpty();
    assertThat(page(request("nobody()")).getMembersList()).isEmpty();
    assertThat(page(request("nobody()")).getNextPageToken()).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWhateverTheirSize() {
    List<String> whole = ids(page(request("everyone()")));
    assertThat(whole).hasSize(12);
    for (int size : new int[] {1, 5, 6, 11, 12}) {
      List<String> paged = new ArrayList<>();
      String token = "";
      do {
        ListMembersResponse page =
            page(request("everyone()").setPageSize(size).setPageToken(token));
        assertThat(page.getMembersCount()).isLessThanOrEqualTo(size);
        paged.addAll(ids(page));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(paged).as("pages of " + size).isEqualTo(whole);
    }
  }

  @Test
  void aListGoesOnAtALaterSnapshotForItsOwnInstant() {
    List<String> whole = ids(page(request("everyone()")));
    ListMembersResponse first = page(request("everyone()").setAsOf(APRIL).setPageSize(4));
    server
        .ingest()
        .eraseCustomers(
            EraseCustomersRequest.newBuilder()
                .addCustomerIds(whole.get(1))
                .addCustomerIds(whole.get(5))
                .build());

    ListMembersResponse next = page(request("everyone()").setPageToken(first.getNextPageToken()));

    assertThat(next.getSnapshot()).isGreaterThan(first.getSnapshot());
    assertThat(next.getAsOf()).isEqualTo(APRIL);
    List<String> left = new ArrayList<>(whole.subList(4, 12));
    left.remove(whole.get(5));
    assertThat(ids(next)).isEqualTo(left);
    assertThat(
            page(request("everyone()").setPageToken(first.getNextPageToken()).setAsOf(APRIL))
                .getCount())
        .isEqualTo(10);
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    String token = page(request("age > 5").setPageSize(1)).getNextPageToken();
    String other =
        "page_token: not a token that was told for this workspace and expression; to begin anew,"
            + " leave it out";

    assertThat(refused(request("age > 6").setPageToken(token).setPageSize(-1)))
        .containsExactly(
            "page_size: a page has 1 to 10000 members, 0 is for 100: page_size=-1", other);
    assertThat(refused(request("age > 5").setPageSize(10_001))).hasSize(1);
    assertThat(refused(request("age > 5").setPageToken(token + "A"))).containsExactly(other);
    assertThat(refused(request("age > 5").setPageToken("!"))).containsExactly(other);
    assertThat(refused(request("age > 5").setPageToken(token.replace('A', 'B'))))
        .containsExactly(other);
    assertThat(refused(request("age > 5").setPageToken(token).setAsOf(APRIL)))
        .singleElement()
        .asString()
        .startsWith("as_of: a list is of one instant, leave it out to go on: as_of=2026-04-01T00");
    assertThat(refused(request("everyone()").addAttributes("age").addAttributes("agee")))
        .containsExactly("attributes[1]: unknown attribute 'agee'; did you mean 'age'?");
    assertThat(refused(request("contry == 'GB'")))
        .containsExactly("expression: 1:1: unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refused(ListMembersRequest.newBuilder().setPredicate(Predicate.newBuilder())))
        .containsExactly("predicate: a predicate is missing");
    assertThat(Refused.by(() -> page(request("everyone()").setWorkspace("else"))).code())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private List<String> refused(ListMembersRequest.Builder request) {
    return Refused.by(() -> page(request)).violations();
  }

  private static List<String> ids(ListMembersResponse page) {
    return page.getMembersList().stream().map(MemberRow::getCustomerId).toList();
  }

  private static ListMembersRequest.Builder request(String expression) {
    return ListMembersRequest.newBuilder().setExpression(expression);
  }

  private ListMembersResponse page(ListMembersRequest.Builder request) {
    return server.insights().listMembers(request.build());
  }
}
