package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.server.ImportParts;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.MembersForm;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.MembersResponse.Batch;
import io.lamella.v1.TableKind;
import io.lamella.v1.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: a stream of members tells all of them in an order that stays, in each of its forms, and
/// goes on behind any batch. Method: 20,000 customers over the wire, so that there are several
/// batches.
class MemberStreamTest {
  private static final int MANY = 20_000;
  private static final Timestamp APRIL =
      Timestamp.newBuilder()
          .setSeconds(Instant.parse("2026-04-01T00:00:00Z").getEpochSecond())
          .build();

  private static TestServer server;

  @BeforeAll
  static void load() {
    server = TestServer.start();
    List<String> cells = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      cells.add("customer-" + number);
      cells.add(number % 3 == 0 ? "GB" : "DE");
      cells.add(number % 2 == 0 ? Integer.toString(number) : "");
    }
    server.load(
        ImportParts.start(),
        ImportParts.table(
            TableKind.TABLE_KIND_CUSTOMERS,
            "customers.csv",
            ImportParts.reserved("customer_id"),
            ImportParts.column("country", ValueType.VALUE_TYPE_KEYWORD),
            ImportParts.column("age", ValueType.VALUE_TYPE_NUMBER)),
        ImportParts.lines(0, 3, cells));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void idsComeInTheOrderInWhichCustomersBecameKnown() {
    List<String> ids = ids(batches(request("country == 'GB'")));

    assertThat(ids)
        .hasSize(6_667)
        .startsWith("customer-0", "customer-3")
        .endsWith("customer-19998");
  }

  @Test
  void valuesStandBesideTheirCustomers() {
    List<Batch> batches = batches(request("everyone()").addAttributes("age").addAttributes("age"));

    assertThat(batches).hasSizeGreaterThan(2);
    int number = 0;
    for (Batch batch : batches) {
      assertThat(batch.getSerializedSize()).isLessThan(70_000);
      assertThat(batch.getValuesCount()).isEqualTo(2 * batch.getCustomerIdsCount());
      for (int i = 0; i < batch.getCustomerIdsCount(); i++, number++) {
        assertThat(batch.getCustomerIds(i)).isEqualTo("customer-" + number);
        assertThat(batch.getValues(2 * i + 1))
            .isEqualTo(number % 2 == 0 ? Integer.toString(number) : "");
      }
    }
    assertThat(number).isEqualTo(MANY);
  }

  @Test
  void aStreamGoesOnBehindAnyBatchForItsOwnInstant() {
    MembersRequest.Builder request = request("everyone()").setAsOf(APRIL);
    List<Batch> whole = batches(request);
    assertThat(whole).hasSizeGreaterThan(3);
    for (int i = 0; i < whole.size(); i++) {
      MembersRequest.Builder rest = request("everyone()").setResume(whole.get(i).getResume());
      List<MembersResponse> messages = messages(rest);
      assertThat(messages.getFirst().getStart().getAsOf()).isEqualTo(APRIL);
      assertThat(ids(batches(rest))).isEqualTo(ids(whole.subList(i + 1, whole.size())));
    }
  }

  @Test
  void aBitmapComesBeforeItsIds() {
    try (TestServer other = TestServer.start()) {
      other.loadShop();
      other
          .ingest()
          .eraseCustomers(EraseCustomersRequest.newBuilder().addCustomerIds("ada").build());
      ByteString bitmap = ByteString.EMPTY;
      List<Batch> batches = new ArrayList<>();
      for (var it =
              other
                  .segments()
                  .members(
                      request("country == 'DE'").setForm(MembersForm.MEMBERS_FORM_ROARING).build());
          it.hasNext(); ) {
        MembersResponse message = it.next();
        bitmap = bitmap.concat(message.getRoaring().getPiece());
        if (message.hasBatch()) {
          batches.add(message.getBatch());
        }
      }
      assertThat(batches).hasSize(1);
      assertThat(batches.getFirst().getNumbersList()).startsWith(1, 2).hasSize(3);
      assertThat(batches.getFirst().getCustomerIdsList()).startsWith("cid", "dee");
      assertThat(batches.getFirst().getResume()).isEmpty();
      try (PreparedQuestion prepared =
          other.server().engine().prepare(Question.of("country == 'DE'"))) {
        assertThat(bitmap.asReadOnlyByteBuffer())
            .isEqualTo(prepared.numberedMembers(Deadline.none()).roaring());
      }
    }
  }

  @Test
  void aSampleIsSpreadAndTheSameEachTime() {
    List<String> sample = ids(batches(request("everyone()").setSample(4)));

    assertThat(sample)
        .containsExactly("customer-2500", "customer-7500", "customer-12500", "customer-17500");
    assertThat(ids(batches(request("everyone()").setSample(MANY + 1)))).hasSize(MANY);
  }

  @Test
  void whatIsWrongIsToldByItsPlace() {
    String token = batches(request("age > 5")).getFirst().getResume();

    assertThat(
            refused(
                request("age > 6")
                    .setResume(token)
                    .setSample(-1)
                    .addAttributes("age")
                    .setForm(MembersForm.MEMBERS_FORM_ROARING)))
        .containsExactly(
            "sample: a sample has 1 member or more, 0 is for all: sample=-1",
            "resume: a sample is asked anew, it does not go on",
            "sample: a bitmap is of all members",
            "resume: a bitmap's numbers are of one snapshot, ask for it anew",
            "attributes: a bitmap comes with ids alone",
            "resume: not a token that was told for this workspace and expression; to begin anew,"
                + " leave it out");
    assertThat(refused(request("age > 5").setFormValue(9)))
        .containsExactly("form: not known: form=9");
    assertThat(refused(request("age > 5").addAttributes("agee")))
        .containsExactly("attributes[0]: unknown attribute 'agee'; did you mean 'age'?");
  }

  private static List<String> refused(MembersRequest.Builder request) {
    return Refused.by(() -> messages(request)).violations();
  }

  private static MembersRequest.Builder request(String expression) {
    return MembersRequest.newBuilder().setExpression(expression);
  }

  private static List<MembersResponse> messages(MembersRequest.Builder request) {
    List<MembersResponse> messages = new ArrayList<>();
    server.segments().members(request.build()).forEachRemaining(messages::add);
    assertThat(messages.getFirst().hasStart()).isTrue();
    return messages;
  }

  private static List<Batch> batches(MembersRequest.Builder request) {
    return messages(request).stream().skip(1).map(MembersResponse::getBatch).toList();
  }

  private static List<String> ids(List<Batch> batches) {
    return batches.stream().flatMap(batch -> batch.getCustomerIdsList().stream()).toList();
  }
}
